from __future__ import annotations

import time

from newsrows.sources.formats.pdf_layout import PageLine, paragraphs_of


def _page(*texts: str, x: float = 50.0, indents: tuple[int, ...] = ()) -> list[PageLine]:
    return [
        PageLine(x + 12 * (number in indents), 700.0 - 12 * number, 10.0, text)
        for number, text in enumerate(texts)
        if text
    ]


def test_divided_words_are_joined_and_compounds_stay() -> None:
    page = _page("A well-known com-", "plaint about a well-", "known ferry to Port-", "Callow from 1990-", "2020.")
    assert paragraphs_of([page])[1] == [
        "A well-known complaint about a well-known ferry to Port-Callow from 1990- 2020."
    ]


def test_indent_begins_a_paragraph() -> None:
    page = _page("The ferry was late", "again.", "Ann Carter said so.", "She left.", indents=(2,))
    assert paragraphs_of([page])[1] == ["The ferry was late again.", "Ann Carter said so. She left."]


def test_paragraph_ends_with_its_page_if_the_sentence_does() -> None:
    assert paragraphs_of([_page("The ferry was late."), _page("they left it there.")])[1] == [
        "The ferry was late.",
        "they left it there.",
    ]
    assert paragraphs_of([_page("The ferry was"), _page("late again.")])[1] == ["The ferry was late again."]


def test_long_document_takes_time_in_proportion_to_its_length() -> None:
    def seconds(pages: int) -> float:
        began = time.process_time()
        paragraphs_of([_page(*["The ferry was late again on that day"] * 60)] * pages)
        return time.process_time() - began

    seconds(10)
    assert seconds(200) < 60 * max(seconds(10), 0.005)


def test_no_page_has_no_paragraph() -> None:
    assert paragraphs_of([]) == (None, [])
    assert paragraphs_of([[]]) == (None, [])


def test_headline_stays_though_the_other_pages_have_it_as_running_head() -> None:
    def page(size: float, *texts: str) -> list[PageLine]:
        return [PageLine(50, 790, size, "Ferries are late"), *_page(*texts)]

    pages = [
        page(24, "The ferry was late.", "It left."),
        page(8, "She said so."),
        page(8, "She left."),
        page(8, "It is red."),
    ]
    assert paragraphs_of(pages) == (
        "Ferries are late",
        ["The ferry was late. It left.", "She said so.", "She left.", "It is red."],
    )


def test_headline_is_the_largest_line_of_the_first_page() -> None:
    first = [
        PageLine(50, 790, 14, "Harbour news"),
        PageLine(50, 760, 24, "Ferries are late"),
        *_page("The ferry left.", "It is red."),
    ]
    assert paragraphs_of([first, [PageLine(50, 700, 30, "Other news")]]) == (
        "Ferries are late",
        ["Harbour news", "The ferry left. It is red.", "Other news"],
    )
