"""Texts that hold several trials, or several countries' versions of one: cut apart, or refused with the reason.

What comes in: the text of a page. What goes out: its trials, or what it is instead. A mixture of two trials has
values that are sure and wrong; so this is looked at before any rule reads a line.
"""

import re
from collections.abc import Iterator
from typing import Final

# A trial of the EU register's "full details": one a country, each with all the sections of the form.
_EU_TRIAL: Final = re.compile(r"^[ \t]*Summary[ \t]*\r?\n[ \t]*EudraCT Number:", re.MULTILINE)
_EU_SIGN: Final = "EudraCT Number:"
# Names that only columns of tables of trials have, without blanks and underscores.
_ID_COLUMNS: Final = frozenset(("nctnumber", "nctid", "trialid", "studyid", "registrynumber", "registrationnumber"))
_DELIMITERS: Final = (",", "\t", "|", ";")
# With fewer columns a line with commas is a sentence.
FEWEST_COLUMNS: Final = 4
_LONGEST_HEADING: Final = 8_000


def may_hold_several(page: str | bytes) -> bool:
    """Say whether a page is worth being decoded to be cut: a quick look that few pages pass.

    >>> may_hold_several(b"Phase: 2")
    False
    """
    return (page.count(_EU_SIGN) if isinstance(page, str) else page.count(_EU_SIGN.encode())) > 1


def trials_in(text: str) -> Iterator[str]:
    r"""Give the trials of a text, each with all that belongs to it; the text itself where it holds one.

    >>> list(trials_in("About\n\nSummary\nEudraCT Number: 1\nPhase: I\n\nSummary\nEudraCT Number: 2\n"))
    ['Summary\nEudraCT Number: 1\nPhase: I\n\n', 'Summary\nEudraCT Number: 2\n']
    """
    starts = [found.start() for found in _EU_TRIAL.finditer(text)]
    if len(starts) <= 1:
        yield text
        return
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:end]


def table_of_trials(start: str) -> str:
    r"""Return what to say of a table of trials, of which `start` is the beginning; nothing of any other text.

    >>> table_of_trials("NCT Number,Study Title,Study Status,Phases\nNCT99000001,Socks,COMPLETED,PHASE2\n")[:40]
    'this is a table of trials (4 columns), n'
    >>> table_of_trials("NCT Number: NCT99000001, which, by the way, is new\n")
    ''
    """
    first = start.lstrip("\ufeff\r\n ")[:_LONGEST_HEADING].partition("\n")[0].strip()
    for delimiter in _DELIMITERS:
        if first.startswith(delimiter):  # a row of a page, written with bars
            continue
        names = [name.strip(' "').casefold().replace(" ", "").replace("_", "") for name in first.split(delimiter)]
        if len(names) >= FEWEST_COLUMNS and not _ID_COLUMNS.isdisjoint(names):
            return (
                f"this is a table of trials ({len(names)} columns), no page of one: give trialx the registry's JSON or "
                "XML of these trials, or their pages"
            )
    return ""
