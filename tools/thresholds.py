"""Reads thresholds from criteria, a JSON object a line, for whoever scores them against labels.

What comes in: a file of JSON Lines with `id`, `text` and perhaps `side`. What goes out, on standard output: a line each
with `id`, `relations` (the thresholds, as in a record) and `unread`. Limits of what has no name here but the page's own
(`measure`) are left out: labels name variables.

Example: python -m tools.thresholds criteria.jsonl > read.jsonl
"""

import json
import sys
from pathlib import Path
from typing import Any

import trialx
from trialx.eligibility.nodes import walk


def read(row: dict[str, Any]) -> dict[str, Any]:
    """Return what is read from one criterion."""
    nodes = list(walk(trialx.criteria(row["text"], side=row.get("side"))))
    relations = [threshold for node in nodes for threshold in node.thresholds if threshold["variable"] is not None]
    return {"id": row["id"], "relations": relations, "unread": any(node.unread for node in nodes)}


def main(name: str) -> None:
    """Read the criteria of a file."""
    for line in Path(name).read_text("utf-8").split("\n"):
        if line.strip():
            print(json.dumps(read(json.loads(line)), ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1])
