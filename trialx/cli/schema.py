"""`trialx schema`: prints the record's JSON Schema.

What comes in: nothing. What goes out: the schema on standard output. Separate because a command is a file.
"""

import sys


def command() -> None:
    """Print the JSON Schema (draft 2020-12) of a trial record.

    Example: trialx schema > record.schema.json
    """
    from trialx.record.schema import schema_text

    sys.stdout.write(schema_text())
