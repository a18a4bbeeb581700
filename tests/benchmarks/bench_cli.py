"""How long a shell waits for one page: `trialx extract FILE` in its frequent forms beside `jc --kv` on the same file.

Both are run in turn, many times, and the best of each is kept, so that the ratio holds on a busy machine. jc is one of
the development packages. `--imports` shows which imports take longest.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.golden import SAMPLES

PAGE = SAMPLES / "ignite_study" / "pale_toes.txt"
ROUNDS = 12
SHOWN_IMPORTS = 25


def tool(name: str) -> str:
    """Return the path of a program: beside this Python, else on the path."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        sys.exit(f"bench_cli: {name} is not installed; pip install {name}")
    return found


def seconds(command: list[str], env: dict[str, str]) -> float:
    """Return how long a command takes with the page as its standard input."""
    with PAGE.open("rb") as page:
        begun = time.perf_counter()
        subprocess.run(command, stdin=page, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, check=True)
    return time.perf_counter() - begun


def imports(command: list[str], env: dict[str, str]) -> None:
    """Print the imports that take longest, in milliseconds of their own."""
    said = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "trialx", *command[1:]], capture_output=True, env=env, check=True
    ).stderr.decode()
    rows = [
        line.removeprefix("import time:").split("|") for line in said.splitlines() if line.startswith("import time:")
    ]
    own = sorted(((int(row[0]), row[2].strip()) for row in rows[1:]), reverse=True)
    for microseconds, name in own[:SHOWN_IMPORTS]:
        print(f"{microseconds / 1000:8.2f} ms  {name}")


def main() -> None:
    """Print the times and their ratio."""
    with tempfile.TemporaryDirectory() as bytecode:
        # As installed: modules are compiled once, whatever the environment says of bytecode.
        env = {**os.environ, "PYTHONPYCACHEPREFIX": bytecode}
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        page = [tool("trialx"), "extract", str(PAGE)]
        plain = [*page, "-f", "json", "-q"]
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "jc --kv": [tool("jc"), "--kv"],
            "trialx extract FILE -f json -q": plain,
            "trialx extract - -f json -q": [tool("trialx"), "extract", "-", "-f", "json", "-q"],
            "trialx extract FILE --select … -q": [*page, "--select", "nct_id,phases", "-q"],
            "trialx extract FILE -o OUT.jsonl -q": [*page, "-o", str(Path(bytecode, "out.jsonl")), "-q"],
            "trialx extract FILE (with the summary)": page,
            "the same with the option parser, -q": [*page, "-f", "json", "-q", "--text-key", "text"],
        }
        best = dict.fromkeys(commands, 9.0)
        for _ in range(ROUNDS):
            for name, command in commands.items():
                best[name] = min(best[name], seconds(command, env))
        for name, least in best.items():
            print(f"{name:38} {least * 1000:7.1f} ms {least / best['jc --kv']:6.2f}x jc")
        if "--imports" in sys.argv:
            imports(plain, env)


if __name__ == "__main__":
    main()
