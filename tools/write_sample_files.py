"""Writes the spreadsheet and the Word form of the sample library.

Run it after changing one: `.venv/bin/python tools/write_sample_files.py`. The results are committed.
"""

from datetime import datetime
from pathlib import Path

from docx import Document
from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"


def write_baseline(path: Path) -> None:
    """The energy baseline form, with ten shifts filled in and two sums."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "能耗基线表"
    sheet.append(["班次", "日期", "产量（块）", "用电（kWh）", "单耗（kWh/百块）", "备注"])
    measured = (1248, 1262, 1239, 1255, 1270, 1241, 1252, 1236, 1258, 1239)
    for at, used in enumerate(measured, 1):
        each = f"=ROUND(D{at + 1}/C{at + 1}*100,2)"
        made, shift = 5200 + at * 7 % 60, "夜班" if at % 2 == 0 else "白班"
        sheet.append([f"第 {at} 班", f"2024-01-{10 + at:02}", made, used, each, shift])
    sums = ("=AVERAGE(C2:C11)", "=AVERAGE(D2:D11)", "=ROUND(D12/C12*100,2)")
    sheet.append(["平均", "", *sums, "基线，写在看板最上面"])
    for cell in (*sheet[1], *sheet[12]):
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="F0F2F4")
    for column, width in zip("ABCDEF", (10, 14, 12, 14, 18, 26), strict=True):
        sheet.column_dimensions[column].width = width
    book.properties.creator, book.properties.created = "示范电子厂工会", datetime(2024, 7, 18)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)


def write_pairing(path: Path) -> None:
    """The record form of a mentoring visit."""
    document = Document()
    document.core_properties.author = "示范电子厂工会"
    document.core_properties.created = datetime(2025, 6, 10)
    document.add_heading("星级工会结对帮带指导记录", level=1)
    document.add_paragraph("结对双方：示范电子厂工会（帮带）—锦程纺织工会（新建）")
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    for cell, words in zip(table.rows[0].cells, ("日期", "指导内容", "约定事项", "双方签字"), strict=True):
        cell.text = words
    for row in (
        ("2025-06-10", "会员登记、经费账户、印章保管", "两周内完成实名登记", "已签"),
        ("2025-09-16", "职工代表选举与提案表", "一线代表不少于六成", "已签"),
        ("2025-12-09", "年度述职与会员评家", "无记名，结果当天公布", "已签"),
    ):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def main() -> None:
    """Writes each file beside the records that show it."""
    for kind in ("salon", "project", "article"):
        write_baseline(SAMPLE / kind / "attachments" / "能耗基线表.xlsx")
    write_pairing(SAMPLE / "document" / "attachments" / "结对帮带指导记录.docx")


if __name__ == "__main__":
    main()
