"""The verbs that a section may name in `read:`, and the options that each takes.

What comes in: nothing. What goes out: one table. It stands here, below the code that carries the verbs out, so that a
layout can be checked without running one; a test holds that the two lists are the same.
"""

VERBS: dict[str, tuple[str, ...]] = {
    # Labelled values (label above, beside or lost), in order.
    "fields": ("ordered", "either"),
    # Several values on one line, parted by a mark.
    "pieces": ("separator",),
    # The top of a profile: a title among a few short lines, each told by its shape.
    "headline": ("statuses", "says", "titled", "kinds"),
    # Fixed sentences that state a value.
    "states": ("states",),
    # Rows that say yes or no; those that say yes stand for a value.
    "ticks": ("ticks",),
    # The whole section is one text.
    "text": (),
    # One entry a line.
    "list": (),
    # Several lists, each under its own label.
    "lists": ("until", "together", "prose"),
    # Criteria, then the age limits, the sex and healthy volunteers.
    "criteria": (),
    # Things that repeat with the same parts: sponsors, contacts, identifiers.
    "repeat": ("route", "last"),
    # The parts of one thing, a line each, in order.
    "parts": (),
    # Titles and ids of other trials.
    "related": (),
    # Groups, each with its interventions, and the list of interventions.
    "arms": ("interventions", "none"),
    # The list of interventions that `arms` reads with its groups.
    "listed": (),
    # Groups and interventions that name their kind: `Experimental: Sage tea`, `Drug: Sage`.
    "kinds": (),
    # Outcomes with their time frames, in lists under labels.
    "outcomes": (),
    # A table of participants' milestones by arm.
    "flow": ("reasons",),
    # A table of baseline measures by arm.
    "baseline": (),
    # A list of adverse events, a line each, whose cells run into each other.
    "events": ("serious", "asked", "closes", "organ_systems"),
    # Groups in one line: `Group I: label` + type + number of interventions.
    "treatment_groups": ("group", "number", "counted", "types", "first_studied", "until"),
    # Percentages, then what they are percentages of.
    "side_effects": ("arm",),
    # People and organisations with what they ran before.
    "track_records": ("trials", "patients", "lead", "investigator", "others", "classes"),
    # A team: each one's name above the role.
    "team": (),
    # The stages of a trial, each with what happens and how long it takes.
    "stages": ("says",),
    # Fixed sentences with values in their gaps.
    "sentences": ("sentences",),
    # Questions and answers, of which one may be a field's text as well.
    "faqs": ("answered", "facts", "says"),
    # A study printed as a structure, often cut off.
    "dump": (),
    # The generic reader reads it, with all else that the layout leaves over.
    "rest": (),
    # Nothing to read here; the lines are the site's own.
    "nothing": (),
}
