from __future__ import annotations

from datetime import date

import pytest
from export_files import FIRST, SECOND, docx_file

RULE = "_" * 60


def _labels(**more: str) -> dict[str, str]:
    labels = {"Subject": "Ferries; Harbours", "Location: ": "Port Callow", "Title": "Late ferry to stop"}
    labels |= {"Publication title": "The Quay Post; Port Callow", "Publication year": "2024"}
    labels |= {"Publication date": "Mar 1, 2024", "Section": "News; Pg. 6", "Publisher": "Quay Newspapers Limited"}
    labels |= {"Source type": "Newspaper", "Language of publication": "English", "ProQuest document ID": "2637391967"}
    labels |= {"Document URL": "https://www.example.org/docview/2637391967", "Copyright": "Copyright 2024 Quay Ltd"}
    labels |= {"Last updated": "2024-03-02", "Database": "County Newsstream", **more}
    return {label: value for label, value in labels.items() if value}


def _text(text: tuple[str, ...], author: str = "Carter, Ann; Moss, Lee", **more: str) -> str:
    labels = _labels(**more)
    head = [labels["Title"], f"Author: {author}"] if author else [labels["Title"]]
    head += [
        "Publication info: The Quay Post ; Port Callow [Port Callow]. 01 Mar 2024: A.1.",
        "https://www.example.org/x",
    ]
    head += ["Abstract: None available.", "Links: https://openurl.example.org/?title=The+Quay+Post"]
    tail = [f"{label.rstrip(': ')}: {value}" for label, value in labels.items()]
    return "\n\n".join([RULE, *head, "Full text: " + "\n".join(text), *tail]) + "\n\n"


LAST = f"{RULE}\n\nContact us at: http://about.example.org/contact\nDatabase copyright © 2024 ProQuest LLC.\n"


def test_documents_of_a_text_are_split(read, tmp_path) -> None:
    more = {"ProQuest document ID": "2637391968", "Title": "County asked to pay", "Section": ""}
    second = _text((*SECOND, "CAPTION: The ferry at its quay", "CREDIT: Jo Reed"), author="", **more)
    (tmp_path / "a.txt").write_text(_text(FIRST) + second + LAST, "utf-8")
    one, two = read().articles
    assert (one.article_id, one.file_name, one.title) == ("2637391967", "a.txt#1", "Late ferry to stop")
    assert (one.publisher, one.section, one.authors) == ("The Quay Post", "News", "Ann Carter; Lee Moss")
    assert (one.published_on, one.url) == (date(2024, 3, 1), None)
    assert one.text == "\n\n".join(FIRST)
    assert (two.article_id, two.title, two.authors, two.section) == ("2637391968", "County asked to pay", None, None)
    assert two.text == "\n\n".join(SECOND)


def test_documents_of_a_page_are_split(read, tmp_path) -> None:
    def page(text: tuple[str, ...], number: str) -> str:
        labels = _labels(**{"ProQuest document ID": number})
        return (
            f'<div style="border-bottom:2px solid #ccc"><a name="DocID_{number}"></a><p></p><p>{labels["Title"]}</p>'
            "<p><strong>Author:  </strong>Carter, Ann</p><p><a href='https://www.example.org/x'>document link</a></p>"
            "<p><strong>Abstract:  </strong></p><p>The board will save money.</p><div><strong>Links: </strong>"
            '<a href="https://openurl.example.org">UC-eLinks</a></div><p><strong>Full text: </strong><text words="9">'
            f"<title></title>{''.join(f'<p>{line}</p>   ' for line in text)}</text></p>"
            + "".join(f"<p><strong>{label.rstrip(': ')}: </strong>{value}</p>" for label, value in labels.items())
            + "</div>"
        )

    (tmp_path / "a.html").write_text(f"<html><body>{page(FIRST, '2637391967')}{page(SECOND, '2637391968')}", "utf-8")
    one, two = read().articles
    assert (one.title, one.publisher, one.authors) == ("Late ferry to stop", "The Quay Post", "Ann Carter")
    assert (one.text, two.text) == ("\n\n".join(FIRST), "\n\n".join(SECOND))
    assert (one.article_id, two.article_id) == ("2637391967", "2637391968")


def test_labels_without_empty_lines_between_them_are_read(read, tmp_path) -> None:
    text = (FIRST[0], "Location: the pier. Year: this one.", FIRST[1])
    compact = _text(text).replace("\n\n", "\n").replace("Full text", "Full Text").replace(RULE, "*" * 50)
    second = compact.replace("2637391967", "2637391968").replace("Late ferry to stop", "County asked to pay")
    (tmp_path / "a.txt").write_text(compact + second, "utf-8")
    one, two = read().articles
    assert (one.title, two.title) == ("Late ferry to stop", "County asked to pay")
    assert one.text == two.text == "\n\n".join(text)


def test_labels_and_values_in_a_table_of_a_document_are_read(read, tmp_path) -> None:
    labels = [cell for label, value in _labels().items() for cell in (f"{label.rstrip(': ')}:", value)]
    heads = ("Late ferry to stop", "ProQuest document link", "FULL TEXT")
    (tmp_path / "a.docx").write_bytes(docx_file(*heads, *FIRST, "DETAILS", *labels, "LINKS", "Check the library"))
    article = read().article
    assert (article.title, article.publisher, article.published_on) == (
        "Late ferry to stop",
        "The Quay Post",
        date(2024, 3, 1),
    )
    assert article.text == "\n\n".join(FIRST)


def test_line_with_a_label_in_the_text_stays(read, tmp_path) -> None:
    text = (FIRST[0], "Location: the pier. Year: this one.", FIRST[1])
    (tmp_path / "a.txt").write_text(_text(text), "utf-8")
    assert read().article.text == "\n\n".join(text)


def test_document_without_its_text_or_end_is_rejected_with_its_number(read, tmp_path) -> None:
    none = _text(("Not available.",), **{"ProQuest document ID": "2637391968"})
    cut = _text(SECOND).partition("ProQuest document ID")[0]
    (tmp_path / "a.txt").write_text(none + _text(FIRST) + cut, "utf-8")
    outcome = read()
    assert outcome.ids == ["2637391967"]
    empty, without_end = outcome.messages
    assert empty.startswith("a.txt, article 1: found no text, expected the whole article")
    assert without_end.startswith("a.txt, article 3: found the beginning of a document without its end")


def test_document_whose_end_is_missing_is_not_joined_to_the_next(read, tmp_path) -> None:
    cut = _text(SECOND).partition("ProQuest document ID")[0]
    (tmp_path / "a.txt").write_text(
        _text(FIRST) + cut + _text(SECOND, **{"ProQuest document ID": "2637391968"}), "utf-8"
    )
    outcome = read()
    assert outcome.ids == ["2637391967"]
    assert outcome.message.startswith("a.txt, article 2: found the beginning of a document without its end")


@pytest.mark.parametrize(
    "text",
    [
        f"The number is called\n\nProQuest document ID: 2637391967\n\n{FIRST[0]}",
        f"Full text: {FIRST[0]}\n\nTitle: Late ferry\n\nSubject: Ferries",
    ],
)
def test_other_text_is_read_as_it_is(read, tmp_path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert read().article.text == text
