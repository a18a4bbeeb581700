"""The compiled build: modules that read pages go through mypyc; everything else about the package is in pyproject.toml.

What comes in: the modules as they are, whose types are strict anyway. What goes out: the same modules compiled, which
write the same records in less time (`make bench`), in a wheel or in `build/compiled`. The package is pure Python where
there is no C compiler, where TRIALX_PURE is set, and in an editable install, whose sources change under it.
"""

import os
import platform
import sys
from itertools import chain
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

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


class WholeOrNot(build_ext):
    """Leaves the package pure Python where a part cannot be compiled: half of the modules would not go together."""

    extensions: list[Extension]

    def run(self) -> None:
        """Build every extension, or none."""
        try:
            super().run()
        except Exception as error:  # whatever a compiler, a linker or the lack of them comes to
            for extension in self.extensions:
                Path(self.get_ext_fullpath(extension.name)).unlink(missing_ok=True)
            self.extensions = []
            self.warn(f"trialx is installed as pure Python, which is slower: {error}")


def modules(patterns: tuple[str, ...]) -> list[Path]:
    """Return the modules to compile, without those that are a docstring alone."""
    paths = chain(*(sorted(Path("trialx").glob(pattern)) for pattern in patterns))
    return [path for path in paths if path.stat().st_size > DOCSTRING]


def compiled() -> list[Extension]:
    """Return the extensions, none where the package is to be pure Python."""
    if os.environ.get("TRIALX_PURE") or platform.python_implementation() != "CPython" or not BUILDS & {*sys.argv}:
        return []
    halves = {name: [str(path) for path in modules(patterns)] for name, patterns in HALVES.items()}
    try:
        from mypyc.build import mypycify

        return mypycify(
            ["--ignore-missing-imports", "--follow-imports=silent", *chain(*halves.values())],
            separate=[(paths, name) for name, paths in halves.items()],
            opt_level="1",  # the others gain less than the machine's noise and take half as long again
            debug_level="0",
        )
    except (ImportError, SystemExit):  # no mypy (pip --no-build-isolation), or it found fault and has said with what
        return []


setup(ext_modules=compiled(), cmdclass={"build_ext": WholeOrNot}, options={"build_ext": {"parallel": os.cpu_count()}})
