"""XML as plain data: everything is kept, nothing outside the document is read, and no document can hurt."""

from pathlib import Path

import pytest

from trialx.registries.nodes import NotAStudy
from trialx.registries.xml_nodes import MAX_DEPTH, xml_items, xml_root

LAUGHS = (
    '<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    "<s>&c;</s>"
)


def test_children_attributes_and_text_are_kept_in_order() -> None:
    node = xml_root("<s a='1'>x<p>1</p>y<q><r/></q><p b='2'>2</p></s>").node
    assert node == {"@a": "1", "p": ["1", {"@b": "2", "#": "2"}], "q": [{"r": [{}]}], "#": "xy"}


def test_blanks_between_elements_are_no_text_and_cdata_is() -> None:
    assert xml_root("<s>\n  <p><![CDATA[a < b]]></p>\n</s>").node == {"p": ["a < b"]}


@pytest.mark.parametrize(
    "source",
    [
        LAUGHS,
        '<!DOCTYPE s [<!ENTITY a SYSTEM "file:///etc/hostname">]><s>&a;</s>',
        '<!DOCTYPE s [<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;]><s/>',
        '<!DOCTYPE s SYSTEM "a.dtd"><s>&a;</s>',
        '<!DOCTYPE s [<!ENTITY a "b">]><s/>',
    ],
)
def test_entities_are_refused_where_they_are_declared_or_used(source: str) -> None:
    with pytest.raises(NotAStudy, match="entities, which are refused"):
        xml_root(source)


def test_a_document_type_alone_is_no_harm_and_its_file_is_not_read(tmp_path: Path) -> None:
    assert xml_root(f'<!DOCTYPE s SYSTEM "{tmp_path}/none.dtd"><s>&amp;</s>').node == "&"


@pytest.mark.parametrize(
    ("source", "says"),
    [
        (b"", "the XML is empty"),
        ("  \n ", "the XML is empty"),
        ("<s>\n<p>", "the XML breaks off at line 2, before its last element is closed"),
        ("<s>\n\n<p></s>", "the XML is broken at line 3: mismatched tag"),
        ("<s>&nbsp;</s>", "the XML is broken at line 1: undefined entity"),
        ("<s/><s/>", "the XML is broken at line 1: junk after document element"),
        ("<s>\x00</s>", "the XML is broken at line 1"),
        (b"<s>\xff</s>", "the XML is broken at line 1"),
        (b'<?xml version="1.0" encoding="GBK"?><s>\xd6\xd0</s>', "save it as UTF-8"),
        (b'<?xml version="1.0" encoding="knitted"?><s/>', "the XML"),
        ("<s>" * (MAX_DEPTH + 1), f"nests deeper than {MAX_DEPTH} elements"),
    ],
)
def test_what_cannot_be_read_says_why_and_where(source: bytes | str, says: str) -> None:
    with pytest.raises(NotAStudy) as refused:
        xml_root(source)
    assert says in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_pasted_document_may_begin_with_blanks() -> None:
    assert xml_root(b'\n <?xml version="1.0"?><s>x</s>').node == "x"


def test_a_decoded_text_is_not_decoded_again() -> None:
    assert xml_root('<?xml version="1.0" encoding="ISO-8859-1"?><s>Füße</s>').node == "Füße"
    assert xml_root('<?xml version="1.0" encoding="UTF-16"?><s>Füße</s>').node == "Füße"


def test_items_come_one_after_the_other_until_the_document_breaks_off() -> None:
    many = "<r>" + "".join(f"<t><n>{number}</n></t>" for number in range(9000))
    items = xml_items(many)
    assert [next(items).node["n"][0] for _ in range(9000)] == [str(number) for number in range(9000)]
    with pytest.raises(NotAStudy, match="breaks off"):
        next(items)


def test_an_item_says_its_root() -> None:
    assert [(item.root, item.name) for item in xml_items("<r><a/><b/></r>")] == [("r", "a"), ("r", "b")]
