"""Checks that every value trialx reads from a folder of pages stands where its evidence says.

What comes in: folders (or files) of pages. What goes out: a line a value that its place does not bear out, on standard
output; exit code 1 where there is one, 2 where there is nothing to check. For continuous integration.

Example: python tools/ground.py samples
"""

import sys
from pathlib import Path

import trialx
from trialx.explain.ground import ungrounded


def main(arguments: list[str]) -> int:
    """Check the pages of the folders and files that are named; return the exit code."""
    pages = [page for name in arguments for page in (sorted(Path(name).rglob("*.txt")) or [Path(name)])]
    read = values = wrong = 0
    for page in pages:
        try:
            record = trialx.extract_file(page)
        except trialx.NotATrialPage:
            continue
        except OSError as error:
            print(f"ground: {page}: {error.strerror}; name a folder of pages", file=sys.stderr)
            return 2
        read += 1
        values += len(record.places)
        for pointer, value, piece, why in ungrounded(record):
            wrong += 1
            print(f"{page}: {pointer}: {why}\n    value {value!r}\n    page  {piece!r}")
    print(f"{values} values of {read} pages, {wrong} of them not borne out", file=sys.stderr)
    return 2 if not read else 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
