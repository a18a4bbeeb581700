"""Values whose labels are lost: told by their shape, where several stand together.

What comes in: the pieces that no label took. What goes out: values found by shape. One word that some reader knows is
nothing (`Treatment`, `Other`); a run of lines of which each is a value of another field is a stripped page.
"""

from collections.abc import Sequence

from trialx.extraction.unknown.guess import FEWEST, glued_values, guesses, phase_words
from trialx.extraction.unknown.reading import Reading, words
from trialx.extraction.unknown.rules import on
from trialx.extraction.unknown.slice import Piece

# So many lines from the title a status may stand alone; further off it may be a place's.
REACH = 6


def take_shapes(reading: Reading, title: Piece | None) -> None:
    """Take runs of values without labels, glued values, and the status that stands alone below the title."""
    pieces = [reading.pieces[i] for i in reading.texts if reading.found.claims[reading.pieces[i].at] is None]
    run: list[tuple[Piece, list[tuple[str, object]]]] = []
    for piece in pieces:
        reading.by = "glued_values"
        glued = glued_values(piece) if on(reading.by) else []
        for part, field, value in glued:
            _take(reading, field, value, part)
        found = [] if glued else guesses(words(piece))
        if found and (not run or piece.at - run[-1][0].at <= 1):
            run.append((piece, found))
            continue
        _take_run(reading, run, title)
        run = [(piece, found)] if found else []
    _take_run(reading, run, title)


def _take_run(reading: Reading, run: Sequence[tuple[Piece, list[tuple[str, object]]]], title: Piece | None) -> None:
    if len(run) == 1 and words(run[0][0]).casefold().startswith(phase_words()) and run[0][1][0][0] == "phases":
        reading.by = "lone_phase"
        if on(reading.by):
            _take(reading, "phases", run[0][1][0][1], run[0][0])
        return
    if len(run) < FEWEST:
        if run and title is not None and run[0][1][0][0] == "overall_status" and abs(run[0][0].at - title.at) <= REACH:
            reading.by = "lone_status"
            if on(reading.by):
                _take(reading, "overall_status", run[0][1][0][1], run[0][0])
        return
    fields = [field for _, found in run for field, _ in found]
    reading.by = "run_of_values"
    if len(set(fields)) < FEWEST or not on(reading.by):
        return
    dates = [(piece, value) for piece, found in run for field, value in found if field == "date"]
    for piece, found in run:
        named = [(field, value) for field, value in found if field != "date"]
        if len(named) == 1:
            _take(reading, named[0][0], named[0][1], piece)
        elif any(field == "phases" for field, _ in named) and "overall_status" in fields:
            _take(reading, "phases", ["NA"], piece)
        elif any(field == "design.allocation" for field, _ in named) and "design.intervention_model" in fields:
            _take(reading, "design.allocation", "NA", piece)
    if len(dates) == 2 and "overall_status" in fields:
        for (piece, value), field in zip(dates, ("start_date.date", "completion_date.date"), strict=True):
            _take(reading, field, value, piece)


def _take(reading: Reading, field: str, value: object, piece: Piece) -> None:
    if field == "eligibility.age_range" and isinstance(value, tuple):
        for name, limit in zip(("minimum_age", "maximum_age"), value, strict=True):
            if limit and not reading.found.has(("eligibility", name)):
                reading.emit(("eligibility", name), limit, piece, "shape", sure=False)
        return
    path = tuple(field.split("."))
    if not reading.found.has(path):
        reading.emit(path, value, piece, "shape", sure=False)
