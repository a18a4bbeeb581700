"""A step for datatrove: documents in, those that are trials out, each with its record.

`pip install trialx 'datatrove[io]'`. The text of a document that is passed on is the record as JSON, its metadata keep
the address; pages that are no trials are counted in the pipeline's statistics and dropped.
"""

import json
from collections.abc import Iterable, Iterator

from datatrove.data import Document

import trialx
from trialx.triage import may_be_trial


def trials(documents: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:  # noqa: ARG001 - datatrove gives them by position
    """Give the documents that are trials, with their records in the place of their texts."""
    for document in documents:
        if not may_be_trial(document.text):
            continue
        try:
            record = trialx.extract(document.text, url=document.metadata.get("url"))
        except trialx.NotATrialPage:
            continue
        document.text = json.dumps(record.to_dict(), ensure_ascii=False)
        yield document
