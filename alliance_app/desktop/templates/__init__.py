"""What new records start from, in the window: making a template of a record, looking after one's own."""

from alliance_app.desktop.templates.making import MakeTemplateDialog
from alliance_app.desktop.templates.managing import TemplatesDialog

__all__ = ["MakeTemplateDialog", "TemplatesDialog"]
