"""The goldens of the structured samples: `python -m tests.registries.golden` writes them anew.

What comes in: the samples, `samples/registries/<name>.<layout>.<ending>`. What goes out: beside each
`<name>.<layout>.<ending>.yaml`, the records as `trialx.write` writes them. Look at the difference before you commit it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from trialx.record.model import TrialRecord
from trialx.registries import read_clinical_study, read_ictrp_csv, read_ictrp_xml, read_study, read_who_xml, studies_in
from trialx.write.as_yaml import yaml_documents

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "registries"


def samples() -> list[Path]:
    """Return the samples, without their goldens."""
    return sorted(path for path in SAMPLES.iterdir() if path.suffix != ".yaml")


def records(sample: Path) -> Iterator[TrialRecord]:
    """Read a sample by what its name says that it is."""
    match sample.suffixes:
        case [".ctgov-v2", ".json"]:
            yield from map(read_study, studies_in(json.loads(sample.read_text("utf-8"))))
        case [".ctgov-xml", ".xml"]:
            yield read_clinical_study(sample.read_bytes())
        case [".ictrp", ".xml"]:
            yield from read_ictrp_xml(sample.read_bytes())
        case [".who", ".xml"]:
            yield from read_who_xml(sample.read_bytes())
        case [".ictrp", ".csv"]:
            yield from read_ictrp_csv(sample.read_bytes())


def golden(sample: Path) -> Path:
    """Return where a sample's golden stands."""
    return sample.with_name(sample.name + ".yaml")


if __name__ == "__main__":
    for one in samples():
        golden(one).write_text("".join(yaml_documents(records(one))), encoding="utf-8")
