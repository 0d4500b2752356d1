"""Metadata of schema.org in a page."""

from __future__ import annotations

import json

from newsrows.sources.metadata.json_ld import ArticleData, read_json_ld


def read(*values: object) -> ArticleData:
    return read_json_ld(json.dumps(value) for value in values)


def test_values_of_an_article_are_read() -> None:
    data = read(
        {
            "@type": "NewsArticle",
            "headline": "Fares &amp; ferries",
            "articleBody": "One.\n\nTwo.",
            "author": [{"@type": "Person", "name": "Ann Carter"}, "Lee Moss"],
            "publisher": {"name": "The Quay Post"},
            "articleSection": ["Business", "Transport"],
            "datePublished": "2024-03-01T09:30:00Z",
        }
    )
    assert data == ArticleData(
        headline="Fares & ferries",
        body="One.\n\nTwo.",
        authors=("Ann Carter", "Lee Moss"),
        publisher="The Quay Post",
        section="Business",
        published="2024-03-01T09:30:00Z",
    )


def test_parts_of_a_graph_refer_to_one_another() -> None:
    data = read(
        {
            "@graph": [
                {"@type": "Person", "@id": "#ann", "name": "Ann Carter"},
                {"@type": ["Article", "Thing"], "headline": "Fares rise", "author": {"@id": "#ann"}},
            ]
        }
    )
    assert data.authors == ("Ann Carter",)


def test_live_pages_and_pages_that_are_not_free_are_recognised() -> None:
    data = read([{"@type": "LiveBlogPosting", "headline": "Live", "isAccessibleForFree": "False"}])
    assert (data.is_live, data.is_free) == (True, False)
    assert read({"@type": "Article", "headline": "Fares", "isAccessibleForFree": True}).is_free


def test_what_is_not_an_article_or_not_json_is_skipped() -> None:
    assert read({"@type": "BreadcrumbList"}, [1, "a", None]) == ArticleData()
    assert read_json_ld(["{", "[" * 100_000]) == ArticleData()
    assert read({"@type": "Article", "headline": 7, "author": {"name": None}, "articleBody": {}}) == ArticleData()
