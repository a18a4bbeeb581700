"""Why a page is no single trial's record or profile.

What comes in: the page and what was found on it. What goes out: the reason, or None. A page counts as a trial's where its
labels say so: words in sentences (a news item, an article) are no evidence, and labels that come again and again with
other values are a list of hits.
"""

from collections import Counter

from trialx.extract.found import Found
from trialx.extract.generic.reading import RULE
from trialx.page.lines import Page

# So many labelled facts make a record; a list of criteria of its own is one too.
FEWEST_FACTS = 2
FEWEST_CRITERIA = 2
# So many different values of one field, of which a trial has one, make a list of trials.
LIST_FROM = 3
_ONE_EACH = frozenset({"nct_id", "overall_status", "brief_title", "official_title", "lead_sponsor.name", "start_date.date"})
# Facts that pages of any kind have.
_ANY_PAGE = frozenset({"last_update_posted_date", "first_posted_date", "keywords", "brief_title", "central_contacts.email", "central_contacts.phone"})
_ARTICLE = ("abstract", "article text", "methods and analysis", "introduction", "methods", "discussion", "conclusion", "conclusions", "references", "materials and methods", "results", "background")
FEWEST_ARTICLE = 2


def refuse(page: Page, found: Found) -> str | None:
    """Return why the page is not about one trial, None where it is."""
    labelled = [value for value in found.values if value.how == "label"]
    facts = {".".join(str(p) for p in value.path if not isinstance(p, int)) for value in labelled}
    firm = facts - _ANY_PAGE
    criteria = sum(value.path[:2] in (("eligibility", "inclusion"), ("eligibility", "exclusion")) for value in labelled)
    if reason := _article(page, firm):
        return reason
    if reason := _list(found, labelled):
        return reason
    points = len({name.split(".")[0] if name.startswith(("registry_ids", "interventions", "collaborators")) else name for name in firm - {"eligibility.inclusion", "eligibility.exclusion"}})
    points += any(value.path[0] == "registry_ids" and value.how == "prose" for value in found.values)
    points += f"{RULE}:heading" in found.claims
    if criteria >= FEWEST_CRITERIA or points >= FEWEST_FACTS:
        return None
    return "it labels nothing that the record of one trial has (a news item, a general page or a glossary?)"


def _article(page: Page, firm: set[str]) -> str | None:
    heads = {word for key in page.keys for word in _ARTICLE if key == word or key.startswith(word + " ")}
    if len(heads) >= FEWEST_ARTICLE and len(firm) <= FEWEST_FACTS and "abstract" in heads:
        return "it is an article: it has an abstract and sections of one"
    return None


def _list(found: Found, labelled: list) -> str | None:  # type: ignore[type-arg]
    counts: Counter[str] = Counter()
    seen: set[tuple[str, str]] = set()
    for value in labelled:
        name = ".".join(str(part) for part in value.path if not isinstance(part, int))
        if name in _ONE_EACH and (name, str(value.value)) not in seen:
            seen.add((name, str(value.value)))
            counts[name] += 1
    most = counts.most_common(1)
    if most and most[0][1] >= LIST_FROM:
        return f"it lists several trials: {most[0][1]} different values of {most[0][0]}"
    del found
    return None
