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
FOLDERS = ("eligibility", "extract", "extract/find", "readers")
MODULES = ("page/lines.py",)
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


def compiled() -> list[Extension]:
    """Return the extensions, none where the package is to be pure Python."""
    if os.environ.get("TRIALX_PURE") or platform.python_implementation() != "CPython" or not BUILDS & {*sys.argv}:
        return []
    from mypyc.build import mypycify

    package = Path("trialx")
    folders = [sorted((package / folder).glob("*.py")) for folder in FOLDERS]
    # A file of a docstring alone has nothing to compile.
    criteria, *rest = [[str(path) for path in paths if path.stat().st_size > 200] for paths in folders]
    others = [*chain(*rest), *(str(package / module) for module in MODULES)]
    try:
        return mypycify(
            ["--ignore-missing-imports", "--follow-imports=silent", *criteria, *others],
            separate=[(criteria, "trialx_eligibility"), (others, "trialx_extract")],  # two compilers at once
            opt_level="2",
            debug_level="0",
        )
    except SystemExit:  # mypy found fault: it has said with what
        return []


setup(ext_modules=compiled(), cmdclass={"build_ext": WholeOrNot}, options={"build_ext": {"parallel": os.cpu_count()}})
