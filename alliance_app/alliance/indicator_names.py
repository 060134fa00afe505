"""What people call a row of a self-assessment: its code and the name the catalogue gives it."""

from collections.abc import Mapping
from functools import cache

from alliance_app.alliance.catalogue import CatalogueDamaged, Named, standard


def row_label(code: str) -> str:
    """“I01 党组织专题研究工会工作次数”, in the language spoken now; a code of no catalogue as it is."""
    part = _parts().get(code)
    return code if part is None else f"{code} {part.label}"


@cache
def _parts() -> Mapping[str, Named]:
    try:
        known = standard()
    except CatalogueDamaged:
        return {}
    parts: tuple[Named, ...] = (*known.indicators, *known.bonus, *known.deductions, *known.vetoes)
    return {each.code: each for each in parts}
