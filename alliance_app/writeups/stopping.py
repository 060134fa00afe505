"""How a document under way is stopped: wherever it tells how far it is, it also asks whether to go on."""

from alliance_app.records.progress import Cancelled, Progress, Step
from alliance_app.writeups.errors import ExportStopped


def stopping(progress: Progress, cancelled: Cancelled) -> Progress:
    """Progress that raises ExportStopped once somebody cancelled."""

    def told(step: Step) -> None:
        if cancelled():
            raise ExportStopped
        progress(step)

    return told
