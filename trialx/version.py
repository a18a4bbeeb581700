"""The version of the package and how it was built, apart so that nothing else is imported to know it."""

from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

__version__ = "0.1.0"


def compiled() -> bool:
    """Whether the modules that read pages were compiled when the package was installed: the records are the same."""
    beside = Path(__file__).with_name("page")
    return any((beside / f"lines{suffix}").exists() for suffix in EXTENSION_SUFFIXES)
