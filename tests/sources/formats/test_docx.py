from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from newsrows.sources import options as read_options

FIRST = "The ferry was late again on Friday, Ann Carter said."
SECOND = "Lee Moss, who runs the harbour, will not pay for it."


def _save(document: Any, path: Path) -> None:
    document.save(str(path))


def _document(*paragraphs: str, title: str | None = None) -> Any:
    document = docx.Document()
    if title is not None:
        document.add_paragraph(title, style="Title")
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return document


def test_paragraphs_are_the_text_and_the_title_is_not_in_it(read, tmp_path) -> None:
    _save(_document(FIRST, "", SECOND, title="Ferry late"), tmp_path / "Late Ferry.docx")
    article = read().article
    assert (article.article_id, article.title, article.text) == ("late-ferry", "Ferry late", f"{FIRST}\n\n{SECOND}")


def test_title_of_the_properties_is_used_without_a_headline(read, tmp_path) -> None:
    document = _document(FIRST, SECOND)
    document.core_properties.title = "Ferry late"
    document.core_properties.author = "WINUSER7"
    _save(document, tmp_path / "a.docx")
    article = read().article
    assert (article.title, article.authors, article.text) == ("Ferry late", None, f"{FIRST}\n\n{SECOND}")


def test_heading_in_the_middle_stays_in_the_text(read, tmp_path) -> None:
    document = _document(FIRST)
    document.add_heading("What is next", 1)
    document.add_paragraph(SECOND)
    _save(document, tmp_path / "a.docx")
    assert read().article.text == f"{FIRST}\n\nWhat is next\n\n{SECOND}"


def test_cells_are_read_in_their_place_and_captions_headers_and_footers_are_left_out(read, tmp_path) -> None:
    document = _document(FIRST)
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "Fares rose by 4 per cent."
    document.add_paragraph("The ferry at its quay", style="Caption")
    document.add_paragraph(SECOND)
    document.sections[0].header.paragraphs[0].text = "The Quay Post"
    _save(document, tmp_path / "a.docx")
    assert read().article.text == f"{FIRST}\n\nFares rose by 4 per cent.\n\n{SECOND}"


def test_changes_count_as_accepted(read, tmp_path) -> None:
    document = _document("It was ")
    paragraph = document.paragraphs[0]._p
    for change, text in (("ins", "t"), ("del", "delText"), ("moveFrom", "t")):
        run = f"<w:r><w:{text}>{change}</w:{text}></w:r>"
        paragraph.append(parse_xml(f'<w:{change} {nsdecls("w")} w:id="1" w:author="x">{run}</w:{change}>'))
    _save(document, tmp_path / "a.docx")
    assert read().article.text == "It was ins"


def test_hidden_text_is_left_out_and_line_breaks_stay(read, tmp_path) -> None:
    document = _document()
    paragraph = document.add_paragraph("The ferry is late.")
    paragraph.add_run(" Do not print.").font.hidden = True
    paragraph.add_run().add_break()
    paragraph.add_run("It  leaves\tat noon.")
    _save(document, tmp_path / "a.docx")
    assert read().article.text == "The ferry is late.\nIt leaves at noon."


def test_metadata_csv_fills_what_the_document_does_not_say(read, tmp_path) -> None:
    _save(_document(FIRST, title="Ferry late"), tmp_path / "a.docx")
    (tmp_path / "metadata.csv").write_text("file_name,title,publisher\na.docx,Other,The Quay Post\n", "utf-8")
    article = read().article
    assert (article.title, article.publisher) == ("Ferry late", "The Quay Post")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "a.docx: found a document with a password, or of an old format",
        ),
        (b"The ferry is late.", "a.docx: found a damaged file, expected a zip ("),
        (b"", "a.docx: found a damaged file, expected a zip ("),
    ],
)
def test_file_that_is_no_document_is_rejected(read, tmp_path, data: bytes, message: str) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    (tmp_path / "b.txt").write_text("The ferry is late.", "utf-8")
    outcome = read()
    assert outcome.message.startswith(message)
    assert outcome.ids == ["b"]


def test_zip_that_is_no_document_is_rejected(read, tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("a.txt", FIRST)
    assert read().message.startswith("a.docx: the document cannot be read (")


def test_document_without_text_is_rejected(read, tmp_path) -> None:
    _save(_document(" "), tmp_path / "a.docx")
    assert read().message.startswith("a.docx: found no text in the document")


def test_document_that_unpacks_to_too_much_is_rejected_before_it_is_parsed(read, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(read_options, "_ADDITIONAL_BYTES", 100_000)
    _save(_document(FIRST), tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx", "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/bomb.xml", bytes(10_000_000))
    monkeypatch.setattr(docx, "Document", lambda _: pytest.fail("it was parsed"))
    assert "bytes in a document, expected fewer" in read(max_characters=1_000).message


def test_document_with_a_large_picture_is_read(read, tmp_path) -> None:
    buffer = io.BytesIO()
    _document(FIRST).save(buffer)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/media/picture.raw", bytes(9_000_000))
    (tmp_path / "a.docx").write_bytes(buffer.getvalue())
    assert read().article.text == FIRST


def test_nested_paragraphs_are_read_once(read, tmp_path) -> None:
    document = _document(FIRST)
    for _ in range(100):
        paragraph = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>Late.</w:t></w:r></w:p>")
        document.paragraphs[0]._p.append(paragraph)
    _save(document, tmp_path / "a.docx")
    assert read().article.text == "\n\n".join([FIRST, *["Late."] * 100])
