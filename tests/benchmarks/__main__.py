"""All benchmarks that are quick, one after the other: `python -m tests.benchmarks`, or `make bench`.

Each runs in a process of its own, so that none warms what another measures, and each runs by itself as well:
`python -m tests.benchmarks.bench_cli`. Two are left out: `bench_cluster` takes long, `review` wants a browser.
"""

import subprocess
import sys
from importlib import import_module
from typing import Final

BENCHMARKS: Final = (
    "bench",
    "bench_rivals",
    "bench_layouts",
    "bench_criteria",
    "bench_triage",
    "bench_cli",
    "bench_jobs",
)


def main() -> None:
    """Run each below the first line of what it says of itself."""
    for name in BENCHMARKS:
        module = f"{__package__}.{name}"
        about = str(import_module(module).__doc__).partition("\n")[0]
        print(f"\n{name}: {about}\n", flush=True)
        subprocess.run([sys.executable, "-m", module], check=True)


if __name__ == "__main__":
    main()
