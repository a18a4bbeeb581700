"""The browser's tests are collected only where there is a browser to drive: Debian's chromium and its driver."""

from importlib.util import find_spec
from shutil import which

DRIVEN = which("chromium") and which("chromedriver") and find_spec("selenium") and find_spec("axe_core_python")
# A machine without them still tests the page's data and its text; continuous integration installs both.
collect_ignore = [] if DRIVEN else ["browser.py", "test_browser.py", "test_browser_access.py"]
