"""Where a user's own layouts lie: named by `--layouts`, else by the key `layouts` of the configuration.

What comes in: the option. What goes out: a folder, or None. Separate, since every command that reads pages asks it.
"""

from pathlib import Path

from trialx.layouts import LayoutError

# The configuration's files, looked at before anything is loaded that can read them.
_FILES = ("trialx.toml", "pyproject.toml")


def layouts_folder(option: Path | None) -> Path | None:
    """Return the folder of a user's own layouts.

    Raises:
        LayoutError: where the configuration that names it cannot be followed.

    """
    if option is not None:
        return option
    here = Path.cwd()
    if not any(_speaks_of_layouts(above / name) for above in (here, *here.parents) for name in _FILES):
        return None
    from trialx.check.config import BadConfig, find_config

    try:
        return find_config(here).layouts
    except BadConfig as error:
        raise LayoutError(str(error)) from None


def _speaks_of_layouts(file: Path) -> bool:
    try:
        return b"layouts" in file.read_bytes()
    except OSError:
        return False
