"""A file is whole or as it was before: errors, interrupts and a full disk leave no half of it."""

import errno
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from trialx.write.atomic import atomic_path, write_atomically


def broken(error: BaseException) -> Iterator[str]:
    """Give one piece of text, then fail."""
    yield "half"
    raise error


def test_the_file_appears_whole_and_nothing_else_does(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.yaml", ["é\n", "b\r\n"])
    assert (tmp_path / "a.yaml").read_bytes() == "é\nb\r\n".encode()
    assert os.listdir(tmp_path) == ["a.yaml"]


@pytest.mark.parametrize("error", [ValueError("bad"), KeyboardInterrupt(), OSError(errno.EIO, "input/output error")])
def test_a_failure_leaves_the_old_file_and_no_temporary_one(tmp_path: Path, error: BaseException) -> None:
    (tmp_path / "a.yaml").write_text("old")
    with pytest.raises(type(error)):
        write_atomically(tmp_path / "a.yaml", broken(error))
    assert (tmp_path / "a.yaml").read_text() == "old"
    assert os.listdir(tmp_path) == ["a.yaml"]


def test_a_full_disk_is_said_to_be_full_and_names_the_file(tmp_path: Path) -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(OSError, match=r"the disk is full: make room and run again.*a.yaml") as failed:
        write_atomically(tmp_path / "a.yaml", broken(full))
    assert failed.value.errno == errno.ENOSPC
    assert os.listdir(tmp_path) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    path = tmp_path / "none" / "a.yaml"
    with pytest.raises(FileNotFoundError, match=f"folder does not exist.*{re.escape(str(path))}"):
        write_atomically(path, ["a"])


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("")
    with pytest.raises(FileNotFoundError, match="folder does not exist"):
        write_atomically(tmp_path / "f" / "a.yaml", ["a"])


def test_a_folder_that_takes_no_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)  # a folder's mode does not stop root, who may run the tests
    with pytest.raises(PermissionError, match=r"not writable: choose another.*a.yaml"):
        write_atomically(tmp_path / "a.yaml", ["a"])


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError, match="is a folder: name a file in it"):
        write_atomically(tmp_path, ["a"])


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_text("old")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    write_atomically(tmp_path / "link.yaml", ["new"])
    assert (tmp_path / "link.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text() == "new"


def test_permissions_are_those_of_a_new_file_or_of_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write_atomically(tmp_path / "a", ["a"])
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)
    (tmp_path / "a").chmod(0o640)
    write_atomically(tmp_path / "a", ["b"])
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


def test_a_device_is_written_to_as_it_is() -> None:
    with atomic_path("/dev/null") as path:
        assert path == Path("/dev/null")
        path.write_text("gone")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_a_device_without_room_is_said_to_be_full() -> None:
    with pytest.raises(OSError, match=r"the disk is full.*/dev/full"):
        write_atomically("/dev/full", ["a"] * 9)
