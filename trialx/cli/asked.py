"""What `trialx extract` was asked for.

What comes in: nothing. What goes out: `Asked`. Separate, since the plain call, the option parser and the choice of
where results go all speak of it.
"""

from pathlib import Path
from typing import NamedTuple

from trialx.batch.formats import Format
from trialx.batch.read import TEXT_KEY, URL_KEY


class Asked(NamedTuple):
    """The options of `trialx extract` under their names; see its help."""

    files: tuple[str, ...] = ()
    format: Format | None = None
    output: str | None = None
    tables: Path | None = None
    select: str | None = None
    evidence: bool = False
    quiet: bool = False
    jobs: int | None = None
    resume: bool = False
    text_key: str = TEXT_KEY
    url_key: str = URL_KEY
    id_key: str | None = None
    from0: bool = False
    url: str | None = None
    criteria: bool = False
    strict: bool = False
    only_trials: bool = False
    layout: str | None = None
    layouts: Path | None = None
    cluster: str | None = None
    excel: bool = False
