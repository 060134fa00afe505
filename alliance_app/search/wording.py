"""How a query was read, in the user's own language."""

from alliance_app.search.names import declared_facets, fields_named
from alliance_app.search.planning import Planner
from alliance_app.search.tree import AllOf, Node, Wanted, Without
from alliance_app.words import N_, _

_NAMES = {
    "kind": N_("kind"),
    "tag": N_("tag"),
    "member": N_("enterprise"),
    "stars": N_("stars"),
    "date": N_("date"),
    "year": N_("year"),
    "is": N_("state"),
    "has": N_("with"),
    "title": N_("title"),
}


def read_as(tree: Node, planner: Planner) -> str:
    """The tree in words; empty for a query that asks for nothing."""
    return _said(tree, planner, inside=False)


def _said(node: Node, planner: Planner, *, inside: bool) -> str:
    if isinstance(node, Wanted):
        return _word(node, planner)
    if isinstance(node, Without):
        return _("not {part}").format(part=_said(node.part, planner, inside=True))
    parts = [_said(part, planner, inside=True) for part in node.parts]
    joint = _(" and ") if isinstance(node, AllOf) else _(" or ")
    said = joint.join(part for part in parts if part)
    return f"({said})" if inside and len(parts) > 1 else said


def _word(wanted: Wanted, planner: Planner) -> str:
    if wanted in planner.sounded:
        return _("“{text}” as pinyin").format(text=wanted.text)
    if wanted.field and wanted not in planner.misread:
        return f"{_field_label(wanted.field)}: {wanted.text}"
    if wanted.starts:
        return _("words that begin with “{text}”").format(text=wanted.text)
    return _("“{text}”").format(text=wanted.text)


def _field_label(name: str) -> str:
    meant = fields_named().get(name, (name,))[0]
    if meant in _NAMES:
        return _(_NAMES[meant])
    declared = declared_facets().get(meant)
    return declared[0].label if declared else name
