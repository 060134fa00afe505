"""What CommonMark and GFM are specified by, in the editor: it stays as typed, is drawn, previewed, and does nothing."""

import pytest
from pytestqt.qtbot import QtBot

from tests.desktop.editor.conftest import Writer
from tests.records.spec_inputs import INPUTS

NAMES = sorted(INPUTS)
GROUPS = [NAMES[at::4] for at in range(4)]


@pytest.mark.parametrize("group", range(len(GROUPS)))
def test_the_editor_takes_every_input(writer: Writer, qtbot: QtBot, group: int) -> None:
    writer.editor.set_resolver(lambda _reference: None, lambda _typed: [])
    for name in GROUPS[group]:
        body = INPUTS[name]
        writer.editor.set_body(body)
        kept = writer.editor.body()
        for line in (0, kept.count("\n") // 2):  # marks are drawn otherwise on the line that is written
            writer.put(writer.source.document().findBlockByNumber(line).position())
            writer.source.grab()
        assert writer.editor.body() == kept, name
        with qtbot.waitSignal(writer.editor.preview.rendered):
            writer.editor.show_preview(preview=True)
        html = writer.editor.preview.toHtml().lower()
        assert '="javascript' not in html, name
        assert not any(f'="{scheme}' in html for scheme in ("file:", "vbscript:", "data:text", "//host", "\\\\host")), (
            name
        )
        writer.editor.show_preview(preview=False)
