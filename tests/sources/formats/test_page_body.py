"""The article of a page: all of it, and nothing else. The pages are made by the functions in tests/sources/pages."""

from __future__ import annotations

import dev_pages
import held_out_pages
import mixed_pages
import pytest
from page_markup import Page
from page_scoring import score

from newsrows.records import Article, Rejected, WebPage
from newsrows.sources.formats.html import open_page
from newsrows.sources.formats.page_body import Hints as PageHints
from newsrows.sources.formats.page_body import article_paragraphs, shingles, squeezed


def opened(page: Page) -> Article:
    article = open_page(WebPage(page.name, f"{page.name}.html", "0" * 64, page.data, page.name, 1_000_000))
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("page", [*dev_pages.PAGES, *held_out_pages.PAGES], ids=lambda page: page.name)
def test_article_and_metadata_of_a_page(page: Page) -> None:
    article = opened(page)
    found, foreign = score(article.text, page.paragraphs)
    assert found >= 0.95
    assert foreign <= 0.05
    assert (article.title, article.publisher) == (page.title, page.publisher)
    if page.authors is not None:
        assert article.authors == "; ".join(page.authors)


def test_nearly_all_pages_of_random_parts_are_read_well() -> None:
    pages = [mixed_pages.mixed(seed) for seed in range(60)]
    scores = [score(opened(page).text, page.paragraphs) for page in pages]
    assert sum(found >= 0.95 for found, _ in scores) >= 58
    assert sum(foreign <= 0.05 for _, foreign in scores) >= 57
    assert all(opened(page).title == page.title for page in pages[:10])


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Ferry fares rise on the island</title>{head}</head><body>{body}</body></html>"


def text_of(html: str) -> list[str]:
    article = open_page(WebPage("a", "a.html", "0" * 64, html.encode(), "a.html", 1_000_000))
    return [] if isinstance(article, Rejected) else article.text.split("\n\n")


FARES = "Fares on the island ferry will rise by 5% from April, the harbour board said on Friday."
DIESEL = "“We held them for three years,” said Zoë Holt, who chairs the board, “and diesel has doubled.”"
TRIPS = "The board runs eleven crossings a day between the mainland and the island in the summer months."
ARTICLE = f"<p>{FARES}</p><p>{DIESEL}</p><p>{TRIPS}</p>"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Sign up to our newsletter for more stories like this</p>",
        '<p>Related: <a href="/a">Ferries cancelled after the storm</a></p>',
        '<p><strong><a href="/a">FERRIES CANCELLED AFTER THE STORM</a></strong></p>',
        "<p>Advertisement</p>",
        "<p>Story continues below advertisement</p>",
        "<p>© 2024 The Quay Post. All rights reserved.</p>",
        "<p>The ferry at Eastmere on Friday. Photograph: Lee Moss/Callow Images</p>",
        '<p>{"type": "video", "id": "a1", "autoplay": true}</p>',
        "<figure><img src=a><figcaption>The ferry at the pier on that day, with boats</figcaption></figure>",
        "<div class=pull-quote><p>“We held them for three years”</p></div>",
        "<p hidden>The text of a window that opens only if you press a button on the page.</p>",
    ],
)
def test_line_that_is_not_the_article_is_left_out(line: str) -> None:
    assert text_of(page(f"<article><p>{FARES}</p>{line}<p>{DIESEL}</p><p>{TRIPS}</p></article>")) == [
        FARES,
        DIESEL,
        TRIPS,
    ]


@pytest.mark.parametrize(
    "line",
    [
        "<p>Sign-ups for the summer crossings rose to 400 after the advertisement, the board said.</p>",
        '<p>Related costs, the <a href="/a">board’s report</a> says, rose by a third over the same three years.</p>',
        "<p>Photographs of the pier show how far the water rose.</p>",
        "<p>Watch sales fell, too.</p>",
        "<p>Nobody came.</p>",
        "<p>Popular as it is, the crossing has never made a profit in its forty years, says the board.</p>",
    ],
)
def test_sentence_of_the_article_that_looks_like_such_a_line_stays(line: str) -> None:
    paragraphs = text_of(page(f"<article><p>{FARES}</p>{line}<p>{DIESEL}</p><p>{TRIPS}</p></article>"))
    assert len(paragraphs) == 4
    assert paragraphs[0] == FARES


def test_parts_with_other_elements_between_are_one_article() -> None:
    parts = "".join(
        f'<div class="body"><p>{text}</p></div><div class="ad">Buy now</div>' for text in (FARES, DIESEL, TRIPS)
    )
    assert text_of(page(f"<main>{parts}</main>")) == [FARES, DIESEL, TRIPS]


def test_subheadings_stay_and_headings_of_other_stories_go() -> None:
    others = "<h2>Most read</h2><ul><li>Storm</li></ul>"
    body = f"<article><p>{FARES}</p><h2>Why fares rise</h2><p>{DIESEL}</p><p>{TRIPS}</p>{others}"
    assert text_of(page(body)) == [FARES, "Why fares rise", DIESEL, TRIPS]


def test_heading_of_other_stories_in_the_middle_ends_with_its_list() -> None:
    others = "<h3>Read more</h3><ul><li><a>Storm closes pier</a></li></ul>"
    body = f"<article><p>{FARES}</p>{others}<p>{DIESEL}</p><p>{TRIPS}</p>"
    assert text_of(page(body)) == [FARES, DIESEL, TRIPS]


def test_headline_in_the_text_is_left_out() -> None:
    body = f"<article><h2>Ferry fares rise on the island</h2>{ARTICLE}</article>"
    assert text_of(page(body)) == [FARES, DIESEL, TRIPS]


def test_page_without_blocks_gives_no_paragraph() -> None:
    assert article_paragraphs([], PageHints(text="")) == []


def test_texts_are_compared_by_letters_and_by_runs_of_five_words() -> None:
    assert squeezed("“Fares RISE” by 5%!") == "faresriseby5"
    assert shingles("One two three four five six") == {
        ("one", "two", "three", "four", "five"),
        ("two", "three", "four", "five", "six"),
    }
    assert shingles("One") == {("one",)}
