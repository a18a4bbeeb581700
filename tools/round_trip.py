"""Checks that studies of API v2 that become records and studies again lose nothing that a record can hold.

What comes in: a file of JSON Lines with a study a line, packed with gzip or not; `--most N`: so many may differ. What
goes out: a line for each study that differs with the fields that do, last how many there were; exit code 1 where more
differ.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from trialx.export import format_of
from trialx.registries import read_study

# What is of the reading and not of the trial.
OWN = {"source", "warnings"}


def studies(file: Path) -> Iterator[Any]:
    """Give the studies of a file."""
    with gzip.open(file, "rt", encoding="utf-8") if file.suffix == ".gz" else file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def differing(study: Any) -> list[str]:
    """Return the fields of a study's record that are others after the round trip."""
    record: Any = read_study(study)
    again: Any = read_study(format_of("ctgov-v2").export(record).document)
    return [name for name in {**record, **again} if name not in OWN and record.get(name) != again.get(name)]


def main() -> None:
    """Read the options, compare, tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--most", type=int, default=0)
    asked = options.parse_args()
    number = bad = 0
    for study in studies(asked.file):
        number += 1
        if fields := differing(study):
            bad += 1
            print(study["protocolSection"]["identificationModule"]["nctId"], ", ".join(fields))
    print(f"studies {number} differ {bad}")
    sys.exit(bad > asked.most or number == 0)


if __name__ == "__main__":
    main()
