"""Texts of Qt's own windows that its Chinese catalogue lacks, or words oddly: here ours finds them, and has them.

They show where the system has no file dialog of its own that Qt knows, as on many a Linux desktop.
"""

from PySide6.QtCore import QT_TRANSLATE_NOOP

QT_WORDS: dict[str, tuple[str, ...]] = {
    "QFileDialog": (
        str(QT_TRANSLATE_NOOP("QFileDialog", "&Look in:")),
        str(QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:")),
    ),
    "QFileSystemModel": (str(QT_TRANSLATE_NOOP("QFileSystemModel", "Size")),),
    "QAbstractFileIconProvider": (
        str(QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Drive")),
        str(QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "File")),
        str(QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "%1 File")),
        str(QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Folder")),
        str(QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Shortcut")),
        str(QT_TRANSLATE_NOOP("QAbstractFileIconProvider", "Unknown")),
    ),
}
