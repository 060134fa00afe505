"""The sample library: every file is what it says, every link meets a record, nothing looks like a real person."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from alliance_app import places
from alliance_app.app import App, sample_folders
from alliance_app.intake import import_paths
from alliance_app.library import Listing
from alliance_app.records import frontmatter
from alliance_app.records.benefit import annual_benefit
from alliance_app.records.given import given
from alliance_app.records.kind import Kind
from alliance_app.records.kinds import KINDS, kind_named
from alliance_app.records.markdown import blocks, wiki_links
from alliance_app.records.markdown.block import Picture
from alliance_app.records.options import CASE_FORMS, STAGES
from alliance_app.records.text import clean_tags, clean_title

SAMPLE = places.resources() / "sample"
FILES = sorted(SAMPLE.glob("*/*.md"))
NAMES = [path.relative_to(SAMPLE).as_posix() for path in FILES]
LARGEST_PICTURE = 150_000
HEADER_KEYS = {"kind", "title", "state", "tags", "fields", "attachments"}
REAL_LOOKING = re.compile(
    r"(?<!\d)1[3-9]\d{9}(?!\d)"  # a mobile telephone
    r"|(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)\d{15}(?!\d)|(?<!\d)\d{16,19}(?!\d)"  # identity cards, bank cards
    r"|(?<!\d)0(?!00-)\d{2,3}[- ]?[1-9]\d{6,7}(?!\d)"  # a telephone with an area code
    r"|[\w.]+@[\w-]+\.\w+"
)


@dataclass(frozen=True)
class Sheet:
    """One sample file, read."""

    path: Path
    kind: Kind
    title: str
    header: dict[str, Any]
    body: str


@cache
def sheets() -> dict[str, Sheet]:
    """Every sample file by its name under the sample folder."""
    read = {}
    for name, path in zip(NAMES, FILES, strict=True):
        header, body = frontmatter.parse(path.read_text("utf-8"))
        values = dict(header.values)
        assert values, f"{name} has no header that can be read"
        read[name] = Sheet(path, kind_named(values["kind"]), values["title"], values, body)
    return read


@cache
def kinds_by_title() -> dict[str, str]:
    return {each.title: each.kind.name for each in sheets().values()}


def find(title: str, kind: str | None) -> str | None:
    """A made-up id for a title of the sample, where a record of that kind has it."""
    found = kinds_by_title().get(title)
    if found is None or kind not in (None, found):
        return None
    return f"{sorted(kinds_by_title()).index(title):026}"


def stored(sheet: Sheet) -> dict[str, Any]:
    """The sheet's fields as a library would store them. Raises what a field refuses."""
    fields = sheet.header.get("fields", {})
    return sheet.kind.checked({
        name: given(sheet.kind.field(name), value, find) for name, value in fields.items()
    })


def headings(text: str) -> list[str]:
    return re.findall(r"(?m)^## (.+)$", text)


def pictures(body: str) -> Iterator[Picture]:
    return (block for block in blocks(body) if isinstance(block, Picture))


@pytest.mark.parametrize("name", NAMES)
def test_a_file_s_header_is_of_the_open_format(name: str) -> None:
    sheet = sheets()[name]
    assert set(sheet.header) <= HEADER_KEYS
    assert sheet.path.parent.name == sheet.kind.name
    assert clean_title(sheet.title) == sheet.title
    assert sheet.header["state"] in ("shared", "draft")
    assert set(clean_tags(tuple(sheet.header["tags"]))) == set(sheet.header["tags"]) != set()
    assert sheet.body.strip()


@pytest.mark.parametrize("name", NAMES)
def test_a_file_s_fields_fit_its_kind_and_its_links_meet_records_of_the_right_kind(name: str) -> None:
    sheet = sheets()[name]
    fields = stored(sheet)
    assert None not in fields.values()
    missing = [each.name for each in sheet.kind.fields if each.required and each.name not in fields]
    assert missing == []


@pytest.mark.parametrize("name", NAMES)
def test_every_link_in_a_body_meets_a_record(name: str) -> None:
    linked = [link.title for link in wiki_links(sheets()[name].body)]
    assert [title for title in linked if title not in kinds_by_title()] == []


@pytest.mark.parametrize("name", NAMES)
def test_attachments_are_there_and_bodies_show_only_them(name: str) -> None:
    sheet = sheets()[name]
    attached = sheet.header.get("attachments", [])
    assert [each for each in attached if not (sheet.path.parent / "attachments" / each).is_file()] == []
    shown = {picture.ref for picture in pictures(sheet.body)}
    assert shown == {each for each in attached if each.endswith((".png", ".jpg"))}


@pytest.mark.parametrize("name", NAMES)
def test_a_body_has_the_headings_of_its_template(name: str) -> None:
    sheet = sheets()[name]
    federation = sheet.header["fields"].get("form") == "federation"
    template = "case-federation" if federation else sheet.kind.name
    wanted = headings((places.resources() / "templates" / "body" / f"{template}.md").read_text("utf-8"))
    assert wanted
    assert [each for each in headings(sheet.body) if each in wanted] == wanted


@pytest.mark.parametrize("name", NAMES)
def test_nothing_looks_like_a_real_person_s_number(name: str) -> None:
    assert REAL_LOOKING.findall(sheets()[name].path.read_text("utf-8")) == []


def test_people_are_named_by_their_role() -> None:
    members = [each for each in sheets().values() if each.kind.name == "member"]
    assert [each.title for each in members if not each.header["fields"]["chair"].endswith("主席")] == []
    assert [each.title for each in members if not each.header["fields"]["phone"].startswith("000-0000-")] == []


def test_the_numbers_that_must_not_appear_would_be_found() -> None:
    for each in ("13" + "8" * 9, "4403" + "0" * 14, "0755-2" + "1" * 7, "someone@example.org"):
        assert REAL_LOOKING.search(f"电话 {each}。"), each
    assert REAL_LOOKING.search("电话 000-0000-0101") is None


def test_titles_are_unique_so_that_links_are_clear() -> None:
    assert [title for title, times in Counter(each.title for each in sheets().values()).items() if times > 1] == []


def test_every_kind_stage_form_and_side_occurs() -> None:
    counted = Counter(each.kind.name for each in sheets().values())
    assert set(counted) == set(KINDS)
    assert min(counted.values()) >= 5
    fields = [each.header["fields"] for each in sheets().values()]
    assert {each["stage"] for each in fields if "stage" in each} == set(STAGES)
    assert {each["form"] for each in fields if "form" in each} == set(CASE_FORMS) - {"own"}
    assert {each["side"] for each in fields if "side" in each} == {"offer", "need"}
    assert {each["year"] for each in fields if "year" in each} == {2024, 2025, 2026}
    assert sum(each.header["state"] == "draft" for each in sheets().values()) >= 3


def test_a_project_s_text_and_its_computed_benefit_agree() -> None:
    said = {}
    for sheet in sheets().values():
        benefit = annual_benefit(stored(sheet)) if sheet.kind.name == "project" else None
        if benefit is not None:
            amount = f"{benefit / 10_000:.2f}".rstrip("0").rstrip(".")
            rounded = f"{benefit / 10_000:.1f}".removesuffix(".0")
            said[sheet.title] = any(f"{each} 万元" in sheet.body for each in (amount, rounded))
    assert len(said) >= 8
    assert [title for title, agrees in said.items() if not agrees] == []


@pytest.mark.parametrize("path", sorted(SAMPLE.glob("*/attachments/*.[pj][np]g")), ids=lambda path: path.name)
def test_a_picture_is_of_the_agreed_size(path: Path) -> None:
    assert path.stat().st_size <= LARGEST_PICTURE
    with Image.open(path) as picture:
        picture.load()
        assert picture.size == (1200, 800)


def test_no_attachment_lies_about_unused() -> None:
    used = {
        sheet.path.parent / "attachments" / each
        for sheet in sheets().values()
        for each in sheet.header.get("attachments", [])
    }
    assert set(SAMPLE.glob("*/attachments/*")) == used


def test_the_sample_imports_whole(tmp_path: Path) -> None:
    with App.create(tmp_path / "library", "示范", author="李主席") as app:
        report = import_paths(app.library, sample_folders())
        assert (report.skipped, report.added) == ((), len(FILES))
        ids = app.library.ids(Listing())
        assert app.library.read(ids[0]).kind == "salon"
        assert {app.library.read(each).title for each in ids} == set(kinds_by_title())
        loose = [end for each in ids for end in app.library.links(each).outgoing if end.id is None]
        assert loose == []
        assert app.library.counts().drafts == sum(s.header["state"] == "draft" for s in sheets().values())
