"""WHO's register form: XML in which registers hand their trials to the ICTRP, a trial into a record.

What comes in: the XML (`<trials><trial><main>…`), one trial or many. What goes out: `TrialRecord`s, one after the
other. Which element gives which field stands in who.yaml. Separate from ictrp.py: the ICTRP's own exports are rows.
"""

from collections.abc import Iterator
from typing import Final

from trialx.record.model import TrialRecord
from trialx.registries.entry import entry, read_entry
from trialx.registries.nodes import NotAStudy
from trialx.registries.xml_nodes import xml_items

ROOT: Final = "trials"
TRIAL: Final = "trial"
LAYOUT: Final = "who-xml"


def read_who_xml(source: bytes | str) -> Iterator[TrialRecord]:
    """Give the records of the XML, one trial after the other.

    >>> xml = "<trials><trial><main><trial_id>ISRCTN99900001</trial_id></main></trial></trials>"
    >>> [record["registry_ids"] for record in read_who_xml(xml)]
    [[{'registry': 'ISRCTN', 'id': 'ISRCTN99900001'}]]

    Raises:
        NotAStudy: where the XML is broken or of another form, after the trials that are whole.

    """
    for element in xml_items(source):
        if element.root.casefold() != ROOT:
            raise NotAStudy(f"no trials of a register: the XML is a {element.root} and not a {ROOT}")
        if element.name != TRIAL or not isinstance(element.node, dict):
            continue
        yield read_entry(entry(LAYOUT, element.node))
