"""Names to files: order, folders, patterns, lists."""

import io
from pathlib import Path

import pytest

from trialx.batch.inputs import gather, listed
from trialx.batch.named import Named


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.html", ".hidden", "sub/c", "sub/a.yaml", ".git/x.txt", "z.JSON"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    return tmp_path


def told(found: list[Named], folder: Path) -> list[str]:
    return [str(Path(named.path).relative_to(folder)) for named in found]


def test_a_folder_gives_its_files_sorted_without_hidden_ones_and_records(folder: Path) -> None:
    found = list(gather([str(folder)]))
    assert told(found, folder) == ["a.html", "b.txt", "z.JSON", "sub/c"]
    assert {named.below for named in found} == {str(folder)}
    assert all(named.size == 1 and named.failure is None for named in found)


def test_a_name_is_taken_as_it_is(folder: Path) -> None:
    found = list(gather([str(folder / "sub/a.yaml"), "-", str(folder / ".hidden")]))
    assert [named.path for named in found] == [str(folder / "sub/a.yaml"), "-", str(folder / ".hidden")]


def test_a_pattern_that_the_shell_left_alone_is_spread(folder: Path) -> None:
    assert told(list(gather([str(folder / "*.txt")])), folder) == ["b.txt"]
    assert told(list(gather([str(folder / "**" / "c")])), folder) == ["sub/c"]


def test_a_file_whose_name_looks_like_a_pattern_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    assert [named.failure for named in gather([str(tmp_path / "a[1].txt")])] == [None]


@pytest.mark.parametrize("name", ["none.txt", "none*.txt", "none/"])
def test_a_name_for_nothing_is_a_failure_of_the_caller(tmp_path: Path, name: str) -> None:
    (found,) = gather([str(tmp_path / name)])
    assert found.failure is not None
    assert found.failure.code == "missing-file"


def test_an_empty_folder_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "records.yaml").write_text("a: b")
    (found,) = gather([str(tmp_path)])
    assert found.failure is not None
    assert (found.path, found.failure.code) == (str(tmp_path), "empty-folder")


def test_a_link_to_nothing_in_a_folder_is_a_failure_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text("x")
    codes = [named.failure.code if named.failure else "" for named in gather([str(tmp_path)])]
    assert codes == ["vanished", ""]


def test_a_list_is_read_whatever_its_names_hold() -> None:
    assert list(listed(io.BytesIO("a\nb.txt\0ü.txt\0".encode()))) == ["a\nb.txt", "ü.txt"]
    assert list(listed(io.BytesIO(b"no end"))) == ["no end"]
    assert list(listed(io.BytesIO(b"\0\0"))) == []
    assert list(listed(io.BytesIO(b"x" * 200_000 + b"\0y"))) == ["x" * 200_000, "y"]
