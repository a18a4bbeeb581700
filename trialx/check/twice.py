"""Rules on lists that say something twice: outcomes, conditions, keywords.

What comes in: a record of the right form. What goes out: hits at the later place. Copies of arms and interventions are
arms.py's, since they depend on what the two lists say of each other; criteria are eligibility.py's.
"""

from collections.abc import Iterator
from typing import Final, Literal

from trialx.check.arms import plain
from trialx.check.finding import Hit
from trialx.record.model import TrialRecord

OUTCOMES: Final[tuple[Literal["primary_outcomes", "secondary_outcomes", "other_outcomes"], ...]] = (
    "primary_outcomes",
    "secondary_outcomes",
    "other_outcomes",
)
WORDS: Final[tuple[Literal["conditions", "keywords"], ...]] = ("conditions", "keywords")


def outcome_twice(record: TrialRecord) -> Iterator[Hit]:
    """TX064: an outcome of the same measure, time frame and description as an earlier one."""
    first: dict[tuple[str, str, str | None], str] = {}
    for field in OUTCOMES:
        for index, one in enumerate(record.get(field, ())):
            if "time_frame" not in one:  # a page that shows the measures only shows not what tells them apart
                continue
            here = f"/{field}/{index}"
            key = (one["measure"].casefold(), one["time_frame"].casefold(), one.get("description"))
            if (earlier := first.setdefault(key, here)) != here:
                yield Hit(here, f"a second outcome {one['measure'][:60]!r}", earlier)


def word_twice(record: TrialRecord) -> Iterator[Hit]:
    """TX065: a condition or a keyword that stands twice in its list."""
    for field in WORDS:
        first: dict[str, int] = {}
        words = record.get(field, ())
        for index, word in enumerate(words if len(words) > 1 else ()):
            # Keywords are there to be searched for: "Non small cell" beside "Non-small cell" is on purpose.
            said = plain(word) if field == "conditions" else word.strip().casefold()
            if (earlier := first.setdefault(said, index)) != index:
                yield Hit(f"/{field}/{index}", f"{word!r} stands in {field} already", f"/{field}/{earlier}")
