"""Data types of FHIR: concepts, places, contacts, the group of those who may take part.

What comes in: parts of a record. What goes out: parts of a resource. Separate from the resource, which is long enough.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

_AGE: Final = re.compile(r"(\d+) (\w+?)s?")
_UCUM: Final = {"Year": "a", "Month": "mo", "Week": "wk", "Day": "d", "Hour": "h", "Minute": "min"}


def coded(text: str, system: str, code: str | None) -> dict[str, Any]:
    """Return a concept: the text, and the code of a system where it has one.

    >>> coded("TREATMENT", "urn:x", "treatment")
    {'coding': [{'system': 'urn:x', 'code': 'treatment'}], 'text': 'TREATMENT'}
    """
    return ({"coding": [{"system": system, "code": code}]} if code else {}) | {"text": text}


def text_only(text: str | None) -> dict[str, str] | None:
    """Return a concept that is words alone."""
    return {"text": text} if text else None


def place(location: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a contained Location.

    >>> place({"city": "Oslo", "latitude": 59.9, "longitude": 10.7}, "site-1")["address"]
    {'city': 'Oslo'}
    """
    parts = (("city", "city"), ("state", "state"), ("postalCode", "zip"), ("country", "country"))
    address = {part: location[key] for part, key in parts if key in location}
    found: dict[str, Any] = {"resourceType": "Location", "id": name}
    if "facility" in location:
        found["name"] = location["facility"]
    if address:
        found["address"] = address
    if "latitude" in location and "longitude" in location:
        found["position"] = {"longitude": location["longitude"], "latitude": location["latitude"]}
    return found


def contact_point(person: Mapping[str, Any]) -> dict[str, Any]:
    """Return a contact with its numbers.

    >>> contact_point({"name": "Ann Knitter", "email": "ann@example.org"})
    {'name': 'Ann Knitter', 'telecom': [{'system': 'email', 'value': 'ann@example.org'}]}
    """
    ways = [{"system": way, "value": person[way]} for way in ("phone", "email") if way in person]
    return {"name": person["name"], **({"telecom": ways} if ways else {})}


def eligibility_group(eligibility: Mapping[str, Any], text: str, *, r5: bool) -> dict[str, Any] | None:
    """Return a contained Group of those who may take part, None where nothing is said of them."""
    traits: list[dict[str, Any]] = []
    if "sex" in eligibility:
        traits.append(_trait("sex", {"valueCodeableConcept": {"text": eligibility["sex"]}}))
    for name in ("minimum_age", "maximum_age"):
        if name in eligibility and (age := _AGE.fullmatch(eligibility[name])):
            unit = {"system": "http://unitsofmeasure.org", "code": _UCUM[age[2]]}
            traits.append(
                _trait(name.replace("_", " "), {"valueQuantity": {"value": int(age[1]), "unit": age[2], **unit}})
            )
    if "healthy_volunteers" in eligibility:
        traits.append(_trait("healthy volunteers", {"valueBoolean": eligibility["healthy_volunteers"]}))
    if not traits and not text:
        return None
    group: dict[str, Any] = {"resourceType": "Group", "id": "eligibility", "type": "person"}
    if r5:
        group |= {"membership": "definitional", **({"description": text} if text else {})}
    else:
        group |= {"actual": False}
        if text:
            traits.append(_trait("criteria", {"valueCodeableConcept": {"text": text}}))
    return group | ({"characteristic": traits} if traits else {})


def _trait(name: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"code": {"text": name}, **value, "exclude": False}
