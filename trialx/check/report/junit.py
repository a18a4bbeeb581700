"""The report as JUnit XML, which build servers count and draw.

What comes in: findings and the files that were checked. What goes out: a test suite with a test case a finding and a
passed one a clean file. A finding that does not fail the build (a warning, by default) is a passed case with its
message as output, so that the server's verdict is the command's.
"""

import re
from collections.abc import Sequence
from typing import Final
from xml.etree import ElementTree

from trialx.check.finding import Finding
from trialx.check.report import Summary, fails

# Characters that XML 1.0 has no way to write.
_ILLEGAL: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(findings: Sequence[Finding], summary: Summary) -> str:
    """Return the test suite as XML, ending with a newline."""
    failures = sum(fails(one, summary.fail_on) for one in findings)
    faulty = {one.place.file for one in findings}
    clean = [file for file in summary.files if file not in faulty]
    counts = {"tests": str(len(findings) + len(clean)), "failures": str(failures), "errors": "0"}
    root = ElementTree.Element("testsuites", {"name": "trialx check", **counts})
    suite = ElementTree.SubElement(root, "testsuite", {"name": "trialx check", "skipped": "0", **counts})
    for one in findings:
        _case(suite, one, summary.fail_on)
    for file in clean:
        ElementTree.SubElement(suite, "testcase", classname=_legal(file), name="trialx check")
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


def _case(suite: ElementTree.Element, one: Finding, fail_on: str) -> None:
    where = f"{one.place.file}:{one.place.line}:{one.place.column}"
    name = f"{one.rule} {one.name} {one.record} line {one.place.line}"
    case = ElementTree.SubElement(
        suite, "testcase", classname=_legal(one.place.file), name=_legal(" ".join(name.split()))
    )
    case.set("file", _legal(one.place.file))
    case.set("line", str(one.place.line))
    others = "".join(f"\nsee {other.file}:{other.line}:{other.column} {other.pointer}" for other in one.others)
    text = _legal(f"{where} {one.place.pointer}\n{one.severity} {one.rule}: {one.message}{others}")
    if fails(one, fail_on):
        failure = ElementTree.SubElement(case, "failure", type=one.rule, message=_legal(one.message))
        failure.text = text
    else:
        ElementTree.SubElement(case, "system-out").text = text


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)
