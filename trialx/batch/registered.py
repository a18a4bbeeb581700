"""Whether a file is a register's own export, or records of trialx's.

What comes in: the first item of a file. What goes out: yes or no. Separate from the cutting, which reads both: only the
checks treat a record otherwise than a study.
"""

from trialx.batch.item import Item
from trialx.batch.items import parsed
from trialx.batch.json_documents import entry_of
from trialx.page.decode import decode


def is_export(item: Item) -> bool:
    """Say whether an item, the first of a file, is a trial as a register gives it.

    >>> is_export(Item("a#1", "line", b'{"protocolSection": {}}')), is_export(Item("a#1", "line", b'{"nct_id": ""}'))
    (True, False)
    """
    if item.form == "entry":  # trialx's own table of records begins as AACT's does, and has a column that is its own
        return item.data.layout != "aact" or "registryids" not in item.data.node
    data = parsed(decode(item.data)) if item.form == "line" and not item.failure else item.data
    return item.form in ("line", "study") and isinstance(data, dict) and entry_of(data) is not None
