"""Title, publisher, authors and time of a page."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from lxml import html

from newsrows.sources.metadata.fields import Metadata
from newsrows.sources.metadata.page_metadata import Guess, headlines, page_metadata, read_head, with_lines


def read(head: str, body: str = "", guess: Guess | None = None, lines: tuple[str, ...] = ()) -> Metadata:
    tree = html.document_fromstring(f"<html><head>{head}</head><body>{body}<p>x</p></body></html>")
    return page_metadata(with_lines(read_head(tree), lines), guess or Guess())


SITE = '<meta property="og:site_name" content="The Quay Post">'


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Fares rise again | The Quay Post", "Fares rise again"),
        ("Fares rise again - Quay Post Online", "Fares rise again"),
        ("The Quay Post: Fares rise again", "Fares rise again"),
        ("Fares rise again – Business – The Quay Post", "Fares rise again – Business"),
        ("Fares rise – again", "Fares rise – again"),
        ("Ferries: fares rise again", "Ferries: fares rise again"),
        ("The Quay Post", "The Quay Post"),
    ],
)
def test_title_has_no_name_of_a_site(title: str, expected: str) -> None:
    assert read(f"<title>{title}</title>{SITE}").title == expected


def test_headline_in_the_page_decides_where_the_title_ends() -> None:
    title = "<title>Fares rise again | Ferries | Post24</title>"
    assert read(title, "<h1>Fares rise again</h1>").title == "Fares rise again"
    assert read(f"{title}{SITE}", "<h1>The Quay Post</h1>").title == "Fares rise again | Ferries | Post24"


@pytest.mark.parametrize(
    "name", ["https://www.quaypost.example", "quaypost.example", "Copyright 2014", "@quaypost", "2014"]
)
def test_publisher_is_a_name(name: str) -> None:
    assert read("", guess=Guess(publisher=name)).publisher is None
    assert read("<title>Fares rise | Quay Post</title>", guess=Guess(publisher=name)).publisher is None
    lines = ("© Quay Post 2024",)
    assert (
        read("<title>Fares rise | Quay Post</title>", guess=Guess(publisher=name), lines=lines).publisher == "Quay Post"
    )


def test_authors_come_from_the_first_source_that_has_names() -> None:
    assert read('<meta name="author" content="Ann Carter">', "<a rel=author>Lee Moss</a>").authors == "Ann Carter"
    assert (
        read('<meta name="author" content="The Quay Post">' + SITE, "<a rel=author>Lee Moss</a>").authors == "Lee Moss"
    )
    assert read("", "<div class=byline>By Ann Carter and Lee Moss</div>").authors == "Ann Carter; Lee Moss"
    assert read("", lines=("Ferries", "By Ann Carter")).authors == "Ann Carter"
    assert read("", "<div class=author>All about us</div>").authors is None


def test_time_is_in_utc_and_on_the_day_that_was_found() -> None:
    meta = '<meta property="article:published_time" content="2024-03-01T23:30:00-05:00">'
    late = datetime(2024, 3, 2, 4, 30, tzinfo=UTC)
    assert read(meta, guess=Guess(published_on=date(2024, 3, 1))).published_at == late
    assert read(meta, guess=Guess(published_on=date(2024, 3, 4))).published_at is None
    assert read('<meta property="article:published_time" content="2024-03-01T23:30:00">').published_at is None
    assert read('<meta property="article:section" content="Business">').section == "Business"


def test_headlines_are_the_title_and_the_heading_that_is_like_it() -> None:
    tree = html.document_fromstring("<h1>The Quay Post</h1><h1>Fares to rise again</h1><h1>Storm closes the pier</h1>")
    assert headlines(read_head(tree), "Fares rise again")[-1] == "Fares to rise again"
    assert headlines(read_head(tree), "Five things to know")[-1] == ""


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Fares rise again | QPN Politics", "QPN", "Fares rise again"),
        ("Fares rise again | QPN", "QPN", "Fares rise again"),
        ("Fares rise again | Why QPN was late", "QPN", "Fares rise again | Why QPN was late"),
        ("Storm | QPN viewers send in their best pictures", "QPN", "Storm | QPN viewers send in their best pictures"),
    ],
)
def test_title_has_no_section_of_a_site_with_a_short_name(title: str, site: str, expected: str) -> None:
    assert read(f'<title>{title}</title><meta property="og:site_name" content="{site}">').title == expected


@pytest.mark.parametrize("name", ["Quay Post | News from the harbour", "Quay Post – all the news", "Quay Post"])
def test_publisher_has_no_tagline(name: str) -> None:
    assert read(f'<meta property="og:site_name" content="{name}">').publisher == "Quay Post"
