"""Values that come with more than themselves: a date or a size with its type, both ends of a range of age, a masking.

What comes in: what a reader made of a value, and where it was told. What goes out: the fields that it fills. Here is
decided, for layouts and for any other page alike, what goes with what was taken before.
"""

from trialx.extraction.take.found import Found, Path
from trialx.extraction.take.told import Told, take
from trialx.readers.blinding import who_masked
from trialx.readers.codes import is_results_note, noted_status


def take_dated(
    found: Found, path: Path, amount: object, kind: object, told: Told, *, actual_first: bool = True
) -> None:
    """Take a date or a size with its type.

    Registries print both the plan and what came of it, mostly one above the other; of the two what came of it is the
    trial's (unless `actual_first` is off). What is told twice is taken once, and its type from whichever place has one.
    """
    typed = (*path[:-1], "type")
    known, known_kind = found.value(path), found.value(typed)
    if known is not None:
        if known_kind == "ACTUAL" and kind == "ESTIMATED":
            found.claim(told.at, f"{told.rule}:other")
            return
        if actual_first and kind == "ACTUAL" and known_kind != "ACTUAL" and known != amount:
            found.drop(path, typed)
        elif known == amount and (known_kind is not None or kind is None):
            found.claim(told.at, told.rule)
            return
    take(found, path, amount, told)
    if kind:
        take(found, typed, kind, told, "type")


def take_ages(found: Found, limits: tuple[object, object] | None, told: Told) -> None:
    """Take the ends that a range of age has."""
    for name, limit in zip(("minimum_age", "maximum_age"), limits or (), strict=False):
        if limit is not None:
            take(found, ("eligibility", name), limit, told)


def take_noted_status(found: Found, path: Path, text: str, told: Told) -> bool:
    """Take a status with a note behind it: why the trial was stopped, or that there are results."""
    noted = noted_status(text)
    if noted is None:
        return False
    value, at, note = noted
    start = told.start + at
    take(found, path, value, told._replace(end=start - 1))
    behind = told._replace(start=start, end=start + len(note))
    if is_results_note(note):
        take(found, ("has_results",), True, behind, "results")
    else:
        take(found, ("why_stopped",), note, behind, "why")
    return True


def take_masking(found: Found, masking: object, words: str, told: Told) -> None:
    """Take a masking, and who is masked where its words say so."""
    take(found, ("design", "masking"), masking, told)
    if who := who_masked(words):
        take(found, ("design", "who_masked"), who, told, "who")
