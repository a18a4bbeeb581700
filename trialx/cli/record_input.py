"""Records for commands that want records: read back from files of records, or read from pages there and then.

What comes in: names of files: records that trialx wrote (YAML, JSON, JSON Lines, CSV), pages, exports of registers.
What goes out: one record after the other with its name, or why there is none. Separate, since several commands want it.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast

from trialx.batch.failure import Failure
from trialx.batch.inputs import gather
from trialx.batch.item import Item
from trialx.batch.items import items_of
from trialx.batch.named import STDIN, Named
from trialx.batch.read import Reading, read
from trialx.check.load import Unreadable, kind_of, records_of
from trialx.record.model import TrialRecord
from trialx.write.apart import Outputs

_FIELDS: Final = frozenset(TrialRecord.__annotations__)
# Of a file that is called so it is asked first whether it is one of records.
_STORED: Final = frozenset({"yaml", "csv"})


def records_in(files: list[str], *outputs: Path | None) -> Iterator[tuple[str, TrialRecord | Failure]]:
    """Give the records of files, in their order; what the command writes itself is no input of it.

    Raises:
        OutputIsInput: where a file is named that is written to as well.

    """
    written = Outputs(path for path in outputs if path)
    for named in gather(files):
        if written.hide(named.path, found=named.path not in files):
            continue
        if named.failure is None and named.path != STDIN and kind_of(named.path) in _STORED and _is_stored(named.path):
            yield from _stored(named.path)
        else:
            yield from _read(named)


def is_record(value: Any) -> bool:
    """Say whether a mapping is a record that trialx wrote.

    >>> is_record({"nct_id": "NCT99000001", "phases": ["PHASE2"]}), is_record({"protocolSection": {}}), is_record({})
    (True, False, False)
    """
    return isinstance(value, dict) and bool(value) and value.keys() <= _FIELDS


def _read(named: Named) -> Iterator[tuple[str, TrialRecord | Failure]]:
    for item in items_of(named):
        value = _value(item)
        if is_record(value):
            yield item.name, cast("TrialRecord", value)
            continue
        name, found = read(item, Reading())
        yield name, found if isinstance(found, Failure) else found.data


def _value(item: Item) -> Any:
    if item.form == "study":
        return item.data
    if item.form != "line" or item.failure:
        return None
    try:
        return json.loads(item.data)
    except ValueError:
        return None


def _is_stored(path: str) -> bool:
    """Look whether the first record of a file is one of trialx's."""
    from trialx.write.as_csv import from_row

    try:
        first = next(iter(records_of(path, from_row=from_row)), None)
    except (Unreadable, OSError):
        return False
    return first is not None and not isinstance(first, Unreadable) and is_record(first.value)


def _stored(path: str) -> Iterator[tuple[str, TrialRecord | Failure]]:
    from trialx.write.as_csv import from_row

    try:
        for number, one in enumerate(records_of(path, from_row=from_row), 1):
            if isinstance(one, Unreadable):
                yield f"{path}#{number}", Failure("bad-record", f"line {one.line}: {one}")
            elif is_record(one.value):
                yield f"{path}#{number}", cast("TrialRecord", one.value)
            else:
                yield f"{path}#{number}", Failure("bad-record", "no record of trialx")
    except Unreadable as error:
        yield path, Failure("bad-record", f"line {error.line}: {error}")
