from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from export_files import FIRST, SECOND, rtf

ONE, TWO = "QUAYPT0020240301ek31000ab", "EVEP000020240302ek320001c"


def _page(*articles: str) -> str:
    return (
        "<html><head><title>Factiva</title><script>var words = '9 words';</script></head><body><form>"
        "<h1>Dow Jones Factiva</h1><table><tr><td>Late ferry to stop, The Quay Post</td></tr></table>"
        f"{'<br>'.join(articles)}<span class='copyright'>© 2024 Factiva, Inc.  All rights reserved.</span></form>"
    )


def _article(
    headline: str, *head: str, text: tuple[str, ...] = FIRST, number: str = ONE, section: str = "News", author: str = ""
) -> str:
    """An article of the 'Article Format' in HTML."""
    return (
        f'<div id="article-{number}" class="article"><div class="article enArticle"><p>\n</p><div>{section}</div>\n'
        f'<div id="hd"><span class="enHeadline">{headline} </span>\n</div>'
        + (f'<div class="author">{author} </div>' if author else "")
        + "".join(f"<div>{line}</div>" for line in head)
        + "<p></p>\n"
        + "".join(f'<p class="articleParagraph enarticleParagraph">{line}  </p>' for line in text)
        + f"<p>Quay Newspapers Limited</p><p>Document {number}</p></div></div>"
    )


HEAD = ("877 words", "1 March 2024", "The Quay Post", "QUAYPT", "Late Edition", "16", "English", "(c) 2024 Quay Ltd ")


def test_articles_of_a_page_are_split_and_keep_their_metadata(read, tmp_path) -> None:
    first = _article("Late <b>ferry</b> to stop", *HEAD, author="By ANN DALE and Jo Reed")
    second = _article(
        "County asked to pay",
        *(
            "1,204 words",
            "2 March 2024",
            "23:30 GMT",
            "The Evening Post",
            "EVEP",
            "English",
            "Copyright 2024 Evening Ltd.",
        ),
        text=SECOND,
        number=TWO,
        section="Local News; 4",
    )
    (tmp_path / "March.html").write_text(_page(first, second), "utf-8")
    one, two = read().articles
    assert (one.article_id, one.file_name, one.title) == (ONE.lower(), "March.html#1", "Late ferry to stop")
    assert (one.publisher, one.authors, one.section) == ("The Quay Post", "Ann Dale; Jo Reed", "News")
    assert (one.published_on, one.published_at) == (date(2024, 3, 1), None)
    assert one.text == "\n\n".join(FIRST)
    assert (two.file_name, two.title, two.authors) == ("March.html#2", "County asked to pay", None)
    assert (two.publisher, two.section) == ("The Evening Post", "Local News")
    assert (two.published_on, two.published_at) == (date(2024, 3, 2), datetime(2024, 3, 2, 23, 30, tzinfo=UTC))
    assert two.text == "\n\n".join(SECOND)


def test_code_of_the_source_may_differ_from_the_number_in_a_page(read, tmp_path) -> None:
    (tmp_path / "a.html").write_text(_page(_article("Late ferry to stop", *HEAD, number=TWO)), "utf-8")
    article = read().article
    assert (article.publisher, article.text) == ("The Quay Post", "\n\n".join(FIRST))


def test_only_article_of_a_file_has_no_number(read, tmp_path) -> None:
    (tmp_path / "a.htm").write_text(_page(_article("Late ferry to stop", *HEAD)), "utf-8")
    article = read().article
    assert (article.article_id, article.file_name) == (ONE.lower(), "a.htm")


def test_articles_can_be_numbered_instead(read, tmp_path) -> None:
    (tmp_path / "a.html").write_text(_page(_article("One", *HEAD), _article("Two", *HEAD, number=TWO)), "utf-8")
    assert read(id_column="").ids == ["a-1", "a-2"]


def test_article_without_text_is_rejected_with_its_number(read, tmp_path) -> None:
    (tmp_path / "a.html").write_text(
        _page(_article("One", *HEAD, text=()), _article("Two", *HEAD, number=TWO)), "utf-8"
    )
    outcome = read()
    assert outcome.ids == [TWO.lower()]
    assert outcome.message.startswith("a.html, article 1: found no text, expected the whole article")


def test_other_language_of_the_website_leaves_only_the_date_unknown(read, tmp_path) -> None:
    head = ("877 Wörter", "1 März 2024", "The Quay Post", "QUAYPT", "Englisch", "(c) 2024 Quay Ltd")
    (tmp_path / "a.html").write_text(_page(_article("Late ferry", *head)).replace("Document ", "Dokument "), "utf-8")
    article = read().article
    assert (article.title, article.publisher, article.published_on) == ("Late ferry", "The Quay Post", None)
    assert article.text == "\n\n".join(FIRST)


def _rows(number: str, text: tuple[str, ...], **more: str) -> list[tuple[str, str]]:
    """The fields of an article with codes; the first line of the text is the lead."""
    fields = {"HD": "Late ferry to stop", "BY": "By Ann Dale", "WC": "877 words", "PD": "1 March 2024", **more}
    fields |= {"SN": "The Quay Post", "SC": "QUAYPT", "LA": "English", "CY": "(c) 2024 Quay Ltd", "LP": text[0]}
    fields |= {"TD": "\n".join(text[1:]), "NS": "gtrans : Transport", "RE": "uk : United Kingdom"}
    fields |= {"PUB": "Quay Newspapers Limited", "AN": f"Document {number}"}
    return list(fields.items())


def _coded(style: str, *articles: list[tuple[str, str]]) -> str:
    separators = {"tab": "\t", "columns": "    ", "colon": ": ", "alone": "\n"}
    return "\n\n".join("\n".join(f"{code}{separators[style]}{value}" for code, value in rows) for rows in articles)


@pytest.mark.parametrize("style", ["tab", "columns", "colon", "alone"])
def test_codes_of_fields_are_read_in_text(read, tmp_path, style: str) -> None:
    second = [("SE", "Opinion"), *_rows(TWO, SECOND, ET="07:15 PM EST")]
    text = f"Search Summary\nFound 2\n\n{_coded(style, _rows(ONE, FIRST), second)}\n"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    one, two = read().articles
    assert (one.article_id, one.file_name, one.title) == (ONE.lower(), "a.txt#1", "Late ferry to stop")
    assert (one.publisher, one.authors, one.section) == ("The Quay Post", "Ann Dale", None)
    assert one.text == "\n\n".join(FIRST)
    assert (two.section, two.published_on) == ("Opinion", date(2024, 3, 1))
    assert two.published_at == datetime(2024, 3, 2, 0, 15, tzinfo=UTC)
    assert two.text == "\n\n".join(SECOND)


def test_codes_of_fields_are_read_in_tables_of_pages_and_rich_text(read, tmp_path) -> None:
    cells = "".join(
        f"<tr><td><b>{code}</b>&nbsp;</td><td>"
        + "".join(f'<p class="articleParagraph enarticleParagraph">{line}</p>' for line in value.split("\n"))
        + "</td></tr>"
        for code, value in _rows(ONE, FIRST)
    )
    (tmp_path / "a.html").write_text(_page(f'<div class="article enArticle"><table>{cells}</table></div>'), "utf-8")
    rows = (
        "".join(
            rf"\trowd\cellx1000\cellx9000\pard\intbl\b {code}\b0\cell\pard\intbl {value}\cell\row"
            for code, value in _rows(TWO, FIRST)
        )
        .replace("\n", r"\par ")
        .replace("£", r"\'a3")
    )
    (tmp_path / "b.rtf").write_bytes(rtf(rows))
    one, two = read().articles
    assert (one.article_id, two.article_id) == (ONE.lower(), TWO.lower())
    assert one.text == two.text == "\n\n".join(FIRST)
    assert one.title == two.title == "Late ferry to stop"


def test_codes_in_the_order_and_cells_of_a_page_are_read_in_any_language_of_the_website(read, tmp_path) -> None:
    rows = [
        ("HD", "Late ferry to stop"),
        ("PG", "26"),
        ("WC", "295 mots"),
        ("PD", "1 mars 2024"),
        ("SN", "The Quay Post"),
    ]
    rows += [("SC", "QUAYPT"), ("NGC", "Quay titles"), ("LA", "Anglais"), ("LP", "\n".join(FIRST))]
    cells = "".join(
        f'<tr><td class="index"><p><b>{code}</b>&nbsp;</p></td><td>'
        + "".join(f'<p class="articleParagraph enarticleParagraph">{line}</p>' for line in value.split("\n"))
        + "</td></tr>"
        for code, value in rows
    )
    indexing = (("NS", "gtrans : Transport | gcat : News"), ("IPC", "GEN | POL"), ("AN", f"Document {ONE}"))
    cells += "".join(f"<tr><td><br/><b>{code}</b>&nbsp;</td><td><br/>{value}</td></tr>" for code, value in indexing)
    page = _page(f'<div class="article enArticle"><table>{cells}</table><br/></div>') + "<p>Search summary</p>"
    (tmp_path / "a.html").write_text(page, "utf-8")
    article = read().article
    assert (article.article_id, article.title, article.publisher) == (
        ONE.lower(),
        "Late ferry to stop",
        "The Quay Post",
    )
    assert (article.published_on, article.text) == (None, "\n\n".join(FIRST))


def test_article_with_codes_that_is_cut_off_is_rejected(read, tmp_path) -> None:
    text = _coded("tab", _rows(ONE, FIRST), _rows(TWO, SECOND)).partition(f"AN\tDocument {TWO}")[0]
    (tmp_path / "a.txt").write_text(text, "utf-8")
    outcome = read()
    assert outcome.ids == [ONE.lower()]
    assert outcome.message.startswith("a.txt, article 2: found the beginning of an article without its end")


def test_line_of_a_text_that_looks_like_a_code_stays(read, tmp_path) -> None:
    text = (*FIRST, "IN    Ann Carter returns to the board.", "OUT   Lee Moss leaves it.", "WC    stands for toilet.")
    (tmp_path / "a.txt").write_text(_coded("columns", _rows(ONE, text)), "utf-8")
    assert read().article.text == "\n\n".join(text)


BOLD = (
    *(
        r"{\b Late ferry }{\b to stop}",
        "Ann Dale",
        "877 words",
        "1 March 2024",
        "The Quay Post",
        "QUAYPT",
        "16",
        "English",
    ),
    "(c) 2024 Quay Ltd",
    *(line.replace("£", r"\'a3") for line in FIRST),
    *("Quay Newspapers Limited", f"Document {ONE}"),
)
BOLD_TWO = (
    *(
        "Opinion",
        r"\b County asked to pay\b0",
        "300 words",
        "2 March 2024",
        "08:00",
        "The Evening Post",
        "EVEP",
        "English",
    ),
    *(r"\'a9 2024 Evening Ltd. All Rights Reserved.", *SECOND, "Evening Ltd.", f"Document {TWO}"),
)


def test_rich_text_without_codes_has_its_headline_in_bold(read, tmp_path) -> None:
    cover = (r"{\b Headlines}", "Late ferry to stop\\tab 2", "County asked to pay\\tab 3")
    (tmp_path / "a.rtf").write_bytes(
        rtf(*cover, *BOLD, *BOLD_TWO, r"{\b Search Summary}", "Text\\tab ferry", "2 results")
    )
    one, two = read().articles
    assert (one.title, one.authors, one.section) == ("Late ferry to stop", "Ann Dale", None)
    assert (two.title, two.authors, two.section) == ("County asked to pay", None, "Opinion")
    assert (one.publisher, two.publisher) == ("The Quay Post", "The Evening Post")
    assert (one.published_on, two.published_on) == (date(2024, 3, 1), date(2024, 3, 2))
    assert one.text == "\n\n".join(FIRST)
    assert two.text == "\n\n".join(SECOND)


def test_plain_text_without_codes_is_read(read, tmp_path) -> None:
    lines = [line.replace(r"{\b Late ferry }{\b to stop}", "Late ferry to stop").replace(r"\'a3", "£") for line in BOLD]
    lines[1] = "By Ann Dale"
    lines.insert(10, "Page 3 of 9 © 2024 Factiva, Inc. All rights reserved.")
    (tmp_path / "a.txt").write_text("\n".join(lines), "utf-8")
    article = read().article
    assert (article.title, article.authors, article.text) == ("Late ferry to stop", "Ann Dale", "\n\n".join(FIRST))


def test_article_that_is_cut_off_is_rejected_and_the_others_are_read(read, tmp_path) -> None:
    (tmp_path / "a.rtf").write_bytes(rtf(*BOLD_TWO, *BOLD[:-1]))
    outcome = read()
    assert outcome.ids == [TWO.lower()]
    assert outcome.message.startswith("a.rtf, article 2: found the beginning of an article without its end")


def test_text_whose_beginning_is_unclear_is_rejected(read, tmp_path) -> None:
    lines = [line for line in BOLD if line not in {"English", "(c) 2024 Quay Ltd"}]
    (tmp_path / "a.rtf").write_bytes(rtf(*BOLD_TWO, *lines))
    assert read().message.startswith("a.rtf, article 2: found no line with the language or the copyright")


def test_name_of_the_company_behind_the_text_is_left_out_if_the_copyright_line_has_it(read, tmp_path) -> None:
    lines = [line.replace("Quay Ltd", "Quay plc").replace("Quay Newspapers Limited", "Quay plc") for line in BOLD]
    (tmp_path / "a.rtf").write_bytes(rtf(*lines))
    assert read().article.text == "\n\n".join(FIRST)


def test_last_sentence_is_no_name_of_a_company(read, tmp_path) -> None:
    lines = [line.replace("Quay Newspapers Limited", "The Ferry Will Sail again.") for line in BOLD]
    (tmp_path / "a.rtf").write_bytes(rtf(*lines))
    assert read().article.text.endswith("The Ferry Will Sail again.")


def test_exports_of_one_name_are_not_both_read(read, tmp_path) -> None:
    for folder, number in (("a", ONE), ("b", ONE[:-1] + "c")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "x.html").write_text(_page(_article("One", *HEAD, number=number)), "utf-8")
    outcome = read(tmp_path / "a" / "x.html", tmp_path / "b" / "x.html")
    assert (outcome.ids, outcome.message) == (
        [ONE.lower()],
        f"b/x.html: it is called 'x.html', as {tmp_path}/a/x.html is; next: name the folder above both",
    )


def test_same_article_in_two_exports_is_read_once(read, tmp_path) -> None:
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(_page(_article("One", *HEAD)), "utf-8")
    outcome = read()
    assert outcome.ids == [ONE.lower()]
    assert outcome.message.endswith(
        "a.html has already; next: leave it, if it is the same article of a newspaper database; otherwise number with "
        "--id-column ''"
    )


@pytest.mark.parametrize(
    "text",
    [
        # A number and a date are no article of a database, and neither is a number that looks like an accession number.
        f"{FIRST[0]}\n\n877 words\n\n1 March 2024\n\nThe Quay Post\n\n{FIRST[1]}",
        f"{FIRST[0]}\n\nThe file is called\n\nDocument {ONE}\n\n{FIRST[1]}",
        f"{FIRST[0]}\n\n877 words\n1 March 2024\nThe Evening Post\nEVEP\n\n{FIRST[1]}\n\nDocument {ONE}",
        "HD\tWhat the letters mean\nSN\tSource name\nTD\tText\nAN\tNumber",
        "HD    is how screens are sold. SN    is not.",
    ],
)
def test_other_text_is_read_as_it_is(read, tmp_path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    assert read().article.text == text
