"""The verbs that a section may name in `read:`, one row each.

What comes in: nothing. What goes out: the one table of verbs. It stands here, below the code that carries the verbs
out, so that a layout can be checked without running one; a verb's row names that code.
"""

from collections.abc import Mapping
from typing import NamedTuple, get_args

from trialx.layouts import options as may
from trialx.record.vocab import ArmGroupType, Status

# As many fields as its layout names.
MOST_FIELDS = 999
# What a verb gives that may fill any field.
ANY_FIELD = ("*",)


class Verb(NamedTuple):
    """How a section is read.

    `code` is the function that does it, `module.function` in `trialx/extraction/known/verbs`; `options` what else its
    section may say, and what that may be; `fields` how many fields it has at least and at most; `reads` which fields
    these may be (a dot at the end: those that begin so; nothing: all); `gives` which fields it fills that its section
    does not name; `labelled` that its values stand under labels of theirs.
    """

    code: str
    options: Mapping[str, may.Check] = {}
    fields: tuple[int, int] = (1, MOST_FIELDS)
    reads: tuple[str, ...] = ()
    gives: tuple[str, ...] = ()
    labelled: bool = False


_OUTCOMES = ("primary_outcomes.measure", "secondary_outcomes.measure", "other_outcomes.measure")
# Fields of which an entry is one line.
_ONE_EACH = (
    "conditions", "keywords", "eligibility.inclusion", "eligibility.exclusion", "interventions.name", *_OUTCOMES,
    "collaborators.name", "locations.country", "arm_groups.label", "overall_officials.name", "secondary_ids.id",
)  # fmt: skip

VERBS: dict[str, Verb] = {
    # Labelled values (label above, beside or lost), in order.
    "fields": Verb("fields.fields", options={"ordered": may.flag, "either": may.groups}, labelled=True),
    # Several values on one line, parted by a mark.
    "pieces": Verb("pieces.pieces", options={"separator": may.phrase}),
    # The top of a profile: a title among a few short lines, each told by its shape.
    "headline": Verb(
        "headline.headline",
        options={
            "statuses": may.mapped(get_args(Status), empty=True),
            "says": may.ticks,
            "titled": may.phrase,
            "kinds": may.phrase,
        },
        fields=(1, 99),
        gives=("brief_title", "acronym", "overall_status", "status_as_shown", "interventions", "conditions"),
    ),
    # Fixed sentences that state a value.
    "states": Verb("fixed_sentences.states", options={"states": may.states}, fields=(1, 1)),
    # Rows that say yes or no; those that say yes stand for a value.
    "ticks": Verb("checkboxes.ticks", options={"ticks": may.ticks}, fields=(0, 0)),
    # The whole section is one text.
    "text": Verb("text.text", fields=(1, 1)),
    # One entry a line.
    "list": Verb("lists.lines", fields=(1, 1), reads=_ONE_EACH),
    # Several lists, each under its own label.
    "lists": Verb(
        "lists.lists",
        options={"until": may.phrases, "together": may.names, "prose": may.flag},
        fields=(1, 99),
        reads=(*_ONE_EACH, "-"),
        gives=("eligibility.criteria_text",),
        labelled=True,
    ),
    # Criteria, then the age limits, the sex and healthy volunteers.
    "criteria": Verb(
        "criteria.criteria",
        fields=(0, 99),
        gives=("eligibility.inclusion", "eligibility.exclusion", "eligibility.criteria_text"),
        labelled=True,
    ),
    # Things that repeat with the same parts: sponsors, contacts, identifiers.
    "repeat": Verb(
        "repeat.repeat",
        options={"route": may.route, "last": may.target},
        fields=(1, 99),
        reads=(
            "collaborators.",
            "central_contacts.",
            "secondary_ids.",
            "overall_officials.",
            "interventions.",
            "locations.",
            "arm_groups.",
        ),
        labelled=True,
    ),
    # The parts of one thing, a line each, in order.
    "parts": Verb(
        "fields.parts", fields=(1, 99), reads=("responsible_party.", "lead_sponsor.", "timeline."), labelled=True
    ),
    # Titles and ids of other trials.
    "related": Verb("lists.related", fields=(0, 0), gives=("related_trials",)),
    # Groups, each with its interventions, and the list of interventions.
    "arms": Verb(
        "arms.arms",
        options={"interventions": may.section, "none": may.phrase},
        fields=(1, 2),
        reads=("interventions.type", "arm_groups.type"),
        gives=("arm_groups", "interventions"),
    ),
    # The list of interventions that `arms` reads with its groups.
    "listed": Verb("arms.listed", fields=(1, 1), reads=("interventions.type",), gives=("interventions",)),
    # Groups and interventions that name their kind: `Experimental: Sage tea`, `Drug: Sage`.
    "kinds": Verb("typed_arms.kinds", fields=(0, 0), gives=("arm_groups", "interventions")),
    # Outcomes with their time frames, in lists under labels.
    "outcomes": Verb(
        "outcomes.outcomes",
        fields=(1, 99),
        reads=(*_OUTCOMES, "-"),
        gives=("primary_outcomes", "secondary_outcomes", "other_outcomes"),
    ),
    # Outcomes below their times, told apart by the counts above them.
    "objectives": Verb(
        "objectives.objectives",
        options={"counts": may.phrases},
        fields=(0, 0),
        gives=("primary_outcomes", "secondary_outcomes"),
    ),
    # A table of participants' milestones by arm.
    "flow": Verb("tables.flow", options={"reasons": may.flag}, fields=(0, 0), gives=("participant_flow",)),
    # A table of baseline measures by arm.
    "baseline": Verb("tables.baseline", fields=(0, 0), gives=("baseline",)),
    # A list of adverse events, a line each, whose cells run into each other.
    "events": Verb(
        "events.events",
        options={"serious": may.flag, "asked": may.phrases, "closes": may.phrase, "organ_systems": may.phrases},
        fields=(0, 99),
        gives=("adverse_events",),
    ),
    # Groups in one line: `Group I: label` + type + number of interventions.
    "treatment_groups": Verb(
        "groups.treatment_groups",
        options={
            "group": may.phrase,
            "number": may.phrase,
            "counted": may.phrase,
            "types": may.mapped(get_args(ArmGroupType), empty=False),
            "first_studied": may.phrases,
            "until": may.phrases,
        },
        fields=(0, 0),
        gives=("arm_groups", "interventions.name"),
    ),
    # Percentages, then what they are percentages of.
    "side_effects": Verb(
        "side_effects.side_effects", options={"arm": may.phrase}, fields=(0, 0), gives=("adverse_events", "nct_id")
    ),
    # People and organisations with what they ran before.
    "track_records": Verb(
        "track_records.track_records",
        options={
            "trials": may.phrases,
            "patients": may.phrases,
            "lead": may.phrase,
            "investigator": may.phrase,
            "others": may.phrases,
            "classes": may.phrases,
        },
        fields=(0, 0),
        gives=("track_records", "lead_sponsor", "collaborators", "overall_officials"),
    ),
    # A team: each one's name above the role.
    "team": Verb("team.team", fields=(0, 0), gives=("overall_officials",)),
    # The stages of a trial, each with what happens and how long it takes.
    "stages": Verb("stages.stages", options={"says": may.ticks}, fields=(1, 99), reads=("timeline.",)),
    # Fixed sentences with values in their gaps.
    "sentences": Verb("sentences.sentences", options={"sentences": may.sentences}, fields=(0, 0)),
    # Questions and answers, of which one may be a field's text as well.
    "faqs": Verb(
        "faqs.faqs",
        options={"answered": may.phrase, "facts": may.flag, "says": may.ticks},
        fields=(0, 1),
        gives=("faqs", "enrollment.count", "first_posted_date", "last_update_posted_date"),
    ),
    # A study printed as a structure, often cut off.
    "dump": Verb("printed_record.dump", fields=(0, 0), gives=ANY_FIELD),
    # The generic reader reads it, with all else that the layout leaves over.
    "rest": Verb("text.rest", fields=(0, 0)),
    # Nothing to read here; the lines are the site's own.
    "nothing": Verb("text.nothing", fields=(0, 0)),
}


def fields_wanted(verb: str, count: int) -> str:
    """Return what is wrong with a number of fields, or nothing.

    >>> fields_wanted("text", 2)
    'verb text reads 1 field, 2 are given'
    >>> fields_wanted("fields", 12)
    ''
    """
    least, most = VERBS[verb].fields
    if least <= count <= most:
        return ""
    wanted = "no field" if most == 0 else f"{least} field{'s'[: least > 1]}" if least == most else "a field or more"
    return f"verb {verb} reads {wanted}, {count} {'is' if count == 1 else 'are'} given"


def field_read(verb: str, name: str) -> str:
    """Return what is wrong with a field of a verb, or nothing.

    >>> field_read("outcomes", "conditions")
    'verb outcomes does not read conditions; it reads primary_outcomes.measure, secondary_outcomes.measure, …'
    >>> field_read("outcomes", "primary_outcomes.measure"), field_read("fields", "conditions")
    ('', '')
    """
    known = VERBS[verb].reads
    if not known or any(name == one or (one[-1] == "." and name.startswith(one)) for one in known):
        return ""
    more = ", …" if len(known) > 2 else ""
    return f"verb {verb} does not read {name}; it reads {', '.join(known[:2])}{more}"
