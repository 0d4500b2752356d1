"""Links to a quote on the live page of its article."""

from __future__ import annotations

import polars as pl
import pytest

from newsrows.schema.text_fragments import quote_link, quote_links

PAGE = "https://echo.example/ferry"


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (["We listened"], "We%20listened"),
        (["well-known, costs & café"], "well%2Dknown%2C%20costs%20%26%20caf%C3%A9"),
        (["100% \n of it #1?"], "100%25%20of%20it%20%231%3F"),
        (["one two three four five six seven eight"], "one%20two%20three%20four%20five%20six%20seven%20eight"),
        (["a b c d e f g h i"], "a%20b%20c%20d,f%20g%20h%20i"),
        (["We listened,", "and 40 boats stay in work."], "We%20listened%2C,boats%20stay%20in%20work."),
    ],
)
def test_words_are_percent_encoded_and_long_or_interrupted_quotes_have_start_and_end(
    parts: list[str], text: str
) -> None:
    assert quote_link(PAGE, parts) == f"{PAGE}#:~:text={text}"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        (f"{PAGE}#top", f"{PAGE}#top:~:text=No"),
        (f"{PAGE}#:~:text=old", f"{PAGE}#:~:text=No"),
        (f"{PAGE}?a=b&c", f"{PAGE}?a=b&c#:~:text=No"),
        ("HTTP://echo.example/", "HTTP://echo.example/#:~:text=No"),
        ("javascript:alert(1)", None),
        ("https://echo.example/a b", None),
        ("ferry.html", None),
        (None, None),
    ],
)
def test_fragment_of_the_page_is_kept_and_only_web_addresses_have_links(url: str | None, link: str | None) -> None:
    assert quote_link(url, ["No"]) == link


def test_quote_without_words_has_no_link() -> None:
    assert quote_link(PAGE, [" "]) is None


def test_links_are_those_of_quotes_whose_article_has_an_address() -> None:
    frames = {
        "articles": pl.DataFrame({"article_id": ["a", "b"], "url": [PAGE, None]}),
        "quotes": pl.DataFrame({"quote_id": ["b:q1", "a:q5", "a:q1"], "article_id": ["b", "a", "a"]}),
        "quote_spans": pl.DataFrame(
            {"quote_id": ["a:q1", "a:q1", "a:q5", "b:q1"], "part": [1, 0, 0, 0], "text": ["last", "first", "Yes", "No"]}
        ),
    }
    assert quote_links(frames).collect().rows() == [
        ("a:q5", f"{PAGE}#:~:text=Yes"),
        ("a:q1", f"{PAGE}#:~:text=first,last"),
    ]
