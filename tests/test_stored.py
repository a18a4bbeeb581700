"""What is kept in the cache is what would have been made, or is made again."""

import dataclasses
import os
from pathlib import Path
from typing import Any

import pytest

from trialx import layouts
from trialx.layouts.compiled import packed, unpacked
from trialx.layouts.load import load
from trialx.stored import FOLDER, stored


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    (tmp_path / "a.yaml").write_text("one")
    return tmp_path / "a.yaml"


def counted(made: list[Any], value: Any) -> Any:
    made.append(value)
    return value


def test_it_is_made_once(cache: Path, source: Path) -> None:
    made: list[Any] = []
    value = ({"a": ("b", 1)}, frozenset({"c"}), None)
    assert [stored("x", [source], lambda: counted(made, value)) for _ in range(3)] == [value] * 3
    assert len(made) == 1
    assert [path.name.split("-")[0] for path in cache.iterdir()] == ["x"]
    assert cache.stat().st_mode & 0o077 == 0


def test_another_content_or_another_file_is_made_again(cache: Path, source: Path, tmp_path: Path) -> None:
    assert stored("x", [source], lambda: 1) == 1
    source.write_text("two")
    assert stored("x", [source], lambda: 2) == 2
    (tmp_path / "b.yaml").write_text("two")
    assert stored("x", [tmp_path / "b.yaml"], lambda: 3) == 3
    assert cache.is_dir()


@pytest.mark.parametrize("torn", [b"", b"x", b"\0" * 40])
def test_a_torn_file_is_made_again(cache: Path, source: Path, torn: bytes) -> None:
    assert stored("x", [source], lambda: 1) == 1
    (file,) = cache.iterdir()
    file.write_bytes(torn)
    assert stored("x", [source], lambda: 1) == 1
    whole = file.read_bytes()
    file.write_bytes(whole[:-1])
    assert stored("x", [source], lambda: 1) == 1
    assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_it_is_made_every_time(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Any] = []
    (tmp_path / "file").write_text("no folder")
    for folder in ("", str(tmp_path / "file"), str(tmp_path / "file" / "below")):
        monkeypatch.setenv(FOLDER, folder)
        assert stored("x", [source], lambda: counted(made, 1)) == 1
    assert len(made) == 3
    monkeypatch.delenv(FOLDER)
    monkeypatch.setenv("HOME", str(tmp_path / "none"))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert stored("x", [source], lambda: counted(made, 1)) == 1
    assert not os.path.exists(tmp_path / "none")


def same(one: Any, other: Any) -> bool:
    """Say whether two layouts, or parts of them, are the same; readers are compared by what they are."""
    if dataclasses.is_dataclass(one):
        parts = [part.name for part in dataclasses.fields(one)]
        return type(one) is type(other) and all(same(getattr(one, name), getattr(other, name)) for name in parts)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if callable(one):
        return repr(one) == repr(other)
    return bool(one == other) and type(one) is type(other)


def test_layouts_come_out_of_the_cache_as_they_are_loaded() -> None:
    paths = [path for path in sorted(layouts.HERE.glob("*.yaml")) if path.stem != layouts.TRUNK]
    loaded = tuple(load(path, layouts.trunk()) for path in paths)
    assert same(unpacked(packed(loaded)), loaded)
    assert same(layouts.catalogue(), loaded)


def test_kept_layouts_read_a_page_without_yaml(cache: Path) -> None:
    import subprocess
    import sys

    script = (
        "import sys, trialx; trialx.extract('Viewing Study NCT99000001\\nBrief Title: Warm Socks\\nPhase: PHASE1');"
        "print('yaml' in sys.modules)"
    )
    said = [subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout for _ in range(2)]
    assert said[-1] == b"False\n"
    assert cache.is_dir()


def kept(folder: Path) -> Path:
    (file,) = (path for path in folder.iterdir() if path.name.startswith("flip-"))
    return file


def test_a_bit_that_flips_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path))
    made = {"PHASE2": [2, 3], "ages": ("18 years", "65 years")}
    assert stored("flip", [Path(__file__)], lambda: made) == made
    good = kept(tmp_path).read_bytes()
    for at in range(len(good)):
        kept(tmp_path).write_bytes(good[:at] + bytes([good[at] ^ 1]) + good[at + 1 :])
        assert stored("flip", [Path(__file__)], lambda: made) == made
        assert kept(tmp_path).read_bytes() == good


@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_only_a_plain_file_is_taken_out_of_the_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    stored("flip", [Path(__file__)], lambda: "theirs")
    file = kept(tmp_path / "cache")
    file.rename(tmp_path / "elsewhere")
    if kind == "link":
        file.symlink_to(tmp_path / "elsewhere")
    elif kind == "pipe":
        os.mkfifo(file)
    else:
        file.mkdir()
    assert stored("flip", [Path(__file__)], lambda: "ours") == "ours"
    assert (tmp_path / "elsewhere").read_bytes() != b""
    assert [path.name for path in (tmp_path / "cache").iterdir()] == [file.name]
