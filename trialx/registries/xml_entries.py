"""Documents of XML into their trials: the catalogue says which elements are trials.

What comes in: the pieces of a document, or a text. What goes out: an `Entry` a trial, one after the other. Separate
from xml_nodes.py, which parses and knows no register.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Final

from trialx.record.model import TrialRecord
from trialx.registries.catalogue import catalogue, local_name, source_of_element, sources_of_root
from trialx.registries.entry import Entry, entry, read_entry
from trialx.registries.nodes import NotAStudy
from trialx.registries.xml_nodes import xml_elements

_KNOWN: Final = 6


def holds_many(root: str) -> bool:
    """Say whether a document with that root element holds trials below it.

    >>> holds_many("trials"), holds_many("clinical_study"), holds_many("rss")
    (True, False, False)
    """
    return _depth(root) == 1 and bool(sources_of_root(root))


def xml_entries(pieces: Iterable[bytes]) -> Iterator[Entry]:
    """Give the trials of a document.

    >>> [one.layout for one in xml_entries([b"<trials><trial><main><trial_id>X</trial_id></main></trial></trials>"])]
    ['who-xml']

    Raises:
        NotAStudy: where the XML is broken or no register's, after the trials that are whole.

    """
    for element in xml_elements(pieces, depth_of=_depth):
        found = source_of_element(element.root, element.node)
        if found is None and not sources_of_root(element.root):
            known = ", ".join(sorted({name for one in catalogue().sources.values() for name in one.roots})[:_KNOWN])
            raise NotAStudy(f"no register's XML: it is a {element.root}; known are {known} and others")
        if found and (not found.items or local_name(element.name) in found.items):
            text = json.dumps(element.node, ensure_ascii=False, separators=(",", ":"))
            yield entry(found.layout, element.node, text)


def read_xml(source: bytes | str) -> TrialRecord:
    """Return the record of the only trial in a document.

    >>> read_xml("<ANZCTR_Trial><actrnumber>ACTRN12699000000000</actrnumber></ANZCTR_Trial>")["source"]["layout"]
    'anzctr'

    Raises:
        NotAStudy: where there is none, or more than one.

    """
    data = source.encode("utf-8", "replace") if isinstance(source, str) else source
    found = list(xml_entries([data]))
    if len(found) != 1:
        raise NotAStudy(f"the XML holds {len(found) or 'no'} trials; give it as a file of its own")
    return read_entry(found[0])


def _depth(root: str) -> int:
    """Return how deep the trials of a document stand: at its root, or right below."""
    name = local_name(root)
    return 0 if all(not one.items or name in one.items for one in sources_of_root(root)) else 1
