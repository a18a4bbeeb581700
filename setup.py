"""The compiled build: modules that read pages go through mypyc; everything else about the package is in pyproject.toml.

What comes in: the modules as they are, whose types are strict anyway. What goes out, where TRIALX_COMPILE is set: the
same modules compiled, which write the same records in less time (`make bench`), in a wheel or in `build/compiled`.
Otherwise the package is pure Python and installed in seconds. What was asked for and cannot be compiled is an error.
"""

import os
import sys
from itertools import chain
from pathlib import Path

from setuptools import Extension, setup

# What is run for every line of a page or word of a criterion. The rest would take longer to compile than it gives back.
# Two compilers work side by side, each on the half of it.
HALVES = {
    "trialx_page": (
        "page/lines.py",
        "extraction/*.py",
        "extraction/take/*.py",
        "extraction/known/*.py",
        "extraction/known/verbs/*.py",
        "readers/*.py",
    ),
    "trialx_words": ("eligibility/*.py", "lexicon/*.py", "extraction/unknown/*.py"),
}
DOCSTRING = 200  # bytes
# Commands that build; the others (metadata, editable installs) have no use for compiled modules.
BUILDS = {"bdist_wheel", "build", "build_ext"}
COMPILE = bool(os.environ.get("TRIALX_COMPILE"))


def modules(patterns: tuple[str, ...]) -> list[Path]:
    """Return the modules to compile, without those that are a docstring alone."""
    paths = chain(*(sorted(Path("trialx").glob(pattern)) for pattern in patterns))
    return [path for path in paths if path.stat().st_size > DOCSTRING]


def compiled() -> list[Extension]:
    """Return the extensions, none where the package is to be pure Python."""
    if not COMPILE or not BUILDS & {*sys.argv}:
        return []
    from mypyc.build import mypycify

    halves = {name: [str(path) for path in modules(patterns)] for name, patterns in HALVES.items()}
    return mypycify(
        ["--ignore-missing-imports", "--follow-imports=silent", *chain(*halves.values())],
        separate=[(paths, name) for name, paths in halves.items()],
        opt_level="1",  # the others gain less than the machine's noise and take half as long again
        debug_level="0",
    )


setup(
    ext_modules=compiled(),
    options={"build_ext": {"parallel": os.cpu_count()}},
    setup_requires=["mypy>=2.4"] if COMPILE else [],  # pip brings it for this build alone
)
