"""The rules of the reader of unknown pages by their names, and which of them are switched off.

What comes in: nothing. What goes out: whether a rule is to be applied. A rule that takes a value is named in the
value's evidence (`generic:below:phases`); one that cuts, guards or ends something has a name so that it can be switched
off too. `make ablate` switches off each in turn and counts the pages and the sites that change; a rule that no two
sites need is one page's, and has no place here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

RULES: dict[str, str] = {
    # What takes a value.
    "beside": "a value beside its label: behind a colon, in the next cell, glued to it",
    "below": "a value below its label",
    "before": "a value above its label, or with the label glued behind it",
    "behind_all": "labels glued behind their values, where several strict values show that the page is so",
    "answered_yes": "a label whose yes is the value",
    "text": "the text below a label of prose",
    "criteria": "the criteria below headings of theirs",
    "criteria_text": "a text of criteria without headings of a side",
    "table": "a row of a table of places or of arms",
    "country_of_address": "the country of an address below a heading of places",
    "contact": "a name, telephone number or address below a heading of contacts",
    "time_frame_below": "a line with a time frame below its outcome",
    "title": "a title that no label names, by its shape",
    "acronym": "the acronym that a title carries",
    "typed_arm": "an arm by its type before its name: `Experimental: Tea`",
    "lettered_arm": "arms by a letter or a number: `Arm A: …`, two of them at least",
    "typed_line": "an intervention by its type before its name, on a line of its own",
    "persons_below": "several persons below a label, each with a title before the name",
    "outcome_goes_on": "further outcomes, each above its time frame",
    "address": "an address on one line: facility, city, state, postal code, country",
    "address_block": "a facility above the line with its city",
    "numbered_places": "addresses in a numbered run",
    "place_in_words": "a site's sentence that names the city and the state",
    "number_of_address": "a registry number that the page's address gives too",
    "number_alone": "the only registry number of its registry, or one that is a line of its own",
    "run_of_values": "values whose labels are lost, several together",
    "glued_values": "values whose labels and blanks are lost",
    "lone_status": "a status alone near the title",
    "lone_phase": "a phase alone on a line",
    "statement": "what sentences and titles state of the design, the phase, the purpose",
    "stated_size": "the number of people that a sentence states",
    "noted_status": "a note behind a status: the reason, or that there are results",
    "more_phases": "further phases behind the first: on the same line, in lines or bullets below",
    "no_phase": "N/A as a phase, where the study is interventional",
    # Where a line is cut into labels and texts.
    "outline": "the numbers of a document that counts its sections stand before labels",
    "wide_blanks": "two blanks part a label from its value",
    "one_blank": "a single blank parts a label from its value, where the page shows that it does",
    "glued": "a value glued to its label",
    "label_inside": "a label in the middle of a line",
    "other_heading": "headings of a side of the criteria that no list of labels has",
    "head_of_row": "labels in the head of a table with one row",
    # What a label may mean where it stands.
    "silence": "no label below a heading of other trials or of a glossary is the trial's",
    "menu": "a heading among the entries of a menu opens nothing",
    "capitals": "a value of a registry in capitals is one before it is a heading",
    "places": "below a heading of places no label names the trial's own status, dates or size",
    "people": "below a heading of people no weak label names the trial's title, sponsor or type",
    "results": "below a heading of results no weak label counts",
    "part_of_address": "a country near labels of an address is part of it",
    "weak_value": "a word that is a weak label is a value below a label",
    "repeated": "a value printed twice is one",
    # Where criteria and lists begin and end.
    "limits": "an age or a sex between a side's heading and its list is no criterion",
    "lead_in": "two headings of one side with a sentence between are one",
    "sublist": "a plain line above marked entries is their heading",
    "questions": "a question ends a list of criteria",
    "behind_criteria": "a heading of places or people ends a list of criteria",
    "labelled_line": "a line of label and value ends criteria that stand beside their label",
    "unmarked": "a plain line behind marked criteria ends them",
    "wrapped": "a line that had no room above goes on with the criterion",
    "contact_line": "a line that says whom to ask ends texts and criteria",
    "about_criteria": "a line that speaks of the list of criteria ends it",
    "unknown_heading": "a short line that reads as a heading or a label ends a text",
    "marked_label": "a label with its value in a bullet ends a text",
    "other_line": "a line of another kind ends a list",
    "numbering": "a line without a number ends a list with numbers",
    "heading_behind": "the last line of a list may be the heading of what follows",
    "furniture": "the site's furniture is no entry and ends lists and texts",
    # How a value is read.
    "class_in_brackets": "the class of an organisation in brackets behind its name",
    "type_of_intervention": "the type of an intervention before its name",
    "comma_list": "commas part short names in one line",
    "workplace": "an organisation behind a person's name is the affiliation",
    "notes": "a note behind a value is cut where the whole is refused",
    "actual_first": "what came of a plan replaces it",
    "zero": "no participants are a placeholder unless the trial was withdrawn",
    "teaser": "a teaser that its text repeats is dropped",
    "time_frame": "a time frame in brackets behind an outcome",
    "site_behind_title": "a site's name behind a title is cut",
    "repeated_title": "a line below that repeats the title without the site's words is the title",
    "date_order": "the order of day and month by other dates, the registry or the site's country",
}

_off: set[str] = set()
# What keeps results that a rule may change.
_caches: list[Callable[[], None]] = []


def on(rule: str) -> bool:
    """Tell whether a rule is to be applied.

    >>> with without("questions"):
    ...     on("questions"), on("criteria")
    (False, True)
    """
    return rule not in _off


def forget(clear: Callable[[], None]) -> None:
    """Note how a cache is cleared whose contents depend on rules."""
    _caches.append(clear)


@contextmanager
def without(rule: str) -> Iterator[None]:
    """Switch a rule off. Raises `KeyError` where none is called so."""
    if rule not in RULES:
        raise KeyError(rule)
    _off.add(rule)
    _clear()
    try:
        yield
    finally:
        _off.discard(rule)
        _clear()


def _clear() -> None:
    for clear in _caches:
        clear()
