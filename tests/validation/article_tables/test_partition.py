"""Issues do not depend on how many rows are looked at at a time."""

from __future__ import annotations

from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.records import Issue
from newsrows.schema import load_tables
from newsrows.validation import validate_frames
from newsrows.validation.article_tables.partition import Survey, groups_aside, ordered_parts, set_aside
from newsrows.validation.article_tables.table_source import frame_source

Tables = dict[str, pl.DataFrame]

# 'a' comes before 'a-1', 'a0' and 'a_b' as an article_id; with a colon behind it comes after the first two.
NAMES = ["a", "a-1", "a-1-1", "a0", "a_b", "aa", "b"]
ID_COLUMNS = ("article_id", "mention_id", "role_id", "quote_id", "statistic_id", "utterance_id", "claim_id")
ENTITIES = ("people", "organisations", "aliases")
COUNTS = ("articles", "independent_articles", "mentions", "quotes")


def copied(tables: Tables, names: list[str]) -> Tables:
    """The two articles under other ids, one after the other, in as many copies as there are names."""
    sources = [name for name, _ in zip(tables["articles"]["article_id"].to_list() * len(names), names, strict=False)]
    found: Tables = {}
    for table, frame in tables.items():
        counts = [pl.col(column) * len(names) // 2 for column in COUNTS if column in frame]
        if table in ENTITIES:
            found[table] = frame.with_columns(counts)
            continue
        key = load_tables()[table].primary_key
        parts = [
            frame.filter(pl.col(key[0]).str.contains(f"^{source}(?::|$)")).with_columns(
                *(
                    pl.col(column).str.replace(f"^{source}", name)
                    for column in (*ID_COLUMNS, "file_name")
                    if column in frame
                )
            )
            for source, name in zip(sources, names, strict=True)
        ]
        found[table] = pl.concat(parts).sort(key)
    return found


def articles_of(names: list[str]) -> pl.DataFrame:
    """Articles that are no copies."""
    return pl.DataFrame({"article_id": names, "duplicate_of": None}, schema_overrides={"duplicate_of": pl.String})


def found_in(tables: Tables, rows: int) -> list[Issue]:
    return validate_frames(tables, rows=rows)


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_articles_whose_ids_begin_alike_are_valid(tables: Tables, rows: int) -> None:
    assert found_in(copied(tables, [*NAMES, "c"]), rows) == []


def breakable(tables: Tables) -> list[tuple[str, str]]:
    return [(table, column) for table, frame in sorted(tables.items()) for column in frame.columns]


@settings(deadline=None, max_examples=6)
@given(choose=st.randoms(use_true_random=False), changes=st.integers(1, 5), rows=st.integers(1, 4))
def test_issues_of_frames_do_not_depend_on_the_length_of_slices(
    valid: Tables, choose: Random, changes: int, rows: int
) -> None:
    tables = copied(valid, NAMES[:6])
    for _ in range(changes):
        table, column = choose.choice(breakable(tables))
        break_one(tables, table, column, choose)
    assert found_in(tables, rows) == found_in(tables, 1000)


def break_one(tables: Tables, table: str, column: str, choose: Random) -> None:
    """Put one cell of a column into another row, put null there, or move rows, take them away, give them twice."""
    frame = tables[table]
    here, there = choose.randrange(frame.height), choose.randrange(frame.height)
    match choose.randrange(5):
        case 0:
            places = list(range(frame.height))
            places[here] = there
            tables[table] = frame.with_columns(frame[column].gather(places))
        case 1:
            tables[table] = frame.with_columns(
                pl.when(pl.int_range(pl.len()) == here).then(None).otherwise(pl.col(column)).alias(column)
            )
        case 2:
            tables[table] = pl.concat([frame[:here], frame[there : there + 1], frame[here:]])
        case 3 if frame.height > 2:
            tables[table] = pl.concat([frame[:here], frame[here + 1 :]])
        case _:
            tables[table] = frame[choose.sample(range(frame.height), frame.height)]


def test_every_article_is_in_one_part_with_all_its_rows(valid: Tables) -> None:
    tables = copied(valid, [*NAMES, "c"])
    sources = {
        name: frame_source(schema, tables[name], rows=2)
        for name, schema in load_tables().items()
        if name not in ENTITIES
    }
    parts = list(ordered_parts(sources, set_aside([], rows=8), rows=2))
    seen: list[str] = []
    for part in parts:
        articles = part["articles"]["article_id"].to_list()
        assert set(part["mentions"]["article_id"]) <= set(articles)
        seen += articles
    assert sorted(seen) == sorted([*NAMES, "c"])
    assert len(parts) > 2
    assert sum(part["mentions"].height for part in parts) == tables["mentions"].height


def test_articles_that_point_to_each_other_are_set_aside_together(valid: Tables) -> None:
    tables = copied(valid, [*NAMES, "c"])
    tables["roles"] = tables["roles"].with_columns(
        article_id=pl.when(pl.col("article_id") == "a-1").then(pl.lit("b")).otherwise("article_id")
    )
    schemas = {name: schema for name, schema in load_tables().items() if name not in ENTITIES}
    surveys = [Survey(name) for name in schemas]
    for survey in surveys:
        survey.add(tables[survey.table])
    aside = set_aside(surveys, rows=1000)
    assert sorted(aside["home"]) == ["a-1:", "b:"]
    (knot,) = groups_aside(
        {name: frame_source(schema, tables[name], rows=2) for name, schema in schemas.items()}, aside
    )
    assert sorted(knot["articles"]["article_id"]) == ["a-1", "b"]


def test_articles_of_unsorted_rows_are_set_aside_in_several_groups() -> None:
    survey = Survey("articles")
    names = [f"n{number:03}" for number in range(200)]
    survey.add(articles_of(names[::-1]))
    aside = set_aside([survey], rows=20)
    assert aside.height == 199
    assert aside["group"].n_unique() > 5


def test_articles_that_all_point_to_one_are_not_all_in_one_group() -> None:
    articles, mentions = Survey("articles"), Survey("mentions")
    names = [f"n{number:03}" for number in range(200)]
    articles.add(articles_of(names))
    mentions.add(
        pl.DataFrame(
            {"mention_id": [f"{name}:m1" for name in names], "article_id": ["n000"] * 200, "quote_id": None},
            schema_overrides={"quote_id": pl.String},
        )
    )
    assert set_aside([articles, mentions], rows=1000)["group"].n_unique() == 1
    assert set_aside([articles, mentions], rows=40)["group"].n_unique() > 5
