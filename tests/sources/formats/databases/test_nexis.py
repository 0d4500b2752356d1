from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from export_files import FIRST, SECOND, docx_file, rtf

COVER = (
    *(
        "User Name: Jo Reed",
        "Date and Time: Monday, March 4, 2024 9:12:00 AM GMT",
        "Job Number: 21877",
        "Documents (2)",
    ),
    *("1. Late ferry to stop", "Client/Matter: -None-", "Search Terms: ferry", "Search Type: Terms and Connectors"),
    *("Narrowed by:", "Content Type", "Narrowed by", "News", "Sources: The Quay Post; Timeline: Mar 01, 2024"),
    *("2. County asked to pay", "Client/Matter: -None-", "Search Terms: ferry"),
)
ONE = (
    *(
        "Late ferry to stop",
        "The Quay Post (Port Callow)",
        "March 1, 2024 Friday 10:50 AM GMT",
        "Copyright 2024 Quay Ltd",
    ),
    *(
        "All Rights Reserved",
        "Section: NEWS; Pg. 6",
        "Length: 877 words",
        "Byline: By ANN DALE; Ann Dale reported at sea.",
    ),
    *("Highlight: The board will save money.", "Body", *FIRST, "Graphic", "The ferry at its quay. Photo: Jo Reed"),
    *("Load-Date: March 2, 2024", "Classification", "Language: ENGLISH", "Publication-Type: Newspaper"),
    *("Subject: FERRIES (90%); HARBOURS (78%)", "End of Document"),
)
TWO = (
    *("County asked to pay", "The Evening Post", "2 March 2024", "Copyright 2024 Evening Ltd. All Rights Reserved"),
    *("Length: 300 words", "Body", *SECOND, "Load-Date: March 2, 2024", "End of Document"),
)


def _heading(lines: tuple[str, ...]) -> tuple[str | tuple[str, str], ...]:
    return (("Heading 1", lines[0]), *lines[1:])


def _check(one, two, name: str) -> None:
    assert (one.file_name, two.file_name) == (f"{name}#1", f"{name}#2")
    assert (one.title, one.publisher) == ("Late ferry to stop", "The Quay Post (Port Callow)")
    assert (one.authors, one.section, one.published_on) == ("Ann Dale", "NEWS", date(2024, 3, 1))
    assert one.published_at == datetime(2024, 3, 1, 10, 50, tzinfo=UTC)
    assert one.text == "\n\n".join(FIRST)
    assert (two.title, two.publisher, two.authors) == ("County asked to pay", "The Evening Post", None)
    assert (two.published_on, two.published_at) == (date(2024, 3, 2), None)
    assert two.text == "\n\n".join(SECOND)


def test_document_of_several_articles_is_split(read, tmp_path) -> None:
    (tmp_path / "Ferry.docx").write_bytes(docx_file(*COVER, *_heading(ONE), *_heading(TWO)))
    outcome = read()
    assert outcome.ids == ["ferry-1", "ferry-2"]
    _check(*outcome.articles, "Ferry.docx")


def test_rich_text_is_split_and_addresses_of_links_are_not_in_it(read, tmp_path) -> None:
    paragraphs = [paragraph.replace("£", r"\'a3") for paragraph in (*COVER, *ONE, *TWO)]
    link = r'{\field{\*\fldinst{HYPERLINK "https://advance.example/document?x=1"}}{\fldrslt{\b %s}}}'
    paragraphs = [link % text if text in {ONE[0], TWO[0]} else text for text in paragraphs]
    (tmp_path / "Ferry.rtf").write_bytes(rtf(*paragraphs))
    _check(*read().articles, "Ferry.rtf")


def test_signs_of_rich_text_may_be_divided_by_control_words(read, tmp_path) -> None:
    paragraphs = [paragraph.replace("£", r"\'a3").replace("End of", r"End{\i  of}") for paragraph in (*ONE, *TWO)]
    (tmp_path / "Ferry.rtf").write_bytes(rtf(*paragraphs))
    _check(*read().articles, "Ferry.rtf")


def test_links_of_the_website_are_no_headlines(read, tmp_path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_file(*COVER, ONE[0], "Link to Image", *ONE[1:], *TWO))
    one, _ = read().articles
    assert (one.title, one.publisher) == ("Late ferry to stop", "The Quay Post (Port Callow)")


def test_article_that_is_too_long_is_rejected_with_its_number(read, tmp_path) -> None:
    (tmp_path / "a.txt").write_text("\n".join([*ONE, *TWO]), "utf-8")
    outcome = read(max_characters=120)
    assert outcome.ids == ["a-2"]
    assert outcome.message.startswith("a.txt, article 1: found 147 characters, expected at most 120")


def test_document_of_one_article_has_no_number(read, tmp_path) -> None:
    (tmp_path / "Late ferry to stop.docx").write_bytes(docx_file(*ONE))
    article = read().article
    assert (article.article_id, article.file_name) == ("late-ferry-to-stop", "Late ferry to stop.docx")
    assert (article.title, article.text) == ("Late ferry to stop", "\n\n".join(FIRST))


def test_article_without_text_or_end_is_rejected_with_its_number(read, tmp_path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_file(*[line for line in ONE if line not in FIRST], *TWO, *ONE[:-1]))
    outcome = read()
    assert outcome.ids == ["a-2"]
    empty, cut = outcome.messages
    assert empty.startswith("a.docx, article 1: found no text, expected the whole article")
    assert cut.startswith("a.docx, article 3: found the beginning of an article without its end")


def test_newspaper_is_the_line_before_the_date(read, tmp_path) -> None:
    second = (TWO[0], "A second headline", *TWO[1:])
    (tmp_path / "a.docx").write_bytes(docx_file(*COVER, *ONE, *second))
    _, two = read().articles
    assert (two.title, two.publisher) == ("County asked to pay", "The Evening Post")


def test_line_with_a_label_in_the_text_stays(read, tmp_path) -> None:
    text = (FIRST[0], "Country: the ferry's flag", "Graphic novels are sold on board.", FIRST[1])
    (tmp_path / "a.docx").write_bytes(docx_file(*(TWO[:6]), *text, *TWO[-2:]))
    assert read().article.text == "\n\n".join(text)


OLD_ONE = f"""
                               1 of 2 DOCUMENTS



                                 The Quay Post

                             March 1, 2024 Friday
                                   Edition 1;
                                    County

Late ferry to stop in May as the harbour board of Port Callow
looks for money

BYLINE: Ann Dale, Jo Reed

SECTION: NEWS; Pg. 6

LENGTH: 877 words

DATELINE: Port Callow

The late ferry will stop in May, the harbour board said on Friday, because it
is losing money and because its oldest boat needs a new engine before the next
winter.

{FIRST[1]}

GRAPHIC: The ferry at its quay

LOAD-DATE: March 2, 2024

LANGUAGE: ENGLISH

PUBLICATION-TYPE: Newspaper


                            Copyright 2024 Quay Ltd
                              All Rights Reserved
"""
OLD_TWO = f"""
                               2 of 2 DOCUMENTS

                         Copyright 2024 Evening Ltd.
                               The Evening Post

                      March 2, 2024, Saturday, Late Edition

SECTION: Section B; Page 1; Column 5; County Desk

LENGTH: 300 words

HEADLINE: County asked to pay

BYLINE:  By LEE ROSS

BODY:
{SECOND[0]}

{SECOND[1]}

LOAD-DATE: March 2, 2024
"""


def test_older_text_is_split_and_its_wrapped_lines_are_joined(read, tmp_path) -> None:
    cover = "Download Request: Selected Items: 1-2\nTime Of Request: Monday, March 4, 2024\n\nTerms: (ferry)\n"
    (tmp_path / "a.txt").write_text(cover + OLD_ONE + OLD_TWO, "utf-8")
    one, two = read().articles
    assert one.title == "Late ferry to stop in May as the harbour board of Port Callow looks for money"
    assert (one.publisher, one.authors, one.section) == ("The Quay Post", "Ann Dale; Jo Reed", "NEWS")
    assert (one.published_on, one.published_at) == (date(2024, 3, 1), None)
    assert one.text == (
        "The late ferry will stop in May, the harbour board said on Friday, because it is losing money and because its "
        f"oldest boat needs a new engine before the next winter.\n\n{FIRST[1]}"
    )
    assert (two.title, two.publisher, two.authors) == ("County asked to pay", "The Evening Post", "Lee Ross")
    assert (two.section, two.published_on) == ("Section B; County Desk", date(2024, 3, 2))
    assert two.text == "\n\n".join(SECOND)


def test_older_page_is_split(read, tmp_path) -> None:
    def div(*lines: str) -> str:
        return '<BR><DIV CLASS="c0">' + "".join(f'<P CLASS="c1"><SPAN>{line}</SPAN></P>' for line in lines) + "</DIV>"

    def page(number: int, text: tuple[str, ...]) -> str:
        return (
            f"<A NAME='DOC_ID_{number}'></A><!-- Hide XML section\n<DOC NUMBER={number}> -->"
            + div(f"{number} of 2 DOCUMENTS")
            + div("<IMG SRC='logo.gif'><BR>The Quay Post")
            + div("</SPAN><SPAN CLASS='c4'>March</SPAN><SPAN> 1, 2024 Friday 10:50 AM GMT</SPAN><SPAN>&nbsp;")
            + div("Late <SPAN CLASS='c9'>ferry</SPAN> to stop")
            + div("<B>BYLINE: </B>Ann Dale")
            + div("<B>LENGTH: </B>877 words")
            + div(*text)
            + div("<B>LOAD-DATE: </B>March 2, 2024")
            + div("<B>LANGUAGE: </B>ENGLISH")
            + div("MATP")
            + div("Copyright 2024 Quay Ltd<BR>All Rights Reserved")
        )

    cover = (
        "<HTML><HEAD><STYLE>.c0 { }</STYLE></HEAD><BODY><P>Download Request: Selected Items: 1-2<BR>Terms: ferry</P>"
    )
    (tmp_path / "a.html").write_text(cover + page(1, FIRST) + page(2, SECOND), "utf-8")
    one, two = read().articles
    assert (one.title, one.publisher, one.authors) == ("Late ferry to stop", "The Quay Post", "Ann Dale")
    assert one.published_at == datetime(2024, 3, 1, 10, 50, tzinfo=UTC)
    assert (one.text, two.text) == ("\n\n".join(FIRST), "\n\n".join(SECOND))


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST[0]}\n\nBody\n\n{FIRST[1]}\n\nEnd of Document",
        f"1 of 3 DOCUMENTS\n\n{FIRST[0]}\n\nMarch 1, 2024\n\n{FIRST[1]}",
        f"Minutes\n\nMarch 1, 2024\n\nLength: two hours\n\n{FIRST[0]}\n\nEnd of document",
    ],
)
def test_other_text_is_read_as_it_is(read, tmp_path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert read().article.text == text


def test_other_document_is_read_as_it_is(read, tmp_path) -> None:
    (tmp_path / "a.docx").write_bytes(docx_file(("Title", "Minutes"), *FIRST, "End of Document"))
    (tmp_path / "b.rtf").write_bytes(rtf("{\\b Minutes}", "Body", "Late.", "End of Document"))
    document, rich_text = read().articles
    assert (document.title, document.text) == ("Minutes", "\n\n".join([*FIRST, "End of Document"]))
    assert rich_text.text == "Minutes\n\nBody\n\nLate.\n\nEnd of Document"
