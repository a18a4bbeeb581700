"""A record as JSON, one record or many.

What comes in: records as `trialx.record.model` types them (plain dictionaries). What goes out: text that ends with a
newline: `to_json` for a reader, `to_json_line` for a stream, `json_array` for several records in one document.
Nothing is copied or sorted: the record's own order is the model's order, so the same record gives the same bytes.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from trialx.record.model import TrialRecord

# Letters stay letters (`é`, `≥`): the output is UTF-8, and people grep in it. NaN is no JSON, so it is an error.
_compact: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"))
_readable: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2)


def to_json(record: TrialRecord) -> str:
    r"""Write one record as JSON, two blanks a level, ending with a newline.

    >>> to_json({"nct_id": "NCT99000001", "phases": ["PHASE2"]})
    '{\n  "nct_id": "NCT99000001",\n  "phases": [\n    "PHASE2"\n  ]\n}\n'
    """
    return _readable.encode(record) + "\n"


def to_json_line(record: TrialRecord) -> str:
    r"""Write one record as one line of JSON Lines, ending with a newline; line breaks in texts are escaped.

    >>> to_json_line({"brief_title": "Füße", "brief_summary": "One.\nTwo."})
    '{"brief_title":"Füße","brief_summary":"One.\\nTwo."}\n'
    """
    return _compact.encode(record) + "\n"


def json_array(records: Iterable[TrialRecord]) -> Iterator[str]:
    r"""Write several records as one JSON array, piece by piece, so that no more than one record is held.

    >>> print("".join(json_array([{"nct_id": "NCT99000001"}, {"nct_id": "NCT99000002"}])), end="")
    [
    {
      "nct_id": "NCT99000001"
    },
    {
      "nct_id": "NCT99000002"
    }
    ]
    >>> "".join(json_array([]))
    '[]\n'
    """
    before = "[\n"
    for record in records:
        yield before
        yield _readable.encode(record)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
