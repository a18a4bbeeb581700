"""What a second process is worth: pages a second of `trialx extract --jobs 1` and `--jobs 2`, and the memory of both.

The samples, many times over, as JSON Lines; both runs in turn, the best of each kept, their outputs compared. The
processor time, of all processes together, says on a busy machine too what handing the pages out costs.
`python -m tests.benchmarks.bench_jobs [PAGES]`, 3,000 pages unless told otherwise.
"""

import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.golden import pages
from trialx.page.decode import decode

PAGES = 3_000
ROUNDS = 2


def write(file: Path, count: int) -> None:
    """Write so many pages as JSON Lines."""
    texts = [decode(page.read_bytes()) for page in pages()]
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            out.write(json.dumps({"text": texts[number % len(texts)], "id": number}) + "\n")


def processor() -> float:
    """Return the seconds of processor time that the processes which have ended took."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(file: Path, jobs: int) -> tuple[float, float, str]:
    """Return how long a run takes, how much processor time, and the digest of what it wrote."""
    command = [sys.executable, "-m", "trialx", "extract", str(file), "-f", "jsonl", "-q", "--jobs", str(jobs)]
    begun, used = time.perf_counter(), processor()
    digest = hashlib.sha256()
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for line in process.stdout:
            digest.update(line)
    return time.perf_counter() - begun, processor() - used, digest.hexdigest()


def main() -> None:
    """Print pages a second, the ratio, and the most memory that any process took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PAGES
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "pages.jsonl")
        write(file, count)
        best = {1: 1e9, 2: 1e9}
        least = dict(best)
        digests = set()
        for _ in range(ROUNDS):
            for jobs in best:
                seconds, used, digest = run(file, jobs)
                best[jobs], least[jobs] = min(best[jobs], seconds), min(least[jobs], used)
                digests.add(digest)
    for jobs, seconds in best.items():
        speed = f"{count / seconds:8.0f} pages/s {best[1] / seconds:6.2f}x"
        print(
            f"{jobs} jobs {seconds:8.2f} s {speed}, processor time {least[jobs]:8.2f} s {least[jobs] / least[1]:6.2f}x"
        )
    print("the same bytes" if len(digests) == 1 else "DIFFERENT BYTES")
    print(f"most memory of one process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
