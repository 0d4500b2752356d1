"""The first row in the wrong place is found, as a comparison with a sorted copy would find it."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.schema import load_tables
from newsrows.validation.article_tables.cross_table import SurveyedTable
from newsrows.validation.article_tables.table_source import frame_source

PARTS = load_tables()["quote_spans"]
KEYS = st.lists(st.tuples(st.sampled_from(["a:q1", "a:q2", "b:q1", None]), st.integers(0, 2)), max_size=8)


def parts(keys: list[tuple[str | None, int]]) -> pl.DataFrame:
    rows = [(quote, part, 0, 1, "x") for quote, part in keys]
    return pl.DataFrame(rows, schema=["quote_id", "part", "start", "end", "text"], orient="row").cast(
        {"quote_id": pl.String, "part": pl.Int64}
    )


@settings(deadline=None, max_examples=60)
@given(keys=KEYS, rows=st.integers(1, 4))
def test_unsorted_table_is_one_issue_at_the_first_wrong_row(keys: list[tuple[str | None, int]], rows: int) -> None:
    source = frame_source(PARTS, parts(keys), rows=rows)
    found = [
        row
        for breach in SurveyedTable.of(source).order.violations(source)
        for row in breach.rows.select("row", "message").rows()
    ]
    complete = [(number, key) for number, key in enumerate(keys, start=1) if key[0] is not None]
    pairs = zip(complete, sorted(key for _, key in complete), strict=True)
    expected = [
        (number, f'found "{key[0]}", "{key[1]}", expected "{there[0]}", "{there[1]}"')
        for (number, key), there in pairs
        if key != there
    ]
    assert found == expected[:1]
