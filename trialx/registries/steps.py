"""What a source's node goes through before its table, and its fields behind it, by name.

What comes in: a node, or fields. What goes out: the node in the form that the table speaks of; fields made whole.
Separate from the tables, which only say where values stand, and from the engine, which knows no source.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from trialx.registries.ictrp_rows import ictrp_row
from trialx.registries.mapped import Mapped
from trialx.registries.nodes import nodes_at, scalar

# Where CTIS keeps what has been authorised, in its two ages.
_CTIS_PART: Final = ("authorizedPartI", "partI")


def ctis_part(node: Mapping[str, Any]) -> dict[str, Any]:
    """Put the trial's own part and its application under names of their own, whatever age the JSON has.

    >>> ctis_part({"ctNumber": "1", "authorizedApplication": {"authorizedPartI": {"a": 1}}})["part"]
    {'a': 1}
    """
    application = node.get("authorizedApplication")
    application = application if isinstance(application, dict) else dict(node)
    part: dict[str, Any] = next(
        (application[name] for name in _CTIS_PART if isinstance(application.get(name), dict)), {}
    )
    return {**node, "application": application, "part": part}


def english(node: Mapping[str, Any]) -> dict[str, Any]:
    """Put the texts of one language under `said`: English where there are any, else the first.

    >>> english({"trialDescriptions": [{"idLocale": {"locale": "de"}, "title": "Socken"}]})["said"]["title"]
    'Socken'
    """
    texts = [one for one in node.get("trialDescriptions") or () if isinstance(one, dict)]
    own = [one for one in texts if "en" in map(scalar, nodes_at(one, ("idLocale", "locale")))]
    return {**node, "said": next(iter(own or texts), {})}


def whole_trial(node: Mapping[str, Any]) -> dict[str, Any]:
    """Put the parts of the trial itself beside its sponsors and contacts, as ISRCTN's JSON has them.

    >>> whole_trial({"trial": [{"isrctn": ["1"]}], "sponsor": [{"organisation": ["Socks"]}]})["isrctn"]
    ['1']
    """
    trial = node.get("trial")
    inner = trial[0] if isinstance(trial, list) and trial else trial
    return {**node, **inner} if isinstance(inner, dict) else dict(node)


def name_arms_interventions(fields: dict[str, Any]) -> None:
    """Give each arm the names of its interventions, which the XML says from the other side."""
    for arm in fields.get("arm_groups", ()):
        names = [
            intervention["name"]
            for intervention in fields.get("interventions", ())
            if arm["label"] in intervention.get("arm_group_labels", ())
        ]
        if names:
            arm["intervention_names"] = names


def joined_outcomes(mapped: Mapped) -> None:
    """Say that a measure holds its description and time frame: the download joins the three by commas."""
    for name in ("primary_outcomes", "secondary_outcomes", "other_outcomes"):
        joined = [one["measure"] for one in mapped.fields.get(name, ()) if ", " in one["measure"]]
        if joined:
            message = (
                "a measure may have its description and its time frame behind it: the download joins them by commas"
            )
            mapped.warnings.append({"code": "joined-text", "message": message, "pointer": f"/{name}"})


BEFORE: Final[dict[str, Callable[[Any], Any]]] = {
    "ctis_part": ctis_part,
    "english": english,
    "ictrp_row": ictrp_row,
    "whole_trial": whole_trial,
}
AFTER: Final[dict[str, Callable[[Mapped], None]]] = {
    "arms": lambda mapped: name_arms_interventions(mapped.fields),
    "joined_outcomes": joined_outcomes,
}
