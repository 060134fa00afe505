"""The picture of the chain, laid out: stages side by side, enterprises in them, who supplies whom. Values in px."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from alliance_app.alliance.dealings import Standing
from alliance_app.alliance.matching import WORTH_TELLING
from alliance_app.desktop.match.board import Board
from alliance_app.records.options import CHAIN

Sort = Literal["agreed", "talking", "recommended"]
SORTS: tuple[Sort, ...] = ("agreed", "talking", "recommended")
NODE_HEIGHT = 34.0
TOP = 44.0  # where the first enterprise stands, below the stages' names
_LEAST_STEP, _MOST_STEP = 50.0, 92.0  # from one enterprise to the next below
_SIDE = 7.0
_CLEAR = 4.0  # between a line and the enterprises it passes
_MOST_RECOMMENDED = 60
_WIDEST_NODE = 108.0


@dataclass(frozen=True, slots=True)
class Node:
    """An enterprise at its stage: the top left corner and the size."""

    member: str
    title: str
    stage: str
    x: float
    y: float
    width: float

    @property
    def middle(self) -> float:
        return self.y + NODE_HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Line:
    """One enterprise supplies another. `records`: the needs and offers behind it."""

    supplier: str
    customer: str
    sort: Sort
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """The whole picture. `columns`: stage → the left edge of its column, `column_width` wide."""

    width: float = 0.0
    height: float = 0.0
    column_width: float = 0.0
    columns: Mapping[str, float] = field(default_factory=dict)
    nodes: Mapping[str, Node] = field(default_factory=dict)
    lines: tuple[Line, ...] = ()
    step: float = _MOST_STEP

    def way_round(self, line: Line) -> tuple[float, ...]:
        """Where a line passes enterprises between its ends, so as to go behind none: left, right, y of each."""
        one, other = self.nodes[line.supplier], self.nodes[line.customer]
        x, y = one.x + one.width / 2, one.middle
        end = other.x + other.width / 2
        between = sorted((left + self.column_width / 2 for left in self.columns.values()), reverse=end < x)
        passed: list[float] = []
        for centre in (each for each in between if min(x, end) + 1 < each < max(x, end) - 1):
            straight = y + (other.middle - y) * (centre - x) / (end - x)
            met = next((each for each in self.nodes.values() if _stands_in_the_way(each, centre, straight)), None)
            if met is not None:
                x, y = centre, met.middle + (self.step / 2 if straight >= met.middle else -self.step / 2)
                passed += (met.x - _CLEAR, met.x + met.width + _CLEAR, max(y, TOP - _CLEAR))
        return tuple(passed)

    def touching(self, member: str) -> tuple[Line, ...]:
        """The lines of one enterprise."""
        return tuple(each for each in self.lines if member in (each.supplier, each.customer))


def lines_of(board: Board, stage: str = "") -> tuple[Line, ...]:
    """Who supplies whom, or might; only what is of a stage where one is named."""
    found: dict[tuple[str, str], Line] = {}
    for tie in board.ties:
        sort: Sort = "agreed" if tie.standing in (Standing.AGREED, Standing.CLOSED) else "talking"
        found[tie.supplier, tie.customer] = Line(tie.supplier, tie.customer, sort, tie.records)
    best = (board.pairs[need][0] for need in board.needs if board.pairs.get(need))
    good = sorted(
        (each for each in best if each.standing is None and each.score >= WORTH_TELLING), key=lambda each: -each.score
    )
    for pair in good[:_MOST_RECOMMENDED]:
        way = (board.entries[pair.offer].owner, board.entries[pair.need].owner)
        if all(way) and way not in found:
            found[way] = Line(*way, "recommended", (pair.need, pair.offer))
    known = [each for each in found.values() if each.supplier in board.members and each.customer in board.members]
    return tuple(each for each in known if not stage or stage in _stages(board, each))


def laid_out(board: Board, lines: Sequence[Line], width: float, height: float) -> Chain:
    """The picture of these lines, `width` wide; `height` is filled, and passed where a stage is full.

    Every other stage stands half a step lower, so that lines pass between enterprises and not behind them. Those that
    have agreed with somebody stand first, then those who talk.
    """
    members = dict.fromkeys(each for line in lines for each in (line.supplier, line.customer))
    stages = {member: _stage_of(board, member) for member in members}
    column_width = width / len(CHAIN)
    columns = {stage: place * column_width for place, stage in enumerate(CHAIN)}
    node_width = min(_WIDEST_NODE, column_width - 2 * _SIDE)
    firmest = {
        member: min(SORTS.index(each.sort) for each in lines if member in (each.supplier, each.customer))
        for member in members
    }
    nodes: dict[str, Node] = {}
    fullest = max(Counter(stages.values()).values(), default=1)
    step = min(_MOST_STEP, max(_LEAST_STEP, (height - TOP) / (fullest + 0.5)))
    for place, stage in enumerate(CHAIN):
        there = [member for member in members if stages[member] == stage]
        there.sort(key=lambda member: (firmest[member], _pull(member, lines, nodes), board.members[member]))
        top = TOP + (step / 2 if place % 2 else 0.0)
        for row, member in enumerate(there):
            x = columns[stage] + (column_width - node_width) / 2
            nodes[member] = Node(member, board.members[member], stage, x, top + row * step, node_width)
    return Chain(width, TOP + (fullest + 0.5) * step, column_width, columns, nodes, tuple(lines), step)


def _stands_in_the_way(node: Node, x: float, y: float) -> bool:
    return node.x <= x <= node.x + node.width and abs(y - node.middle) < NODE_HEIGHT / 2 + _CLEAR


def _pull(member: str, lines: Sequence[Line], nodes: Mapping[str, Node]) -> float:
    """Where those stand on average that it deals with and that have a place already: lines cross less."""
    others = [
        each.customer if each.supplier == member else each.supplier
        for each in lines
        if member in (each.supplier, each.customer)
    ]
    placed = [nodes[each].y for each in others if each in nodes]
    return sum(placed) / len(placed) if placed else 0.0


def _stage_of(board: Board, member: str) -> str:
    """Where an enterprise stands in the chain: by what it offers, else by what its record says."""
    offered = Counter(board.entries[each].stage for each in board.offers if board.entries[each].owner == member)
    stage = max(CHAIN, key=lambda each: offered.get(each, 0)) if any(offered.get(each) for each in CHAIN) else ""
    return stage or board.stages.get(member, "") or "production"


def _stages(board: Board, line: Line) -> set[str]:
    return {board.entries[each].stage for each in line.records if each in board.entries}


def by_sort(lines: Sequence[Line]) -> Mapping[Sort, list[Line]]:
    """The lines of each sort."""
    groups: dict[Sort, list[Line]] = defaultdict(list)
    for each in lines:
        groups[each.sort].append(each)
    return groups
