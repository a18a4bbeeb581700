"""What a page that no layout knows shows for and against being one trial's.

What comes in: what was found on the page. What goes out: the evidence, by the signs of `verdict.yaml`. Labels tell that
a page is a trial's: words in sentences (a news item, an article) are no evidence, and labels that come again and again
with other values are a list of hits.
"""

from collections import Counter
from collections.abc import Sequence

from trialx.extraction.take.found import Found
from trialx.extraction.unknown.laid_out import by_lines
from trialx.extraction.unknown.own_number import mentioned_ids, url_id
from trialx.extraction.unknown.reading import RULE
from trialx.extraction.unknown.said import has, said
from trialx.extraction.unknown.slice import Piece
from trialx.extraction.verdict import Sign
from trialx.languages import words
from trialx.page.lines import Page
from trialx.record.span import Value

# So many labelled facts speak against what a page has of an article, of news or of other trials.
FEWEST_FACTS = 2
FEWEST_CRITERIA = 2
# So many different values of one field, of which a trial has one, make a list of trials.
LIST_FROM = 3
# So many values without labels are a page that lost its labels.
STRIPPED_FROM = 3
_ONE_EACH = frozenset(
    {"overall_status", "phases", "brief_title", "official_title", "lead_sponsor.name", "start_date.date"}
)
_NAMES_IT = frozenset({"nct_id", "brief_title", "official_title", "lead_sponsor.name"})
# Facts that pages of any kind have.
_ANY_PAGE = frozenset(
    {
        "last_update_posted_date",
        "first_posted_date",
        "keywords",
        "brief_title",
        "central_contacts.email",
        "central_contacts.phone",
    }
)
FEWEST_ARTICLE = 2


def signs(found: Found, pieces: Sequence[Piece], url: str | None = None) -> list[Sign]:
    """Return what a page shows, each sign that was seen; `url` is where it was."""
    page = found.page
    labelled = [value for value in found.values if value.how == "label"]
    facts = {".".join(str(p) for p in value.path if not isinstance(p, int)) for value in labelled}
    firm = facts - _ANY_PAGE
    criteria = sum(value.path[:2] in (("eligibility", "inclusion"), ("eligibility", "exclusion")) for value in labelled)
    points = {
        name.split(".")[0] if name.startswith(("registry_ids", "interventions", "collaborators")) else name
        for name in firm - {"eligibility.inclusion", "eligibility.exclusion"}
    }
    shapes = {_name(value) for value in found.values if value.how == "shape"}
    in_prose = any(value.path[0] == "registry_ids" and value.how == "prose" for value in found.values)
    seen = [
        Sign("labelled_fact", len(points), _listed(points)),
        Sign("lost_label", len(shapes) if len(shapes) >= STRIPPED_FROM else 0, _listed(shapes)),
        Sign("criteria", int(criteria >= FEWEST_CRITERIA), str(criteria)),
        Sign("number_in_a_sentence", int(in_prose)),
        Sign("heading_of_a_study", int(f"{RULE}:heading" in found.claims)),
        Sign("article", int(_is_article(page, firm))),
        *_several(page, labelled, firm),
        *_numbered(page, labelled, url),
        Sign("told_fact", len({_name(value) for value in found.values if value.how == "prose"})),
        *by_lines(page, pieces, {name.split(".")[0] for name in points}),
        *(Sign(name, one.times, one.first) for name, one in said(page).items()),
        *_address(url),
    ]
    return [one for one in seen if one.times]


def _numbered(page: Page, labelled: Sequence[Value], url: str | None) -> list[Sign]:
    """What registry numbers tell: one of the trial's own, one alone, one in the address, or several."""
    shown: dict[str, set[str]] = {}
    for _, _, number in mentioned_ids(page.view):
        shown.setdefault(number["registry"], set()).add(number["id"])
    most = max(map(len, shown.values()), default=0)
    address = url_id(url)
    return [
        Sign("own_number", int(any(value.path[0] == "registry_ids" for value in labelled))),
        Sign("one_number", int(most == 1)),
        Sign("several_numbers", max(0, most - 1), str(most)),
        Sign("number_in_address", int(address is not None), address["id"] if address else ""),
    ]


def _address(url: str | None) -> list[Sign]:
    if not url:
        return []
    other = has("address_of_others", url)
    return [
        Sign("address_of_a_trial", int(not other and has("address_of_a_trial", url))),
        Sign("address_of_others", int(other)),
    ]


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _is_article(page: Page, firm: set[str]) -> bool:
    abstract = tuple(words("signs", "abstract"))
    if len(firm) > FEWEST_FACTS or not any(key.startswith(abstract) for key in page.keys):
        return False
    sections = (*abstract, *words("signs", "article"))
    heads = {word for key in page.keys for word in sections if key == word or key.startswith(word + " ")}
    return len(heads) >= FEWEST_ARTICLE and not heads.isdisjoint(abstract)


def _several(page: Page, labelled: Sequence[Value], firm: set[str]) -> list[Sign]:
    """Several trials: their names or numbers differ, or several other fields do; places have statuses of their own."""
    counts: Counter[str] = Counter()
    for name, value in {(_name(value), str(value.value)) for value in labelled}:
        if name in _ONE_EACH:
            counts[name] += 1
        elif name == "registry_ids.id" and value.startswith("NCT"):
            counts["nct_id"] = max(counts["nct_id"], sum(known.value != value for known in _numbers(labelled)) + 1)
    several = [name for name in counts if counts[name] > 1]
    worst = max((name for name in several if name in _NAMES_IT), key=lambda name: (counts[name], name), default=None)
    if worst and (counts[worst] >= LIST_FROM or len(several) > 1):
        return [Sign("several_trials", 1, f"{counts[worst]} different values of {worst}")]
    if len(firm) > FEWEST_FACTS or _numbers(labelled):
        return []
    shown = {number["id"] for _, _, number in mentioned_ids(page.view) if number["registry"] == "ClinicalTrials.gov"}
    return [Sign("names_others", 1, f"{len(shown)} trials")] if len(shown) >= LIST_FROM else []


def _numbers(labelled: Sequence[Value]) -> list[Value]:
    """The numbers of ClinicalTrials.gov among the trial's own, each once."""
    found = {str(v.value): v for v in labelled if v.path[0] == "registry_ids" and str(v.value).startswith("NCT")}
    return list(found.values())


def _name(value: Value) -> str:
    return ".".join(str(part) for part in value.path if not isinstance(part, int))
