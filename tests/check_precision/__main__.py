"""`python -m tests.check_precision` prints the table of docs/ci.md."""

from tests.check_precision import table

print(table(), end="")
