from __future__ import annotations

from newsrows.review.article_rows import ArticleRows
from newsrows.review.consequences import link_statistics


def test_statistic_is_linked_to_the_shortest_quote_around_it() -> None:
    parts = [{"quote_id": "long", "start": 0, "end": 50}, {"quote_id": "short", "start": 5, "end": 20}]
    statistics = [
        {"quote_id": None, "start": 6, "end": 9},
        {"quote_id": "long", "start": 6, "end": 9},
        {"quote_id": "short", "start": 30, "end": 33},
        {"quote_id": "short", "start": 60, "end": 63},
    ]
    link_statistics(ArticleRows("", {"quote_spans": parts, "statistics": statistics}))
    assert [row["quote_id"] for row in statistics] == ["short", "long", "long", None]
