from __future__ import annotations

import pytest

from newsrows.sources import ReadOptions
from newsrows.sources.formats.databases.export import may_be_export, read_export
from newsrows.sources.formats.databases.lines import plain_lines
from newsrows.sources.record import Record, digest

HEAD = "Title\nThe Quay Post\nMarch 1, 2024\nCopyright 2024 Quay Ltd\nLength: 9 words\nBody\n"


def _read(text: str) -> list[Record]:
    export = read_export(plain_lines(text), text.encode(), ReadOptions())
    assert export is not None
    return [record for record in export if isinstance(record, Record)]


@pytest.mark.parametrize(
    "text",
    [
        "a\nEnd of Document",
        "1 of 9 DOCUMENTS",
        "Document QUAYPT0020240301ek31000ab",
        "a\n HD\tb",
        "ProQuest document ID",
    ],
)
def test_sign_of_an_export_is_found(text: str) -> None:
    assert may_be_export(text)


@pytest.mark.parametrize(
    "text", ["The end of a document.", "1 of 9 documented cases", "HDMI", "quaypt0020240301ek31000ab"]
)
def test_other_text_has_no_sign(text: str) -> None:
    assert not may_be_export(text)


def test_only_article_has_the_hash_of_its_file() -> None:
    text = f"{HEAD}Late.\nEnd of Document\n"
    (record,) = _read(text)
    assert (record.number, record.sha256, record.text) == (None, digest(text.encode()), "Late.")


def test_articles_of_several_have_the_hash_of_their_text() -> None:
    one, two = _read(f"{HEAD}Late.\nEnd of Document\n{HEAD}Free.\nIt sails.\nEnd of Document\n")
    assert (one.number, one.sha256) == (1, digest(b"Late."))
    assert (two.number, two.sha256, two.text) == (2, digest(b"Free.\n\nIt sails."), "Free.\n\nIt sails.")


def test_marks_of_list_items_are_no_paragraphs() -> None:
    (record,) = _read(f"{HEAD}It is:\n•\nlate.\nEnd of Document\n")
    assert record.text == "It is:\n\nlate."


def test_text_that_is_no_export_is_none() -> None:
    assert read_export(plain_lines("Late.\n\nEnd of Document"), b"", ReadOptions()) is None
