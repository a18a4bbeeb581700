"""Draw the summary table of the README: `python -m tools.picture` writes docs/summary.svg.

What comes in: a sample page. What goes out: the table as `trialx extract` prints it, as a picture. Kept so that the
picture is made anew whenever the table changes (`make docs`).
"""

import os
from io import StringIO
from pathlib import Path

from rich.console import Console

import trialx
from trialx.write.summary import show

PAGE = Path("samples/meddatax/walking_stripped.txt")
WIDTH = 100


def main() -> None:
    """Write the picture."""
    os.chdir(Path(__file__).parent.parent)
    console = Console(record=True, file=StringIO(), width=WIDTH, force_terminal=True, highlight=False)
    show([trialx.extract_file(PAGE)], console=console)
    Path("docs/summary.svg").write_text(console.export_svg(title=f"trialx extract {PAGE}"), "utf-8")


if __name__ == "__main__":
    main()
