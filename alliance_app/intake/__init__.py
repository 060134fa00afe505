"""Word, text and Markdown folders become records.

The door is `import_paths(library, paths, kind=…, progress=…, cancelled=…) -> IntakeReport`.
"""

from alliance_app.intake.errors import IntakeError, NothingThere, NotImportable
from alliance_app.intake.importing import import_paths
from alliance_app.intake.report import IntakeReport, Remark, Skipped

__all__ = ["IntakeError", "IntakeReport", "NotImportable", "NothingThere", "Remark", "Skipped", "import_paths"]
