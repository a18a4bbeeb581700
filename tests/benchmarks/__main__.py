"""All benchmarks that are quick, or those named, one after the other: `python -m tests.benchmarks [NAME…]`.

Each runs in a process of its own, so that none warms what another measures, and each runs by itself as well:
`python -m tests.benchmarks.bench_cli`. Two are left out: `bench_cluster` takes long, `review` wants a browser.
`make bench` runs all of them on the sources, then those that the compiled modules decide on the compiled build.
"""

import subprocess
import sys
from importlib import import_module
from typing import Final

from trialx.version import compiled

BENCHMARKS: Final = (
    "bench",
    "bench_rivals",
    "bench_layouts",
    "bench_growth",
    "bench_criteria",
    "bench_triage",
    "bench_cli",
    "bench_jobs",
)


def main() -> None:
    """Run each below the first line of what it says of itself."""
    built = "the compiled build" if compiled() else "pure Python"
    for name in sys.argv[1:] or BENCHMARKS:
        module = f"{__package__}.{name}"
        about = str(import_module(module).__doc__).partition("\n")[0]
        print(f"\n{name}, {built}: {about}\n", flush=True)
        subprocess.run([sys.executable, "-m", module], check=True)


if __name__ == "__main__":
    main()
