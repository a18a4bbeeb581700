"""The verbs: how a section of a layout is read. `FINDERS` is the only table of them."""

from collections.abc import Callable, Mapping

from trialx.extract.find.arms import arms, listed
from trialx.extract.find.criteria import criteria
from trialx.extract.find.dump import dump
from trialx.extract.find.fields import fields, parts
from trialx.extract.find.groups import treatment_groups
from trialx.extract.find.headline import headline
from trialx.extract.find.kinds import kinds
from trialx.extract.find.lists import lines, lists, related
from trialx.extract.find.outcomes import outcomes
from trialx.extract.find.pieces import pieces
from trialx.extract.find.repeat import repeat
from trialx.extract.find.states import states
from trialx.extract.find.stories import faqs, question, side_effects, track_records
from trialx.extract.find.tables import baseline, flow
from trialx.extract.find.text import nothing, rest, text
from trialx.extract.find.ticks import ticks
from trialx.extract.found import Found
from trialx.extract.split import Cut

Finder = Callable[[Found, Cut, Mapping[str, Cut]], None]

FINDERS: dict[str, Finder] = {
    "fields": fields,
    "text": text,
    "list": lines,
    "lists": lists,
    "criteria": criteria,
    "repeat": repeat,
    "related": related,
    "arms": arms,
    "listed": listed,
    "kinds": kinds,
    "outcomes": outcomes,
    "parts": parts,
    "states": states,
    "ticks": ticks,
    "headline": headline,
    "flow": flow,
    "baseline": baseline,
    "treatment_groups": treatment_groups,
    "side_effects": side_effects,
    "track_records": track_records,
    "faqs": faqs,
    "question": question,
    "dump": dump,
    "pieces": pieces,
    "rest": rest,
    "nothing": nothing,
}
