"""A page read without a layout, for the tests of this folder."""

from typing import Any

import trialx


def read(text: str, url: str | None = None) -> dict[str, Any]:
    """Return the record of a page, whatever layouts there are."""
    return {**trialx.extract(text, url=url, layout="generic").to_dict()}


# Two labelled facts, without which a page is none of a trial.
BASE = "Sponsor: Example Tea Ltd\nRecruitment status: Completed\n"
