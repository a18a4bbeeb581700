"""The verbs: how a section of a layout is read. `FINDERS` is the only table of them."""

from collections.abc import Callable, Mapping

from trialx.extraction.known.split import Cut
from trialx.extraction.known.verbs.arms import arms, listed
from trialx.extraction.known.verbs.checkboxes import ticks
from trialx.extraction.known.verbs.criteria import criteria
from trialx.extraction.known.verbs.dump import dump
from trialx.extraction.known.verbs.events import events
from trialx.extraction.known.verbs.faqs import faqs
from trialx.extraction.known.verbs.fields import fields, parts
from trialx.extraction.known.verbs.fixed_sentences import states
from trialx.extraction.known.verbs.groups import treatment_groups
from trialx.extraction.known.verbs.headline import headline
from trialx.extraction.known.verbs.lists import lines, lists, related
from trialx.extraction.known.verbs.outcomes import outcomes
from trialx.extraction.known.verbs.pieces import pieces
from trialx.extraction.known.verbs.repeat import repeat
from trialx.extraction.known.verbs.sentences import sentences
from trialx.extraction.known.verbs.side_effects import side_effects
from trialx.extraction.known.verbs.stages import stages
from trialx.extraction.known.verbs.tables import baseline, flow
from trialx.extraction.known.verbs.team import team
from trialx.extraction.known.verbs.text import nothing, rest, text
from trialx.extraction.known.verbs.track_records import track_records
from trialx.extraction.known.verbs.typed_arms import kinds
from trialx.extraction.take.found import Found

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
    "events": events,
    "treatment_groups": treatment_groups,
    "side_effects": side_effects,
    "track_records": track_records,
    "faqs": faqs,
    "team": team,
    "stages": stages,
    "sentences": sentences,
    "dump": dump,
    "pieces": pieces,
    "rest": rest,
    "nothing": nothing,
}
