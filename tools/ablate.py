"""Switches off each rule of the reader of unknown pages in turn, and counts the pages and the sites that change.

What comes in: folders of pages, SITE__NAME.txt (a first line `# url: …` is the page's address) with what is right in
NAME.gold.yaml or NAME.gold.json beside it: a record, or flat keys (`status`, `phases`, `start_date`, …). A folder
without anything right holds pages that are no trial's. What goes out: a line a rule on standard output: the pages that
are better with it, worse, and otherwise changed, each with the number of their sites. Better is a page of which more is
right, and less wrong, than without the rule; what is right may not be known of all that a rule changes. A rule that
fewer than two sites need is marked.

Example: python -m tools.ablate corpus/wild corpus/deep
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

import trialx
from trialx.extraction.unknown.rules import RULES, without
from trialx.page.decode import decode

FEWEST_SITES = 2
# Where a record has what flat keys call otherwise.
FLAT = {
    "registry_ids": "registry_ids.id",
    "title": "brief_title",
    "status": "overall_status",
    "enrollment": "enrollment.count",
    "start_date": "start_date.date",
    "primary_completion_date": "primary_completion_date.date",
    "completion_date": "completion_date.date",
    "first_posted": "first_posted_date",
    "last_updated": "last_update_posted_date",
    "interventions": "interventions.name",
    "lead_sponsor": "lead_sponsor.name",
    "collaborators": "collaborators.name",
    "allocation": "design.allocation",
    "intervention_model": "design.intervention_model",
    "masking": "design.masking",
    "primary_purpose": "design.primary_purpose",
    "observational_model": "design.observational_model",
    "time_perspective": "design.time_perspective",
    "min_age": "eligibility.minimum_age",
    "max_age": "eligibility.maximum_age",
    "sex": "eligibility.sex",
    "healthy_volunteers": "eligibility.healthy_volunteers",
    "inclusion_first_words": "eligibility.inclusion",
    "exclusion_first_words": "eligibility.exclusion",
    "principal_investigator": "overall_officials.name",
    "countries": "locations.country",
}
# Of these flat gold says the first words of the first.
FIRST_WORDS, WORDS = frozenset({"eligibility.inclusion", "eligibility.exclusion"}), 6
OWN = frozenset({"source", "coverage", "warnings", "evidence", "page"})


class Page(NamedTuple):
    """A page with its site, its address and the values that are right: (field, words); None where it is no trial's."""

    name: str
    site: str
    text: str
    url: str | None
    right: Counter[tuple[str, str]] | None
    fields: frozenset[str]  # of which the right values are known, all where there are none


def main(arguments: Sequence[str]) -> int:
    """Print what each rule does on the pages of the folders; return the exit code."""
    pages = [page for folder in arguments for page in pages_of(Path(folder))]
    if not pages:
        print("ablate: name folders of pages, with what is right beside them", file=sys.stderr)
        return 2
    usual = [read(page) for page in pages]
    print(f"{'rule':<22}{'better on':>22}{'worse on':>22}{'otherwise changed':>22}   of {len(pages)} pages")
    for rule in RULES:
        with without(rule):
            other = [read(page) for page in pages]
        changed: dict[str, list[str]] = {"better": [], "worse": [], "otherwise": []}
        for page, now, then in zip(pages, usual, other, strict=True):
            if now != then:
                gain = worth(page, now) - worth(page, then)
                changed["better" if gain > 0 else "worse" if gain < 0 else "otherwise"].append(page.site)
        few = len({*changed["better"], *changed["otherwise"]}) < FEWEST_SITES
        told = "".join(f"{_counted(sites):>22}" for sites in changed.values())
        print(f"{rule:<22}{told}{'   fewer than two sites need it' if few else ''}", flush=True)
    return 0


def _counted(sites: Sequence[str]) -> str:
    return f"{len(sites)} pages, {len(set(sites))} sites" if sites else "-"


def pages_of(folder: Path) -> list[Page]:
    """Return the pages of a folder; of one in which no page has a gold, none is a trial's."""
    paths = sorted(folder.glob("*.txt"))
    golds = {path: gold for path in paths if (gold := _gold(path)) is not None}
    return [_page(path, golds.get(path)) for path in paths if path in golds or not golds]


def _gold(path: Path) -> Mapping[str, Any] | None:
    for ending, load in ((".gold.yaml", yaml.safe_load), (".gold.json", json.loads)):
        beside = path.with_name(path.stem + ending)
        if beside.exists():
            found: Mapping[str, Any] = load(beside.read_text("utf-8"))
            return found
    return None


def _page(path: Path, gold: Mapping[str, Any] | None) -> Page:
    text = decode(path.read_bytes())
    address = re.match(r"# url:\s*(\S+)[^\n]*\n", text)
    site = path.stem.partition("__")[0]
    right = None if gold is None else Counter(_values(gold))
    flat = gold is not None and "status" in gold
    known = frozenset(FLAT.get(key, key) for key in gold) if flat and gold else frozenset[str]()
    body = text[address.end() :] if address else text
    return Page(path.stem, site, body, address[1] if address else None, right, known)


def read(page: Page) -> Mapping[str, Any] | None:
    """Return the record of a page, without what it says of itself; None where it is refused."""
    try:
        return {key: value for key, value in trialx.extract(page.text, url=page.url).data.items() if key not in OWN}
    except trialx.NotATrialPage:
        return None


def worth(page: Page, data: Mapping[str, Any] | None) -> int:
    """Return how much of a page's record is right, less what is wrong."""
    if data is None or page.right is None:
        return 0 if data is None else -1
    found = Counter(value for value in _values(data) if not page.fields or value[0] in page.fields)
    if page.fields:  # flat gold has only the first of these
        first = {name: next((value for value in found if value[0] == name), None) for name in FIRST_WORDS}
        found = Counter({v: n for v, n in found.items() if v[0] not in FIRST_WORDS or v == first[v[0]]})
    return 2 * (found & page.right).total() - found.total()


def _values(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """The values of a record or of flat gold, each by its field in dots."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if not path and (key in OWN or key.startswith("_")):
                continue
            plain = not path and not isinstance(value, Mapping)
            field = str(FLAT.get(key, key)) if plain else f"{path}.{key}".strip(".")
            yield from _values(value, field)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from _values(value, path)
    elif node is not None and node != "":
        words = " ".join(str(node).casefold().split()).strip(" .;:")
        yield path, " ".join(re.findall(r"\w+", words)[:WORDS]) if path in FIRST_WORDS else words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
