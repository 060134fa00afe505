"""Addresses and passwords: what is remembered and shown never holds one; where it comes from; what a wrong one does."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from keyring.backend import KeyringBackend
from keyring.errors import KeyringLocked, PasswordDeleteError
from moto import settings
from moto.iam.models import iam_backends

from alliance_app.cli.program import program
from alliance_app.library import Library
from alliance_app.sync import Exchange, forget_password, keep_password, look, secrets
from alliance_app.sync.errors import (
    AddressWrong,
    FolderReadOnly,
    FolderUnreadable,
    NoPassword,
    PasswordInAddress,
    SyncError,
    WrongPassword,
)
from alliance_app.sync.transport import let_go, local_folder, whole_name
from alliance_app.sync.transport.address import Address, read_address
from alliance_app.sync.transport.credentials import login_for
from tests.sync.scenes import publish, titles
from tests.sync.servers import PASSWORD, USER
from tests.sync.spots import Ground

Make = Callable[[str], Library]
SECRET = "geheim-9f3"


class Kept(KeyringBackend):
    """A keyring in memory, which can be locked."""

    priority = 1.0

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        self._look()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._look()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._look()
        if self.kept.pop((service, username), None) is None:
            raise PasswordDeleteError

    def _look(self) -> None:
        if self.locked:
            raise KeyringLocked


@pytest.fixture
def ring() -> Iterator[Kept]:
    """A keyring of this test's own."""
    before = keyring.get_keyring()
    made = Kept()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.mark.parametrize(
    ("typed", "remembered"),
    [
        ("webdavs://dav.example.com/dav/联盟 资料/", "webdavs://dav.example.com/dav/联盟%20资料"),
        ("https://李@EXAMPLE.com:443/a%E8%81%94//b", "webdavs://李@example.com/a联/b"),
        ("http://127.0.0.1:8080", "webdav://127.0.0.1:8080"),
        ("WEBDAV://a@b.example@host/x", "webdav://a@b.example@host/x"),
        ("webdav://[::1]:8080/100%25", "webdav://[::1]:8080/100%25"),
        ("s3://bucket/资料/?region=r&endpoint=oss.example.com/", "s3://bucket/资料?endpoint=https://oss.example.com&region=r"),
        ("s3a://KEY@Bucket", "s3://KEY@Bucket"),
        ("sftp://user@host:22/folder", "sftp://user@host/folder"),
        ("memory://x/y", "memory://x/y"),
    ],
)
def test_an_address_is_remembered_in_one_way(typed: str, remembered: str) -> None:
    assert whole_name(typed) == remembered
    assert whole_name(remembered) == remembered
    assert local_folder(typed) is None


@pytest.mark.parametrize("typed", ["/srv/share", "C:/share", "C:\\share", r"\\server\share", "~/share", "a://b"])
def test_a_directory_is_a_directory(typed: str) -> None:
    assert local_folder(typed) == Path(typed)
    assert whole_name(typed) == str(Path(typed).expanduser().absolute())


def test_a_directory_may_be_written_as_a_url(tmp_path: Path) -> None:
    folder = tmp_path / "联盟 100%"
    assert whole_name(folder.as_uri()) == str(folder)
    assert whole_name("file:///srv/share") == str(Path("/srv/share"))


@pytest.mark.parametrize(
    "typed",
    [
        f"webdavs://user:{SECRET}@host/x",
        f"https://user:{SECRET}/x@host/x",
        f"webdavs://user:{SECRET}?@host/x",
        f"webdavs://user:{SECRET}#@host/x",
        f"webdavs://a@b:{SECRET}@host/x",
        f"s3://key:{SECRET}@bucket",
        f"s3://key:{SECRET}/x@bucket",
        f"s3://bucket?endpoint=https://key:{SECRET}@host",
        f"s3://bucket?endpoint=key:{SECRET}@host",
        f"sftp://user:{SECRET}@host",
    ],
)
def test_a_password_in_an_address_is_refused_and_not_repeated(make: Make, typed: str) -> None:
    library = make("A")
    for act in (lambda: Exchange(library, typed), lambda: look(typed)):
        with pytest.raises(PasswordInAddress) as raised:
            act()
        assert SECRET not in str(raised.value)
        assert "alliance sync" in str(raised.value)


@pytest.mark.parametrize(
    "typed",
    [
        "webdavs://",
        "webdavs:///folder",
        "webdavs://host:port/x",
        "webdavs://host/../x",
        "webdavs://host/%ff",
        "webdavs://host/a#b",
        f"webdavs://host/x?password={SECRET}",
        f"s3://bucket?secret={SECRET}",
        "s3://bucket:80/x",
        "webdavs://[::1/x",
        "zip://host/x",
        "local://host/x",
        "no-such-thing://host/x",
    ],
)
def test_what_is_no_address_of_a_place_is_refused(typed: str) -> None:
    with pytest.raises(AddressWrong, match="Nothing was done") as raised:
        look(typed)
    assert SECRET not in str(raised.value)


_word = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
_part = _word.filter(lambda text: "/" not in text and text not in (".", ".."))


@given(
    st.sampled_from(("webdav", "webdavs", "s3")), st.lists(_part, max_size=3), st.one_of(st.just(""), _word),
    st.sampled_from((None, 8080)),
)  # fmt: skip
def test_every_address_is_read_back_as_it_was_written(
    scheme: str, parts: list[str], user: str, port: int | None
) -> None:
    address = Address(scheme, "host.example", "/".join(parts), user, None if scheme == "s3" else port)
    assert read_address(str(address)) == address
    assert "\n" not in str(address)


def test_the_password_is_the_keyrings_else_the_environments(ring: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    place = "webdavs://user@host/one"
    address = read_address(place)
    assert address
    monkeypatch.setenv("ALLIANCE_PLACE_PASSWORD", "of the environment")
    assert login_for(address).password == "of the environment"
    assert keep_password("webdavs://user@host/another folder", SECRET)
    assert login_for(address).password == SECRET
    assert SECRET not in repr(login_for(address))
    assert list(ring.kept) == [("alliance_app place", "webdavs://user@host")]
    ring.locked = True
    assert login_for(address).password == "of the environment"
    ring.locked = False
    forget_password(place)
    forget_password(place)
    assert ring.kept == {}
    monkeypatch.setenv("ALLIANCE_PLACE_USER", "someone")
    nobody = read_address("webdavs://host/one")
    assert nobody
    assert login_for(nobody).user == "someone"


def test_a_password_needs_a_user_it_is_for() -> None:
    for place in ("webdavs://host/one", "/srv/share"):
        with pytest.raises(AddressWrong, match="names no user"):
            keep_password(place, SECRET)


def test_without_a_keyring_a_password_lasts_until_the_program_ends() -> None:
    place = "webdavs://user@host/one"
    address = read_address(place)
    assert address
    assert not keep_password(place, SECRET)
    assert login_for(address).password == SECRET
    forget_password(place)
    assert login_for(address).password == ""
    assert secrets.get("alliance_app place", "webdavs://user@host") is None
    assert not secrets.put("alliance_app place", "webdavs://user@host", SECRET)
    secrets.delete("alliance_app place", "webdavs://user@host")


def test_a_locked_keyring_keeps_nothing_and_breaks_nothing(ring: Kept) -> None:
    ring.locked = True
    assert not secrets.put("service", "name", SECRET)
    assert secrets.get("service", "name") is None
    secrets.delete("service", "name")


def test_a_wrong_password_is_told_at_once_and_the_right_one_goes_on(
    ground: Ground, make: Make, ring: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    spot, library = ground.spot("webdav"), make("A")
    publish(library, "一")
    monkeypatch.delenv("ALLIANCE_PLACE_PASSWORD")
    with pytest.raises(NoPassword, match="--password"):
        spot.sync(library)
    keep_password(spot.place, "wrong")
    with pytest.raises(WrongPassword, match="nothing was written"):
        spot.sync(library)
    assert spot.waits == []
    assert ground.webdav.count() == 2
    keep_password(spot.place, PASSWORD)
    assert spot.sync(library).pushed
    assert PASSWORD not in json.dumps([library.recall("sync.folder"), whole_name(spot.place)])


def test_s3_accounts_are_told_apart(ground: Ground, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signatures and rights are checked here by moto as by AWS."""
    spot, first, second = ground.spot("s3", "plain"), make("A"), make("B")
    publish(first, "甲的")
    spot.sync(first)
    publish(second, "乙的")
    iam = iam_backends["123456789012"]["aws"]
    keys = {}
    for name, actions in (("reader", ["s3:Get*", "s3:List*"]), ("nobody", ["s3:GetObjectTagging"])):
        iam.create_user("us-east-1", name)
        allowed = [{"Effect": "Allow", "Action": actions, "Resource": "*"}]
        iam.put_user_policy(name, "rights", json.dumps({"Version": "2012-10-17", "Statement": allowed}))
        keys[name] = iam.create_access_key(name)
    monkeypatch.setattr(settings, "INITIAL_NO_AUTH_ACTION_COUNT", 0)
    place = spot.place

    def refused(user: str, password: str, error: type[SyncError]) -> None:
        spot.place = place.replace("s3://key@", f"s3://{user}@")
        monkeypatch.setenv("ALLIANCE_PLACE_PASSWORD", password)
        with pytest.raises(error, match="safe"):
            spot.sync(second)

    refused("AKIAUNKNOWN", "x", WrongPassword)
    refused(keys["reader"].access_key_id, "wrong", WrongPassword)
    refused(keys["reader"].access_key_id, "", NoPassword)
    refused(keys["nobody"].access_key_id, keys["nobody"].secret_access_key, FolderUnreadable)
    refused(keys["reader"].access_key_id, keys["reader"].secret_access_key, FolderReadOnly)
    assert titles(second) == {"甲的", "乙的"}


def test_s3_without_a_user_logs_in_as_aws_programs_do(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    place = ground.spot("s3").place.replace("key@", "")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with pytest.raises(NoPassword):
        look(place)
    let_go()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    assert look(place).empty


def test_the_command_line_asks_for_the_password(
    ground: Ground, tmp_path: Path, ring: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ALLIANCE_PLACE_PASSWORD")
    Library.create(tmp_path / "library", "库", author="甲", device_name="机").close()
    place = ground.spot("webdav").place
    at = ["--library", str(tmp_path / "library"), "--json", "sync"]
    told = CliRunner().invoke(program(), [*at, place, "--password"], input=f"{PASSWORD}\n")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["folder"] == whole_name(place)
    assert PASSWORD not in told.output
    assert list(ring.kept.values()) == [PASSWORD]
    assert f"webdav://{USER}@" in whole_name(place)
    again = CliRunner().invoke(program(), at)
    assert again.exit_code == 0, again.output


def test_nothing_of_the_net_is_loaded_for_a_directory(tmp_path: Path, python: str) -> None:
    """The program starts and syncs with a directory without what only far places need."""
    (tmp_path / "shared").mkdir()
    script = f"""
import sys
from pathlib import Path
from alliance_app.cli.program import program
from alliance_app.library import Library
from alliance_app.sync import Exchange
library = Library.create(Path({str(tmp_path / "library")!r}), "库", author="甲", device_name="机")
Exchange(library, {str(tmp_path / "shared")!r}).sync()
library.close()
net = {{"fsspec", "httpx", "keyring", "s3fs", "botocore", "aiohttp"}}
print(sorted({{name.split(".")[0] for name in sys.modules}} & net))
"""
    done = subprocess.run([python, "-c", script], capture_output=True, encoding="utf-8", check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
