"""The row of buttons above the body: what the mockup shows, by mouse and by keyboard."""

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFont, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from alliance_app.desktop.editor.colours import EditorColours

# What one may type after `/`, in either language whatever the window's is; pinyin is made of the Chinese.
_WORDS = {
    "heading1": "heading title h1 标题 一级标题 大标题",
    "heading2": "heading title h2 标题 二级标题",
    "heading3": "heading title h3 标题 三级标题",
    "bullets": "list bullets points 列表 项目符号",
    "numbers": "list numbers 编号 列表 序号",
    "tasks": "task todo list 待办 任务 清单",
    "table": "table grid 表格 表",
    "picture": "picture image photo file 图片 照片 文件 附件",
    "quote": "quote 引用 摘引",
    "rule": "rule line hr 分隔线 横线",
    "link": "link record 关联 链接 资料",
    "member": "member enterprise union 企业 会员 工会",
    "time": "time clock now 时间 现在",
    "speaker": "speaker speech 发言 发言人 讲话",
    "figure": "figure number benefit 数据 数字 效益",
}


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the toolbar can do. `shown` is the button's text, `says` its name for screen readers and hints; `also`
    is a second key."""

    name: str
    shown: str
    says: str
    keys: str = ""
    also: str = ""

    @property
    def words(self) -> str:
        """What finds it in the insert menu; what has none is not in that menu."""
        return _WORDS.get(self.name, "")

    @property
    def hint(self) -> str:
        """The keys as this system writes them."""
        return QKeySequence(self.keys).toString(QKeySequence.SequenceFormat.NativeText)


class Toolbar(QFrame):
    """Emits the name of the command chosen; `mode_chosen` True asks for the preview."""

    chosen = Signal(str)
    mode_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("editorToolbar")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 3, 6, 3)
        self._row.setSpacing(1)
        self._buttons: dict[str, QToolButton] = {}
        self._order: list[QWidget] = []
        self._build()

    def commands(self) -> tuple[Command, ...]:
        """Every command with its names and keys."""
        return (
            Command("insert", "＋", self.tr("Insert"), "Ctrl+/"),
            Command("bold", "B", self.tr("Bold"), "Ctrl+B"),
            Command("italic", "I", self.tr("Italic"), "Ctrl+I"),
            Command("heading1", self.tr("Heading 1"), self.tr("Heading 1"), "Ctrl+1"),
            Command("heading2", self.tr("Heading 2"), self.tr("Heading 2"), "Ctrl+2"),
            Command("heading3", self.tr("Heading 3"), self.tr("Heading 3"), "Ctrl+3"),
            Command("heading0", self.tr("Plain text"), self.tr("Plain text"), "Ctrl+0"),
            Command("bullets", self.tr("List"), self.tr("Bulleted list"), "Ctrl+Shift+8"),
            Command("numbers", self.tr("Numbered list"), self.tr("Numbered list"), "Ctrl+Shift+7"),
            Command("tasks", self.tr("To-do"), self.tr("To-do list"), "Ctrl+Shift+T"),
            Command("table", self.tr("Table"), self.tr("Insert a table")),
            Command("picture", self.tr("Picture"), self.tr("Insert pictures or files"), "Ctrl+Shift+P"),
            Command("quote", self.tr("Quotation"), self.tr("Quotation"), "Ctrl+Shift+9"),
            Command("rule", self.tr("Dividing line"), self.tr("Dividing line")),
            Command("link", self.tr("Link"), self.tr("Link to a record"), "Ctrl+L"),
            Command("member", self.tr("Enterprise"), self.tr("Member enterprise"), "@"),
            Command("time", self.tr("Time"), self.tr("Insert the time"), "F7", "Ctrl+;"),
            Command("speaker", self.tr("Speaker"), self.tr("Who speaks"), "F8", "Ctrl+'"),
            Command("figure", self.tr("Figure"), self.tr("Figure of a project"), "{{"),
        )

    def _build(self) -> None:
        known = {command.name: command for command in self.commands()}
        self._add(self._button(known["insert"]))
        self._add(self._button(known["bold"]))
        headings = [known[name] for name in ("heading1", "heading2", "heading3", "heading0")]
        self._add(self._menu_button("heading", self.tr("Heading") + " ▾", self.tr("Heading level"), headings))
        self._add(self._rule())
        bullets = self._button(known["bullets"])
        bullets.setMenu(self._menu([known["bullets"], known["numbers"], known["quote"]]))
        bullets.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._add(bullets)
        for name in ("tasks", "table", "picture", "link"):
            self._add(self._button(known[name]))
        self._add(self._rule())
        self._add(self._button(known["time"]))
        self._add(self._button(known["speaker"]))
        self._add(self._button(known["italic"]))  # rare in Chinese: the first to go where there is no room
        self._more = self._menu_button("more", "…", self.tr("More"), [])
        self._row.addWidget(self._more)
        self._more.hide()
        self._row.addStretch(1)
        self._write = self._mode(self.tr("Edit"), self.tr("Edit the text"), preview=False)
        self._row.addWidget(self._rule())
        self._read = self._mode(self.tr("Preview"), self.tr("Preview the text"), preview=True)
        bold, italic = QFont(self.font()), QFont(self.font())
        bold.setBold(True)
        italic.setItalic(True)
        self._buttons["bold"].setFont(bold)
        self._buttons["italic"].setFont(italic)

    def _add(self, widget: QWidget) -> None:
        self._order.append(widget)
        self._row.addWidget(widget)

    def _button(self, command: Command) -> QToolButton:
        button = QToolButton(self)
        button.setText(command.shown)
        button.setToolTip(f"{command.says} ({command.hint})" if command.keys else command.says)
        button.setAccessibleName(command.says)
        button.setObjectName(f"editor_{command.name}")
        button.setAutoRaise(True)
        # The text keeps the focus, and an input method its place; Tab reaches the button all the same.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: self.chosen.emit(command.name))
        self._buttons[command.name] = button
        return button

    def _menu_button(self, name: str, shown: str, says: str, commands: list[Command]) -> QToolButton:
        button = self._button(Command(name, shown, says))
        button.clicked.disconnect()
        button.setMenu(self._menu(commands))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _menu(self, commands: list[Command]) -> QMenu:
        menu = QMenu(self)
        for command in commands:
            menu.addAction(self._action(command, menu))
        return menu

    def _action(self, command: Command, menu: QMenu) -> QAction:
        action = QAction(f"{command.says}\t{command.hint}" if command.keys else command.says, menu)
        action.triggered.connect(lambda: self.chosen.emit(command.name))
        return action

    def _mode(self, shown: str, says: str, *, preview: bool) -> QToolButton:
        button = self._button(Command("preview" if preview else "edit", shown, says, "Ctrl+Shift+V" if preview else ""))
        button.clicked.disconnect()
        button.setCheckable(True)
        button.setChecked(not preview)
        button.clicked.connect(lambda: self.mode_chosen.emit(preview))
        self._row.addWidget(button)
        return button

    def _rule(self) -> QFrame:
        rule = QFrame(self)
        rule.setObjectName("editorRule")
        rule.setFixedSize(1, 18)
        return rule

    def show_mode(self, *, preview: bool) -> None:
        """Mark which of the two is shown."""
        self._write.setChecked(not preview)
        self._read.setChecked(preview)

    def set_writable(self, writable: bool) -> None:
        """Allow or forbid the commands that change the text."""
        for widget in (*self._order, self._more):
            widget.setEnabled(writable)

    def set_colours(self, colours: EditorColours) -> None:
        """Look like the theme."""
        self.setStyleSheet(
            f"#editorToolbar {{ background: {colours.paper}; border: 1px solid {colours.line}; border-radius: 8px; }}"
            f"#editorRule {{ background: {colours.line}; border: none; margin: 0; }}"
            f"#editorToolbar QToolButton {{ color: {colours.text}; font-size: 13px; background: transparent;"
            " border: none; border-radius: 5px; padding: 5px 2px; }"
            f"#editorToolbar QToolButton:hover {{ background: {colours.hover}; }}"
            f"#editorToolbar QToolButton:focus {{ background: {colours.hover}; }}"
            f"#editorToolbar QToolButton:disabled {{ color: {colours.mark}; }}"
            f"#editorToolbar QToolButton:checked {{ color: {colours.accent}; font-weight: 600; }}"
            '#editorToolbar QToolButton[popupMode="1"] { padding-right: 15px; }'
            "#editorToolbar QToolButton::menu-indicator { image: none; }"
            "#editorToolbar QToolButton::menu-button { border: none; width: 13px; }"
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrow is fine: what does not fit moves behind the dots."""
        return QSize(220, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _fit(self, width: int) -> None:
        fixed = 24 + self._write.sizeHint().width() + self._read.sizeHint().width() + 4
        room = width - fixed
        sizes = [widget.sizeHint().width() + 1 for widget in self._order]
        shown = len(self._order)
        if sum(sizes) > room:
            room -= self._more.sizeHint().width()
            while shown and sum(sizes[:shown]) > room:
                shown -= 1
        for place, widget in enumerate(self._order):
            widget.setVisible(place < shown)
        self._more.setVisible(shown < len(self._order))
        menu = self._more.menu()
        menu.clear()
        known = {f"editor_{command.name}": command for command in self.commands()}
        for widget in self._order[shown:]:
            command = known.get(widget.objectName())
            if command is not None:
                menu.addAction(self._action(command, menu))
