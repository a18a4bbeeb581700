"""The goldens of the structured samples: `python -m tests.registries.golden` writes them anew.

What comes in: the samples, `samples/registries/<name>.<layout>.<ending>` and the folder there. What goes out: beside
each `<name>.<layout>.<ending>.yaml`, the records as `trialx extract` writes them, less names of files, and why
there are no others. Look at the difference before you commit it.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from trialx.batch.failure import Failure
from trialx.batch.items import items_of
from trialx.batch.named import Named
from trialx.batch.read import Reading, read
from trialx.record.model import TrialRecord
from trialx.write.as_yaml import yaml_documents

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "registries"


def samples() -> list[Path]:
    """Return the samples, without their goldens; of a folder of tables the one that has a row a trial."""
    return sorted(path for path in [*SAMPLES.glob("*.*"), SAMPLES / "aact" / "studies.txt"] if path.suffix != ".yaml")


@cache
def found(sample: Path) -> tuple[tuple[TrialRecord, ...], tuple[str, ...]]:
    """Read a sample by what it holds: its records, and why there are no more."""
    records: list[TrialRecord] = []
    failures: list[str] = []
    for item in items_of(Named(str(sample))):
        _, one = read(item, Reading())
        if isinstance(one, Failure):
            failures.append(one.message)
            continue
        del one.data["source"]["file"]
        records.append(one.data)
    return tuple(records), tuple(failures)


def records(sample: Path) -> Iterator[TrialRecord]:
    """Give the records of a sample."""
    yield from found(sample)[0]


def golden(sample: Path) -> Path:
    """Return where a sample's golden stands."""
    return sample.with_name(sample.name + ".yaml")


def written(sample: Path) -> str:
    """Return the golden of a sample: its records as YAML, its failures as comments below them."""
    records, failures = found(sample)
    return "".join([*yaml_documents(records), *(f"# {failure}\n" for failure in failures)])


if __name__ == "__main__":
    for one in samples():
        golden(one).write_text(written(one), encoding="utf-8")
