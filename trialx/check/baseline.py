"""The baseline: findings of old that do not fail a build, so that an old collection starts green.

What comes in: findings, or a baseline file. What goes out: the file's text (sorted, so that its changes read well in a
review), or the fingerprints in it. A finding is known again by rule, file, trial, value and message, never by its
line; a value that changes is a new finding.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from trialx.check.finding import Finding

VERSION: Final = 1


class BadBaseline(ValueError):
    """A file that is no baseline; the message says what to do."""


def baseline_text(findings: Iterable[Finding]) -> str:
    """Return the baseline of some findings as JSON."""
    rows = sorted({(one.place.file, one.rule, one.place.pointer, one.message, one.fingerprint()) for one in findings})
    known = [
        {"fingerprint": fingerprint, "rule": rule, "file": file, "pointer": pointer, "message": message}
        for file, rule, pointer, message, fingerprint in rows
    ]
    return json.dumps({"version": VERSION, "findings": known}, indent=1, ensure_ascii=False) + "\n"


def read_baseline(file: Path) -> frozenset[str]:
    """Return the fingerprints of a baseline file.

    Raises:
        BadBaseline: where the file is not there or is no baseline.

    """
    try:
        whole = json.loads(file.read_text(encoding="utf-8"))
        if whole["version"] != VERSION:
            raise BadBaseline(
                f"{file} is a baseline of version {whole['version']}; write it anew with --write-baseline"
            )
        return frozenset(str(one["fingerprint"]) for one in whole["findings"])
    except BadBaseline:
        raise
    except FileNotFoundError:
        raise BadBaseline(f"{file} is not there; write it with --write-baseline") from None
    except OSError as error:
        raise BadBaseline(
            f"{file} cannot be read ({error.strerror}); name a file that --write-baseline wrote"
        ) from None
    except (ValueError, KeyError, TypeError, RecursionError):
        raise BadBaseline(f"{file} is no baseline; write it anew with --write-baseline") from None
