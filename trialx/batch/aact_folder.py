"""The folder of AACT's tables: the rows of all other tables that belong to a study, under their table's name.

What comes in: the path of studies.txt, and its rows. What goes out: the same rows with those of the tables beside it.
The tables have gigabytes and no order, so they are put into a file of SQLite once, and asked for a study at a time.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from trialx.batch.text_stream import text_stream
from trialx.registries import Entry, NotAStudy, entry, table_columns, table_side_rows

STUDIES: Final = "studies.txt"


def is_side_table(name: str, start: str) -> bool:
    """Say whether a file is one of AACT's tables that only go with studies.txt, which lies beside it."""
    path = Path(name)
    heading = start.lstrip("\ufeff").partition("\n")[0].strip().split("|")
    known = "nct_id" in heading and _name(path) in table_columns("aact")
    return known and path.name != STUDIES and path.with_name(STUDIES).is_file()


def joined(name: str, rows: Iterable[Entry | NotAStudy]) -> Iterator[Entry | NotAStudy]:
    """Give the studies with what the tables beside them say of them."""
    beside = _beside(Path(name))
    if not beside:
        yield from rows
        return
    with TemporaryDirectory(prefix="trialx-") as folder:
        base = sqlite3.connect(Path(folder) / "rows.sqlite")
        try:
            _fill(base, beside)
            for row in rows:
                yield row if isinstance(row, NotAStudy) else _whole(base, row)
        finally:
            base.close()


def _beside(path: Path) -> list[Path]:
    """Return the other tables of the folder that a study's record has a use for."""
    if path.name != STUDIES or not path.is_file():
        return []
    known = table_columns("aact")
    return sorted(one for one in path.parent.glob("*.txt") if one.name != STUDIES and _name(one) in known)


def _fill(base: sqlite3.Connection, tables: list[Path]) -> None:
    """Put the rows of all tables into one, by study."""
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("CREATE TABLE rows (nct TEXT, name TEXT, cells TEXT)")
    for table in tables:
        name = _name(table)
        with table.open("rb") as file:
            found = table_side_rows(text_stream(file), "|")
            rows = ((row.get("nctid", ""), name, json.dumps(row, ensure_ascii=False)) for row in found)
            base.executemany("INSERT INTO rows VALUES (?, ?, ?)", rows)
    base.execute("CREATE INDEX by_study ON rows (nct)")
    base.commit()


def _whole(base: sqlite3.Connection, row: Entry) -> Entry:
    node: dict[str, Any] = dict(row.node)
    number = node.get("nctid", "")
    for name, cells in base.execute("SELECT name, cells FROM rows WHERE nct = ? ORDER BY rowid", (number,)):
        # A column of studies.txt may have the name of a table.
        listed = node[name] if isinstance(node.get(name), list) else []
        node[name] = [*listed, json.loads(cells)]
    return entry(row.layout, node)


def _name(path: Path) -> str:
    return path.stem.replace("_", "").casefold()
