"""How the time grows with the page: `python -m tests.benchmarks.bench_growth` prints an exponent a shape of page.

Each shape is written in three sizes, the second twice and the third four times the first, and extracted with evidence
and criteria. Linear reading has the exponent 1, quadratic 2. The least of several processor times counts, so that the
exponent holds on a busy machine; a shape over the bound is measured anew before it is said to be over it. The exit
code is 1 where one is. Run it on both builds: a compiler can turn what is linear into what is not.
"""

import math
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import trialx
from tests.golden import pages
from trialx.layouts import catalogue
from trialx.page.decode import decode
from trialx.page.html import web_page

# What the exponent may be.
MOST = 1.2
# Characters of the smallest page, of which every shape has about as many.
LEAST = 24_000
# A page is read three times; six more where the exponent is over the bound, since another process may be why.
ROUNDS, ATTEMPTS = 3, 9
# Units are counted in numbers of one length.
FIRST = 100_000

HEAD = "NCT99000001\nBrief Title: Warm Socks for Cold Feet\nPhase: PHASE2\nStatus: Recruiting\n"
# One unit of each shape; `{n}` counts the units.
SHAPES = {
    "criteria, one a line": "* wool allergy {n}\n",
    "criteria with limits": "* Age >= 18 years and haemoglobin > {n} g/dl\n",
    "criteria in a tree": "* one of:\n  * gout {n}\n    * of the toe\n",
    "criteria without a bullet": "Wool allergy number {n}\n",
    "numbered criteria": "{n}. Wool allergy\n",
    "one paragraph": "wool allergy {n}, ",
    "one word": "wool{n}",
    "labels that are known": "Status: Recruiting\nPhase: Phase 2\nSex: All\n",
    "labels that are not": "Shelf {n}: wool\n",
    "labels without values": "Status:\nPhase:\nSponsor:\n",
    "labels without a colon": "Overall Status\nRecruiting\nStudy Type\nInterventional\n",
    "conditions": "Condition: Cold Feet {n}\n",
    "interventions": "Intervention: Drug: Wool {n}\n",
    "arms with interventions": "Experimental: Socks {n}\nDrug: Wool {n}\n",
    "outcomes": "Primary Outcome: Warmth {n}\nTime Frame: {n} weeks\n",
    "collaborators": "Collaborator: Sock Makers {n}\n",
    "officials": "Principal Investigator: Jane Doe{n}, MD\n",
    "contacts": "Contact: Jane Doe{n}\nEmail: j{n}@example.org\nPhone: 555-{n}\n",
    "places": "Sock Clinic {n}\nWarsaw, Poland\n",
    "countries": "Country: Poland\n",
    "numbers of trials": "See NCT9{n:07}\n",
    "dates": "Start Date: 2021-01-15\nLast Update: 2022-0{one}-11\n",
    "sentences": "This study will enroll {n} adults with cold feet in a randomized phase 2 trial.\n",
    "questions": "What is warmth {n}?\nA feeling.\n",
    "pipes": "| wool | {n} | 4% |\n",
    "open brackets": "[(",
    "one number": "1",
    "one name of code": "trials_",
    "dashes": "- ",
    "blank lines": "\n\n \n",
    "headings of Markdown": "## Shelf {n}\nwool\n",
    "comparisons": "<= 3 > 4 ",
}
HTML_SHAPES = {
    "nested elements": ("<div>{n}", "</div>"),
    "siblings": ("<p>wool {n}</p>", ""),
    "cells": ("<tr><th>Shelf {n}</th><td>wool</td></tr>", ""),
    "items": ("<li>wool {n}", ""),
    "attributes": ("<a href='{n}' title='{n}'>x</a>", ""),
    "elements that are not closed": ("<b><i>{n}", ""),
    "formats that are not closed": ("<p><b>{n}", ""),
}


class Shape(NamedTuple):
    """A kind of page: what stands before, the unit that comes again and again, what closes each unit at the end."""

    name: str
    before: str
    unit: str
    after: str = ""

    def text(self, size: int, first: int) -> str:
        """Return a page of about so many characters; its units are counted from `first`, so that no two are alike."""
        if not self.name.startswith("pages of"):
            count = size // len(self.unit.format(n=first, one=1)) + 1
            body = "".join(self.unit.format(n=n, one=n % 9 + 1) for n in range(first, first + count))
        else:
            count = size // len(self.unit) + 1
            body = self.unit * count
        return self.before + body + self.after * count


def shapes() -> Iterator[Shape]:
    """Yield every shape: units with and without a heading above them, pages of each layout, and HTML."""
    for name, unit in SHAPES.items():
        yield Shape(name, HEAD, unit)
        yield Shape(f"{name} under a heading", f"{HEAD}Inclusion Criteria:\n", unit)
    samples = {path.parent.name: path for path in reversed(pages())}
    for layout in catalogue():
        if layout.name in samples:
            yield Shape(f"pages of {layout.name}", "", decode(samples[layout.name].read_bytes()))
    for name, (unit, end) in HTML_SHAPES.items():
        yield Shape(f"HTML: {name}", f"<html><body><p>{HEAD}</p>", unit, end)


def read(text: str) -> None:
    """Extract a page with all that can be asked for."""
    if text.startswith("<html"):
        text = web_page(text).text
    with suppress(trialx.NotATrialPage, trialx.Unreadable):  # one page repeated may be cut into trials
        trialx.extract(text, evidence=True, criteria=True).to_dict()


def growth(shape: Shape) -> tuple[float, float]:
    """Return the exponent of a shape, and the seconds that a megabyte of it takes."""
    sizes = (LEAST, LEAST * 2, LEAST * 4)
    least = [float("inf")] * len(sizes)
    lengths = [len(shape.text(size, FIRST)) for size in sizes]
    exponent = float("inf")
    for attempt in range(1, ATTEMPTS + 1):
        for at, size in enumerate(sizes):
            text = shape.text(size, FIRST * (attempt * len(sizes) + at))
            start = time.process_time()
            read(text)
            least[at] = min(least[at], time.process_time() - start)
        if attempt >= ROUNDS:
            exponent = math.log(least[-1] / least[0]) / math.log(lengths[-1] / lengths[0])
            if exponent <= MOST:
                break
    return exponent, least[-1] / lengths[-1] * 1e6


def main() -> int:
    """Print the exponent of each shape and the seconds a megabyte; return 1 where one is over the bound."""
    print(f"{'shape':44} {'exponent':>8} {'s/MB':>7}")
    worst = 0.0
    for shape in shapes():
        exponent, pace = growth(shape)
        worst = max(worst, exponent)
        print(f"{shape.name:44} {exponent:8.2f} {pace:7.2f}{'  over the bound' if exponent > MOST else ''}", flush=True)
    print(f"{'the steepest':44} {worst:8.2f}  (at most {MOST})")
    return int(worst > MOST)


if __name__ == "__main__":
    sys.exit(main())
