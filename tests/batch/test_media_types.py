"""What bytes hold is told by the bytes."""

import pytest

from trialx.batch.media_types import is_warc, packed, page_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Viewing Study NCT99000001", "text"),
        ("", "text"),
        ("\ufeff\n  <!DOCTYPE html><p>", "html"),
        ("<HTML lang=de>", "html"),
        ("<!-- saved from a shop --><div>", "html"),
        ("<!-- a comment that does not end", "html"),
        ('<?xml version="1.0"?><html xmlns="x">', "html"),
        ('<?xml version="1.0"?><!-- a --><clinical_study rank="1">', "xml"),
        ("<clinical_study>", "xml"),
        ("<Trials_downloaded_from_ICTRP>", "xml"),
        ('<?xml version="1.0"?><rss>', "xml"),
        ('<!DOCTYPE lol [<!ENTITY a "b">]><lol>', "xml"),
        ("<18 years of age, or", "text"),
        ("<unknown>, says the page", "text"),
        ('{"protocolSection": {}}', "json"),
        ("{}", "json"),
        ('[\n {"a": 1}]', "json"),
        ("[]", "json"),
        ("[Withdrawn] Warm Socks", "text"),
        ("{see above}", "text"),
    ],
)
def test_a_page_is_told_by_how_it_begins(text: str, kind: str) -> None:
    assert page_kind(text) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"\x1f\x8b\x08", "gzip"), (b"\x28\xb5\x2f\xfd\x00", "zstd"), (b"PK\x03\x04", None), (b"", None)],
)
def test_packing_is_told_by_its_first_bytes(head: bytes, kind: str | None) -> None:
    assert packed(head) == kind


def test_a_web_archive_says_so() -> None:
    assert is_warc(b"WARC/1.1\r\nWARC-Type: warcinfo")
    assert not is_warc(b"WARCRAFT")
