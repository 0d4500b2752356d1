from __future__ import annotations

import sys

import pytest
from pdf_files import Line, column, pdf

from newsrows.sources import Omissions, ReadError, ReadOptions, explain_skipped, find_files, read_unopened
from newsrows.sources import options as read_options
from newsrows.sources.formats import pdf as pdf_format

LINES = ["The ferry to Port Callow was late again", "on Friday, and the harbour office said", "that it was sorry."]
TEXT = " ".join(LINES)


def test_lines_become_paragraphs_and_the_headline_is_the_title(read, tmp_path) -> None:
    page = [Line(50, 790, "Ferries are late", 24), *column([*LINES, "", "Lee Moss left."], 50, 740)]
    (tmp_path / "a.pdf").write_bytes(pdf([page], Title="Microsoft Word - a.doc", Author="WINUSER7"))
    article = read().article
    assert (article.title, article.text) == ("Ferries are late", f"{TEXT}\n\nLee Moss left.")
    assert article.authors is None


def test_declared_title_is_used_if_the_text_has_it(read, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([column(["Ferries are late", "", *LINES], 50, 740)], Title="Ferries are late"))
    (tmp_path / "b.pdf").write_bytes(pdf([column(LINES, 50, 740)], Title="Microsoft Word - a.doc"))
    assert [article.title for article in read().articles] == ["Ferries are late", None]


def test_bold_words_stay_in_their_line(read, tmp_path) -> None:
    page = [
        Line(50, 740, "The ferry was"),
        Line(115, 740, "very"),
        Line(138, 740, "late, she said."),
        Line(50, 728, "It left."),
    ]
    (tmp_path / "a.pdf").write_bytes(pdf([page]))
    assert read().article.text == "The ferry was very late, she said. It left."


@pytest.mark.parametrize("is_row_by_row", [False, True])
def test_columns_are_read_one_after_the_other(read, tmp_path, is_row_by_row: bool) -> None:
    left = column(
        ["The ferry was late.", "It left", "at noon and", "nobody", "knew", "why that was.", "", "It is red."], 50, 740
    )
    right = column(["So the council met", "on Monday", "and asked", "for a", "report,", "he said."], 310, 740)
    lines = [*left, *right]
    if is_row_by_row:
        lines.sort(key=lambda line: (-line.y, line.x))
    (tmp_path / "a.pdf").write_bytes(pdf([[Line(50, 780, "Late ferries again", 24), *lines]]))
    assert read().article.text == (
        "The ferry was late. It left at noon and nobody knew why that was.\n\nIt is red.\n\n"
        "So the council met on Monday and asked for a report, he said."
    )


def test_paragraph_goes_on_on_the_next_page_without_running_heads_and_page_numbers(read, tmp_path) -> None:
    texts = (["She said that", "the ferry was"], ["late because of the", "storm that came"], ["from the north."])
    pages = [
        [Line(50, 800, f"The Quay Post, 1 March, page {number}"), *column(lines, 50, 740), Line(290, 30, str(number))]
        for number, lines in enumerate(texts, 1)
    ]
    (tmp_path / "a.pdf").write_bytes(pdf(pages))
    assert read().article.text == "She said that the ferry was late because of the storm that came from the north."


def test_number_at_the_end_of_a_single_page_stays(read, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([column([*LINES, "", "2024"], 50, 740)]))
    assert read().article.text == f"{TEXT}\n\n2024"


def test_pages_without_a_text_layer_are_rejected(read, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([[], [Line(50, 30, "2")]]))
    assert read().message == (
        "a.pdf: found 2 pages with hardly any text (scanned?), expected a text layer; next: recognise the text, for "
        "example with ocrmypdf"
    )


def test_password_is_named_unless_only_printing_is_protected(read, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([column(LINES, 50, 740)], password="quay"))  # noqa: S106 - of the test
    (tmp_path / "b.pdf").write_bytes(pdf([column(LINES, 50, 740)], password=""))
    outcome = read()
    assert outcome.message == "a.pdf: found a document that a password protects; next: save it without the password"
    assert [article.text for article in outcome.articles] == [TEXT]


def test_damaged_file_and_file_of_another_kind_are_rejected(read, tmp_path) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([column(LINES, 50, 740)])[:200])
    (tmp_path / "b.pdf").write_bytes(b"The ferry is late.")
    assert all("the document cannot be read (" in message for message in read().messages)
    assert len(read().messages) == 2


def test_long_files_are_rejected(read, tmp_path, monkeypatch) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([column(LINES, 50, 740)] * 4))
    assert "found more than 200 characters in 3 of 4 pages" in read(max_characters=200).message
    monkeypatch.setattr(pdf_format, "_MAX_PAGES", 3)
    assert "found 4 pages, expected at most 3" in read().message
    monkeypatch.setattr(pdf_format, "_MAX_PAGES", 4)
    monkeypatch.setattr(pdf_format, "_MAX_INSTRUCTIONS", 40)
    assert "found more than 40 instructions" in read().message
    monkeypatch.setattr(read_options, "_ADDITIONAL_BYTES", 0)
    assert "bytes in a document, expected fewer" in read(max_characters=10).message


def test_file_in_a_folder_is_skipped_without_the_library_and_a_named_one_stops(read, tmp_path, monkeypatch) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf([column(LINES, 50, 740)]))
    (tmp_path / "b.txt").write_text("The ferry is late.", "utf-8")
    monkeypatch.setitem(sys.modules, "pypdf", None)
    monkeypatch.setattr("newsrows.sources.errors.find_spec", lambda name: None if name == "pypdf" else name)
    omissions = Omissions()
    assert len(list(read_unopened(find_files([tmp_path]), ReadOptions(), omissions))) == 1
    assert explain_skipped(omissions.skipped) == "1 file skipped: 1 .pdf (install newsrows[pdf])"
    with pytest.raises(
        ReadError, match=r"this needs pypdf, which is not installed; next: pip install 'newsrows\[pdf\]'"
    ):
        read(tmp_path / "a.pdf")
    (tmp_path / "b.txt").unlink()
    with pytest.raises(
        ReadError, match=r"no article in the folder: found 1 .pdf \(install newsrows\[pdf\]\), expected "
    ):
        find_files([tmp_path])
