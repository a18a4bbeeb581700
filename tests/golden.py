"""The goldens: what each sample's record must be. `python -m tests.golden [NAME…]` writes them anew.

What comes in: the samples, `samples/<layout>/<name>.txt`. What goes out: `<name>.yaml` beside each, the record as
`trialx extract` writes it, less the file's name. Look at the difference before you commit it: a golden is a promise.
"""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

import trialx
from trialx.page.decode import decode
from trialx.write.as_yaml import to_yaml

SAMPLES = Path(__file__).parent.parent / "samples"


def pages() -> list[Path]:
    """Return the sample pages, by layout and name."""
    return sorted(path for path in SAMPLES.glob("*/*.txt") if path.parent.name not in NO_PAGES)


# Folders of samples that are no pages: structured sources, and pages that describe no trial.
NO_PAGES = frozenset({"registries", "refused"})


def record(page: Path) -> dict[str, Any]:
    """Return a sample's record as its golden has it."""
    return {**trialx.extract(decode(page.read_bytes())).to_dict()}


def expected(page: Path) -> Mapping[str, Any]:
    """Return a sample's golden."""
    golden: Mapping[str, Any] = yaml.safe_load(page.with_suffix(".yaml").read_text("utf-8"))
    return golden


def main(names: list[str]) -> None:
    """Write the goldens of the named samples, or of all."""
    for page in pages():
        if not names or page.stem in names or f"{page.parent.name}/{page.stem}" in names:
            page.with_suffix(".yaml").write_text(to_yaml(record(page)), "utf-8")  # type: ignore[arg-type]


if __name__ == "__main__":
    main(sys.argv[1:])
