"""What holds for every test: nothing of the user's is touched."""

import os
import tempfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from trialx.stored import FOLDER

# Whether a property holds is no matter of the clock: the machine may be busy with something else.
settings.register_profile("trialx", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("trialx")


@pytest.fixture(autouse=True, scope="session")
def _own_cache() -> Iterator[None]:
    """Keep what is loaded in a folder of this run, for the processes that the tests start too."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER] = folder
        yield
