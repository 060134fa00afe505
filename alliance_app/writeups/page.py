"""A document as one HTML file that needs nothing else: pictures inside, no scripts, and a policy that allows none."""

import base64
from collections.abc import Iterator
from html import escape

from alliance_app import places
from alliance_app.records.markdown.block import Block
from alliance_app.records.markdown.html import html_of
from alliance_app.words import _
from alliance_app.writeups.outline import Fact, Part, Writeup, paired

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page_text(writeup: Writeup) -> str:
    """The document as the text of a .html file, UTF-8."""
    style = (places.resources() / "templates" / "documents" / "page.css").read_text(encoding="utf-8")
    body = "\n".join(_Page(writeup).body())
    return (
        f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">\n'
        f'<meta name="referrer" content="no-referrer">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(writeup.author)}">\n'
        f'<meta name="keywords" content="{escape(",".join(writeup.keywords))}">\n'
        f"<title>{escape(writeup.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f'<body class="{writeup.layout.name}">\n<main>\n{body}\n</main>\n</body>\n</html>\n'
    )


class _Page:
    def __init__(self, writeup: Writeup) -> None:
        self._writeup = writeup

    def body(self) -> Iterator[str]:
        """The articles, and a list of them where there are several."""
        parts = list(enumerate(self._writeup.parts))
        if self._writeup.contents:
            links = [f'<li><a href="#part{number}">{escape(part.title)}</a></li>' for number, part in parts]
            yield f"<nav><h2>{escape(_('Contents'))}</h2><ol>{''.join(links)}</ol></nav>"
        for number, part in parts:
            yield f'<article id="part{number}">'
            yield from self._part(part, number)
            yield "</article>"

    def _part(self, part: Part, number: int) -> Iterator[str]:
        prefix = f"{number}-"
        if part.mark:
            yield f'<p class="mark">{escape(part.mark)}</p>'
        top = "h2" if part.within else "h1"
        yield f"<{top}>{escape(part.title)}</{top}>"
        if part.subtitle:
            yield f'<p class="subtitle">{escape(part.subtitle)}</p>'
        if part.facts:
            yield self._facts(part.facts)
        for grid in part.grids:
            yield f"<h3>{escape(grid.label)}</h3>"
            yield self._html((grid.table,), f"{prefix}grid-")
        if part.abstract:
            yield f'<p class="abstract"><strong>{escape(_("Abstract: "))}</strong>{escape(part.abstract)}</p>'
        yield self._html(part.blocks, prefix)
        yield from self._closing(part)

    def _closing(self, part: Part) -> Iterator[str]:
        if part.files:
            label = "附件：" if self._writeup.layout.official else _("Attachments: ")
            alone = len(part.files) == 1
            names = [name if alone else f"{number}. {name}" for number, name in enumerate(part.files, 1)]
            yield f'<p class="files">{escape(label)}{"<br>".join(escape(name) for name in names)}</p>'
        if part.tags:
            yield f'<p class="tags">{escape(_("Tags: ") + "、".join(part.tags))}</p>'
        if part.dated:
            yield f'<p class="dated">{escape(part.dated)}</p>'

    def _html(self, blocks: tuple[Block, ...], prefix: str) -> str:
        return html_of(blocks, self._source, lambda _target: None, heading=1, prefix=prefix)

    def _source(self, ref: str) -> str | None:
        picture = self._writeup.pictures.get(ref)
        if picture is None:
            return None
        return f"data:image/{picture.kind};base64,{base64.b64encode(picture.data).decode()}"

    def _facts(self, facts: tuple[Fact, ...]) -> str:
        rows = []
        for row in paired(facts):
            span = "" if len(row) > 1 else ' colspan="3"'
            cells = [f"<th>{escape(fact.label)}</th><td{span}>{_lines(fact.text)}</td>" for fact in row]
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return f'<table class="facts">{"".join(rows)}</table>'


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))
