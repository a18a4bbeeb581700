"""A record as YAML that people read and that reads back the same.

What comes in: records as `trialx.record.model` types them. What goes out: text that ends with a newline; several
records make a stream of documents, each opened by `---`. The writing is PyYAML's; what is decided here is how a
string is quoted, since YAML 1.1, YAML 1.2 and hurried loaders disagree on what a bare `No`, `012`,
`2024-07` or `1e5` means. Texts of several paragraphs become block scalars.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final, cast

import yaml

from trialx.record.model import TrialRecord

# Words that some YAML reader takes for a boolean or a null.
_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
# Strings made of nothing but what numbers, dates, times and telephone numbers are made of: 012, +86 10, 1e5, 0x1F.
_NUMERIC: Final = re.compile(r"[-+.~0-9][-+.,:_/() 0-9eExXobTZ]*")
# Line ends other than \n: a block scalar would read back with \n in their place.
_ODD_BREAK: Final = re.compile("[\r\x85\u2028\u2029]")
# No folding: a line of the text is a line of the file.
_WIDTH: Final = 1 << 30
_STRING: Final = "tag:yaml.org,2002:str"


def _string(dumper: yaml.representer.SafeRepresenter, text: str) -> yaml.ScalarNode:
    """Choose how a string is quoted; `None` leaves the choice to PyYAML, which knows the syntax."""
    style: str | None = None
    if _ODD_BREAK.search(text):
        style = '"'
    elif "\n" in text:
        style = "|"
    elif text.casefold() in _WORDS or _NUMERIC.fullmatch(text):
        style = "'"
    return dumper.represent_scalar(_STRING, text, style=style)


def _dumper(base: type[yaml.SafeDumper]) -> type[yaml.SafeDumper]:
    """Make a dumper that quotes as above and never writes an anchor where two values are one Python object."""
    made = cast("type[yaml.SafeDumper]", type(base.__name__, (base,), {"ignore_aliases": lambda *_: True}))
    made.add_representer(str, _string)
    return made


_PLAIN: Final = _dumper(yaml.SafeDumper)
# libyaml is about twenty times as fast; PyYAML may be built without it.
_FAST: Final = _dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper))


def to_yaml(record: TrialRecord) -> str:
    r"""Write one record as a YAML document without its `---`, ending with a newline.

    >>> print(to_yaml({"org_study_id": "012", "brief_summary": "One.\nTwo.", "has_results": False}), end="")
    org_study_id: '012'
    brief_summary: |-
      One.
      Two.
    has_results: false
    """
    text = _dump(record, dumper=_FAST)
    # libyaml escapes what lies beyond the basic plane (emoji, 𝛽) and gives up the block scalar with it.
    return _dump(record, dumper=_PLAIN) if "\\U" in text else text


def _dump(record: TrialRecord, *, dumper: type[yaml.SafeDumper]) -> str:
    text: str = yaml.dump(record, Dumper=dumper, sort_keys=False, allow_unicode=True, width=_WIDTH)
    return text


def yaml_documents(records: Iterable[TrialRecord]) -> Iterator[str]:
    r"""Write several records as a YAML stream, a document at a time.

    >>> list(yaml_documents([{"nct_id": "NCT99000001"}, {"nct_id": "NCT99000002"}]))
    ['---\nnct_id: NCT99000001\n', '---\nnct_id: NCT99000002\n']
    """
    for record in records:
        yield "---\n" + to_yaml(record)
