"""Pieces hold together what the whole file holds: the same pages under the same names, none lost, none twice."""

import gzip
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cluster.pages import PAGE, archive, json_lines, parquet
from trialx.batch.item import Item
from trialx.batch.items import items_of
from trialx.batch.named import Named
from trialx.cluster.cut import Partition, Piece, items_in, key, partitions
from trialx.cluster.survey import survey

FORMS: dict[str, Callable[[Path, int], Path]] = {
    "lines": json_lines,
    "blank-lines": partial(json_lines, blank=True),
    "wet": partial(archive, packed=False),
    "packed-wet": partial(archive, packed=True),
    "parquet": parquet,
}


def named(path: Path) -> Named:
    return Named(str(path), path.stat().st_size, str(path.parent))


def plain(items: list[Item]) -> list[tuple[str, object, str | None, str]]:
    return [(item.name, item.data.strip(), item.url, item.below) for item in items]


@pytest.mark.parametrize("size", [1, 700, 4000])
@pytest.mark.parametrize("form", FORMS)
def test_the_pieces_are_the_file(form: str, size: int, tmp_path: Path) -> None:
    file = named(FORMS[form](tmp_path / "crawl", 200))
    pieces = survey(file, size)
    if size < 4000:
        assert len(pieces) > 1
    assert plain([item for piece in pieces for item in items_in(piece)]) == plain(list(items_of(file)))


def test_pieces_have_about_the_size_that_was_asked_for(tmp_path: Path) -> None:
    file = named(json_lines(tmp_path / "crawl.jsonl", 20_000))
    pieces = survey(file, 1 << 20)
    assert len(pieces) == file.size // (1 << 20) + 1
    assert all(1 << 20 <= piece.end - piece.start < (1 << 20) + 1000 for piece in pieces[:-1])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        PAGE.encode() * 100,
        b'{"studies": [\n' + b"{}\n" * 99 + b"]}",
        gzip.compress(b'{"text": "Phase: 2"}\n' * 100),
        gzip.compress(b"WARC/1.0\r\nContent-Length: 1\r\n\r\nx\r\n\r\n" * 100),
        b"PAR1 and no more of it" * 10,
        b'{"text": "only one line"}\n',
        b"WARC/1.0\r\nContent-Length: nothing\r\n\r\n" * 10,
    ],
    ids=["empty", "page", "document", "packed-lines", "packed-at-once", "no-parquet", "one-line", "broken-archive"],
)
def test_what_cannot_be_cut_is_one_piece(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert survey(named(path), 10) == [Piece(named(path))]


def test_a_file_that_is_gone_is_one_piece_that_says_so(tmp_path: Path) -> None:
    (piece,) = survey(Named(str(tmp_path / "gone.jsonl"), 99), 10)
    (item,) = items_in(piece)
    assert item.failure
    assert item.failure.code == "vanished"


def surveyed(file: Named) -> Callable[[], list[Piece]]:
    return lambda: [Piece(file, "lines", start, start + 10, start) for start in range(0, file.size, 10)]


def test_small_files_are_put_together_and_large_ones_cut() -> None:
    files = [Named("a", 4), Named("b", 5), Named("c", 6), Named("large", 30), Named("d", 1)]
    found = [
        [(piece.named.path, piece.start) for piece in part.pieces] for part in partitions(files, surveyed, size=10)
    ]
    assert found == [[("a", 0), ("b", 0)], [("c", 0)], [("large", 0)], [("large", 10)], [("large", 20)], [("d", 0)]]


def test_a_partition_holds_only_so_many_files() -> None:
    found = list(partitions((Named(f"{number}") for number in range(2500)), surveyed))
    assert [len(part.pieces) for part in found] == [1000, 1000, 500]
    assert [part.place for part in found] == [0, 1, 2]


def test_files_are_asked_for_as_partitions_are() -> None:
    asked = []

    def listing() -> object:
        for number in range(10_000):
            asked.append(number)
            yield Named(str(number), 10)

    next(partitions(listing(), surveyed, size=10))  # type: ignore[arg-type] # a generator is what is tested
    assert len(asked) < 50


def test_a_key_says_what_is_read_and_not_where_it_stands() -> None:
    one = Partition(1, (Piece(Named("a", 30), "lines", 0, 10),))
    assert key(one) == key(one._replace(place=7))
    assert key(one) != key(Partition(1, (Piece(Named("a", 31), "lines", 0, 10),)))
    assert key(one) != key(Partition(1, (Piece(Named("a", 30), "lines", 0, 20),)))


def test_a_row_too_large_for_a_page_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("trialx.batch.parquet_rows.MAX_PAGE", 120)
    codes = [item.failure.code if item.failure else "" for item in items_of(named(parquet(tmp_path / "crawl", 5)))]
    assert codes == ["too-large", "too-large", "too-large", "", "too-large"]
