"""What holds for every test: nothing of the user's is touched."""

import os
import tempfile
from collections.abc import Iterator

import pytest

from trialx.stored import FOLDER


@pytest.fixture(autouse=True, scope="session")
def _own_cache() -> Iterator[None]:
    """Keep what is loaded in a folder of this run, for the processes that the tests start too."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER] = folder
        yield
