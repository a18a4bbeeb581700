"""Genes: which genes and markers a criterion names, and what it says of them.

What comes in: the words of a criterion. What goes out: the genes of a closed list (data/genes.yaml) with their
alteration and status, each with its words and their offsets. Separate from the topics, since a gene is told by its
spelling and its status by the words right around it.
"""

import re
from functools import cache
from typing import Any, NamedTuple

from trialx.eligibility.lexicon import read_data
from trialx.eligibility.mentions import denials
from trialx.record.model import Gene

LONGEST = 3000  # characters: a longer text is no criterion
_ALTERED = re.compile(
    r"""[\s(,-]{0,3}(?:(?:gene|tumou?r|protein|somatic|germline|pathogenic|activating|sensiti[sz]ing|known)\s+){0,3}
    (?P<what>exon\s?\d+(?:\s*(?:deletions?|insertions?|skipping(?:\s+(?:mutations?|alterations?))?|mutations?))?
      | [A-Z]\d{2,4}[A-Z]{1,2}(?:/[A-Z])?(?:\s+mutations?)?
      | (?:internal\s+tandem\s+duplications?|ITD|TKD)(?:\s+mutations?)?
      | (?:gene\s+)?(?:mutations?|fusions?|rearrangements?|amplifications?|translocations?|deletions?|alterations?
          |over-?\s?expression|methylation))?
    [\s-]{0,2}(?P<state>positive|negative|mutated|mutants?|wild[\s-]?type|amplified|rearranged|overexpress(?:ed|ing)|altered|expressing|\+(?!\d)
      |methylated|unmethylated|deficient|proficient|status|low)?
    """,
    re.VERBOSE,
)
_TARGET = re.compile(
    r"[\s-]{0,2}(?:tyrosine|TKIs?|inhibit\w*|antagonist\w*|antibod\w*|targeted|directed|CAR|blocker\w*|agonist\w*|pathway|degrader|therap\w*|vaccin\w*)",
    re.IGNORECASE,
)
# Most criteria have none of it: two capitals together, or a word of a long name.
_MAYBE = re.compile(r"[A-Z][A-Z\d]|c-?[A-Z]|Ph|ApoE|PgR|receptor|kinase|satellite|mismatch|homologous|[Cc]laudin")
_NEGATIVE = frozenset({"negative", "wildtype", "wild-type", "wild type", "unmethylated", "proficient"})


class Placed(NamedTuple):
    """A gene and the offsets of its words in the criterion."""

    gene: Gene
    start: int
    end: int


@cache
def _names() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """Return the pattern of all spellings, the symbol of each, and the status that a spelling is in itself."""
    data: dict[str, Any] = read_data("genes.yaml")
    symbols = {spelling: symbol for symbol, spellings in data["symbols"].items() for spelling in spellings}
    longest = sorted(symbols, key=len, reverse=True)
    pattern = "|".join(re.escape(spelling) for spelling in longest)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![A-Za-z0-9])"), symbols, data["means"]


def genes(text: str) -> list[Placed]:
    """Return the genes of which a criterion says something.

    >>> [item.gene for item in genes("EGFR exon 19 deletion or HER2-negative tumour; no EGFR inhibitor")]
    [{'gene': 'EGFR', 'alteration': 'exon 19 deletion', 'status': 'positive', 'text': 'EGFR exon 19 deletion'}, \
{'gene': 'HER2', 'status': 'negative', 'text': 'HER2-negative'}]
    """
    if len(text) > LONGEST or not _MAYBE.search(text):
        return []
    pattern, symbols, means = _names()
    found = []
    for mention in pattern.finditer(text):
        if _TARGET.match(text, mention.end()):
            continue
        said = _ALTERED.match(text, mention.end())
        what, state = (said["what"], said["state"]) if said else (None, None)
        known = means.get(mention[0])
        if not what and not state and not known:
            continue
        end = max(said.end("what"), said.end("state"), mention.end()) if said and (what or state) else mention.end()
        if state == "status" or (state == "low" and not what):
            status = "any"
        else:
            negative = (state or "").lower() in _NEGATIVE or known == "negative"
            status = "negative" if negative != (denials(text, mention.start()) % 2 == 1) else "positive"
        gene = Gene(gene=symbols[mention[0]], status=status, text=text[mention.start() : end])
        if what:
            gene = Gene(gene=gene["gene"], alteration=" ".join(what.split()), status=status, text=gene["text"])
        found.append(Placed(gene, mention.start(), end))
    return found
