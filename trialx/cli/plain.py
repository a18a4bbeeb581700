"""The plain call, answered without the option parser: `trialx extract FILE -f json -q`.

What comes in: `sys.argv`. What goes out: whether the call was answered. A shell loop runs this call once a page, and
loading the option parser takes longer than reading the page does. Whatever is not plain (another option, another kind
of input, any mistake, a page that is refused) is left to the full command, which answers the plain call with the same
bytes; a test holds the two together.
"""

import os
import sys
from typing import Final

# Sets no option.
_CACHE: Final = "TRIALX_CACHE"
_FORMATS: Final = ("json", "yaml", "jsonl")
# More than this is no page that someone waits for.
_LARGEST: Final = 1 << 20


def answered(arguments: list[str]) -> bool:
    """Answer the call if it is plain, and say whether it was."""
    path, format_ = plain(arguments)
    if not path or any(name.startswith("TRIALX_") and name != _CACHE for name in os.environ):
        return False
    text = _record(path, format_)
    if text is None:
        return False
    try:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
    except OSError as error:
        from trialx.cli.ending import end_unwritten

        end_unwritten(error, "standard output")
    return True


def plain(arguments: list[str]) -> tuple[str, str]:
    """Return the file and the format of a plain call, ("", "") for any other.

    >>> plain(["extract", "a.txt", "-f", "json", "-q"]), plain(["extract", "-q", "a.txt"])
    (('a.txt', 'json'), ('a.txt', 'yaml'))
    >>> plain(["extract", "a.txt"]), plain(["extract", "a.txt", "b.txt", "-q"]), plain(["extract", "-qf"])
    (('', ''), ('', ''), ('', ''))
    """
    rest = arguments[1:]
    format_ = "yaml"
    if arguments[:1] != ["extract"] or "-q" not in rest:
        return "", ""
    rest.remove("-q")
    if "-f" in rest[:-1]:
        at = rest.index("-f")
        format_ = rest[at + 1]
        del rest[at : at + 2]
    if len(rest) != 1 or rest[0].startswith("-") or format_ not in _FORMATS:
        return "", ""
    return rest[0], format_


def _record(path: str, format_: str) -> str | None:
    """Return the record of a page of text as the full command writes it, None where that has more to say."""
    from trialx.batch.kinds import is_ictrp_csv, is_warc, packed, page_kind
    from trialx.extract.pipeline import extract
    from trialx.page.decode import decode

    try:
        path.encode()  # a name that UTF-8 cannot hold is not plain
        with open(path, "rb") as file:
            data = file.read(_LARGEST)
        text = decode(data)
        if len(data) == _LARGEST or packed(data) or is_warc(data) or page_kind(text) != "text" or is_ictrp_csv(text):
            return None
        record = extract(text).data
    except (OSError, ValueError):
        return None
    record["source"] = {"file": path, **record["source"]}
    if format_ == "yaml":
        from trialx.write.as_yaml import to_yaml

        return to_yaml(record)
    from trialx.write.as_json import to_json, to_json_line

    return to_json(record) if format_ == "json" else to_json_line(record)
