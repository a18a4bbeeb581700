"""Made-up pages in every form that counts as an input, and the two ways to run a batch over them."""

import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from trialx.batch.failure import Failure
from trialx.batch.inputs import gather
from trialx.batch.read import Reading
from trialx.batch.rendering import Task
from trialx.batch.run import Totals, run
from trialx.batch.sinks import Output
from trialx.stored import FOLDER

# The command whose processes, if it has several, are all at work from the second page.
AT_ONCE = (
    sys.executable,
    "-c",
    "from trialx.batch import pool; from trialx.cli import main; pool.WARM_UP_SECONDS = 0.0; main()",
)
NO_TRIAL = b"Opening hours of the sock shop: nine to five.\n"


def nct(number: int) -> str:
    """Return a made-up number of a trial."""
    return f"NCT99{number:06}"


def page(number: int, title: str = "Warm Socks for Cold Feet") -> str:
    """Return a made-up page of text."""
    return f"Viewing Study {nct(number)}\nBrief Title: {title}\nStatus: COMPLETED\n"


def study(number: int) -> dict[str, Any]:
    """Return a made-up study as the API of ClinicalTrials.gov gives it."""
    identification = {"nctId": nct(number), "briefTitle": "Warm Socks"}
    return {"protocolSection": {"identificationModule": identification}, "hasResults": False}


def clinical_study(number: int) -> str:
    """Return a made-up study in the old XML."""
    return (
        f"<clinical_study><id_info><nct_id>{nct(number)}</nct_id></id_info>"
        "<brief_title>Warm Socks</brief_title></clinical_study>"
    )


def lines(numbers: Sequence[int], **more: Any) -> bytes:
    """Return JSON Lines of made-up pages."""
    rows = ({"text": page(n), "url": f"https://socks.example/{n}", "id": f"p{n}", **more} for n in numbers)
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def warc(records: Sequence[tuple[str, str, str, bytes]], *, each_packed: bool = False) -> bytes:
    """Return a web archive: (kind of record, address, content type, content)."""
    whole = b""
    for kind, url, type_, content in records:
        kind, _, status = kind.partition(" ")
        if kind == "response":
            content = f"HTTP/1.1 {status or '200 OK'}\r\nContent-Type: {type_}\r\n\r\n".encode() + content
            type_ = "application/http; msgtype=response"
        heading = (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {type_}\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        record = heading.encode() + content + b"\r\n\r\n"
        whole += packed(record) if each_packed else record
    return whole


def batch(
    *names: str | Path, output: Output | None = None, jobs: int = 1, several: bool = True, **task: Any
) -> tuple[bytes, Totals, list[tuple[str, Failure]]]:
    """Run a batch in this process: what it wrote on standard output, its totals, the failures it told."""
    out = io.BytesIO()
    told: list[tuple[str, Failure]] = []
    task.setdefault("format", "jsonl")
    totals = run(
        list(gather(map(str, names))),
        Task(**task),
        output or Output(),
        jobs=jobs,
        several=several,
        stdout=out,
        tell=lambda name, failure: told.append((name, failure)),
        progress=False,
    )
    return out.getvalue(), totals, told


def results(*names: str | Path, jobs: int = 1, **reading: Any) -> list[dict[str, Any]]:
    """Run a batch in this process and return its lines."""
    out, _, _ = batch(*names, jobs=jobs, reading=Reading(**reading))
    return [json.loads(line) for line in out.splitlines()]


def outline(found: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """Return of every line its source (without the folder) and the trial or the error's code."""
    return [
        (os.path.basename(one["source"]["file"]), one["error"]["code"] if "error" in one else one["nct_id"])
        for one in found
    ]


def trialx(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own, without the environment's TRIALX_ variables."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("TRIALX_") or name == FOLDER}
    env = {**plain, **options.pop("env", {})}
    options.setdefault("stdin", None if "input" in options else subprocess.DEVNULL)
    command = [sys.executable, "-m", "trialx", *map(str, arguments)]
    if options["stdin"] is None:
        del options["stdin"]
    return subprocess.run(command, capture_output=True, env=env, check=False, timeout=120, **options)


def packed(data: bytes) -> bytes:
    """Return data as gzip writes it, without the time."""
    return gzip.compress(data, mtime=0)
