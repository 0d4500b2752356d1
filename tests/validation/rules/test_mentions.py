"""Mentions and statistics have the quote whose words they stand in."""

from __future__ import annotations

import polars as pl
import pytest

from newsrows.validation.registry import TableRule
from newsrows.validation.rules.mentions import (
    mention_not_in_innermost_quote,
    mention_outside_quote,
    mention_without_quote,
)
from newsrows.validation.rules.statistics import statistic_outside_quote, statistic_without_quote

# Quote a:q0 is at 0-100 and has a:q10 at 10-30 inside; b:q0 has two parts, at 0-10 and 20-30.
PARTS = [("a:q0", "a", 0, 100), ("a:q10", "a", 10, 30), ("b:q0", "b", 0, 10), ("b:q0", "b", 20, 30)]


def _broken(rule: TableRule, table: str, article: str, place: tuple[int, int], quote_id: str | None) -> list[str]:
    """The messages of a rule about one row."""
    start, end = place
    spans = pl.DataFrame(PARTS, schema=["quote_id", "article_id", "start", "end"], orient="row")
    row = {"row": 1, "article_id": article, "start": start, "end": end, "quote_id": quote_id}
    tables = {
        "quotes": spans.group_by("quote_id", "article_id").agg(pl.col("start").min(), pl.col("end").max()),
        "quote_spans": spans.drop("article_id"),
        table: pl.DataFrame([row], schema_overrides={"quote_id": pl.String}),
    }
    return [message for broken in rule.violations(tables) for message in broken.rows["message"]]


@pytest.mark.parametrize(
    ("outside", "table"), [(mention_outside_quote, "mentions"), (statistic_outside_quote, "statistics")]
)
def test_a_row_with_a_quote_id_is_inside_a_part_of_the_quote(outside: TableRule, table: str) -> None:
    assert _broken(outside, table, "a", (12, 15), "a:q10") == []
    assert _broken(outside, table, "a", (28, 32), "a:q10") == ["found a at 28-32, quote a:q10 is at 10-30"]
    assert _broken(outside, table, "b", (12, 15), "b:q0") == ["found b at 12-15, quote b:q0 is at 0-30"]
    assert _broken(outside, table, "b", (12, 15), "a:q10") == ["found b at 12-15, quote a:q10 is at 10-30"]


@pytest.mark.parametrize(
    ("without", "table"), [(mention_without_quote, "mentions"), (statistic_without_quote, "statistics")]
)
def test_a_row_inside_a_part_of_a_quote_has_a_quote_id(without: TableRule, table: str) -> None:
    assert _broken(without, table, "a", (40, 50), None) == ["found nothing, a quote that ends at 100 holds it"]
    assert _broken(without, table, "b", (22, 30), None) == ["found nothing, a quote that ends at 30 holds it"]
    for article, start, end in (("a", 95, 101), ("b", 12, 15), ("b", 8, 12), ("c", 1, 2)):
        assert _broken(without, table, article, (start, end), None) == []


def test_a_mention_inside_several_quotes_has_the_innermost() -> None:
    rule = mention_not_in_innermost_quote
    assert _broken(rule, "mentions", "a", (12, 15), "a:q0") == ['found "a:q0", quote a:q10 inside it holds the mention']
    assert _broken(rule, "mentions", "a", (12, 15), "a:q10") == []
    assert _broken(rule, "mentions", "a", (28, 32), "a:q0") == []
