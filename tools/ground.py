"""Checks that every value trialx reads from some pages stands where its evidence says.

What comes in: files or folders of pages, as `trialx extract` takes them. What goes out: a line a value that its place
does not bear out, on standard output; exit code 1 where there is one, 2 where there is nothing to check. For
continuous integration.

Example: python -m tools.ground samples
"""

import sys

from trialx.batch.failure import CALLERS
from trialx.batch.inputs import gather
from trialx.batch.items import items_of
from trialx.batch.read import Read, Reading, read
from trialx.explain.ground import ungrounded


def main(arguments: list[str]) -> int:
    """Check the pages of the files and folders that are named; return the exit code."""
    pages = values = wrong = 0
    for item in (item for named in gather(arguments) for item in items_of(named)):
        name, found = read(item, Reading())
        if isinstance(found, Read):
            if found.record is None:
                continue  # a register's own data stands on no page
            pages += 1
            values += len(found.record.places)
            for pointer, value, piece, why in ungrounded(found.record):
                wrong += 1
                print(f"{name}: {pointer}: {why}\n    value {value!r}\n    page  {piece!r}")
        elif found.code in CALLERS:
            print(f"ground: {name}: {found.message}", file=sys.stderr)
            return 2
    print(f"{values} values of {pages} pages, {wrong} of them not borne out", file=sys.stderr)
    if not pages:
        return 2
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
