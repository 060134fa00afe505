"""Captions in Word: their numbers are fields, so that Word counts on when somebody adds a picture."""

from docx.oxml.xmlchemy import BaseOxmlElement

from alliance_app.records.markdown.block import Picture, TableBlock
from alliance_app.writeups.word.xml import field, paragraph, text_run, w


def caption(block: Picture | TableBlock) -> BaseOxmlElement:
    """The paragraph under a picture, or above a table and kept with it."""
    kept = (w("keepNext"),) if isinstance(block, TableBlock) else ()
    label, number, words = block.caption.partition(str(block.number)) if block.number else ("", "", block.caption)
    counted = [text_run(label), *field(f"SEQ {label.strip()} \\* ARABIC", number)] if number else []
    return paragraph("Caption", *counted, text_run(words), properties=kept)
