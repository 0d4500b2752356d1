"""Counts of people, organisations and aliases do not depend on how articles are divided into slices."""

from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tables import Counts, sums
from newsrows.tables.gender import GENDER_SCHEMA
from repeats_free import NO_COPIES

PEOPLE = pl.DataFrame(
    {"person_id": ["ada-brook", "cy-dale"], "name": ["Ada Brook", "Cy Dale"]},
).with_columns(
    pl.lit(None, pl.String).alias(name) for name in ("given_name", "family_name", "honorific", "wikidata_id", "gender")
)
ORGANISATIONS = pl.DataFrame({"organisation_id": ["tidewatch"], "name": ["Tidewatch"]}).with_columns(
    pl.lit(None, pl.String).alias(name) for name in ("acronym", "kind", "wikidata_id")
)

MENTIONS = st.lists(
    st.tuples(
        st.integers(0, 5).map("a{}".format),
        st.sampled_from(["name", "partial", "pronoun"]),
        st.sampled_from(["Ada Brook", "Ada\n Brook", "Brook", "she"]),
        st.sampled_from([("ada-brook", None), ("cy-dale", None), (None, "tidewatch")]),
    ),
    max_size=30,
)


def slice_of(mentions: list[tuple[Any, ...]]) -> dict[str, pl.DataFrame]:
    rows = [(article, kind, text, *whose) for article, kind, text, whose in mentions]
    columns = ["article_id", "kind", "text", "person_id", "organisation_id"]
    frame = pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")
    shown = frame.with_columns(pl.lit(None, kind).alias(name) for name, kind in GENDER_SCHEMA.items())
    return {
        "mentions": shown.with_columns(confidence=pl.lit(1.0)),
        "quotes": frame.select("article_id", "person_id", "organisation_id"),
        "roles": pl.DataFrame(schema=polars_schema(load_tables()["roles"])),
    }


def counted(*slices: dict[str, pl.DataFrame], copies: pl.DataFrame = NO_COPIES) -> dict[str, pl.DataFrame]:
    counts = Counts(copies)
    for tables in slices:
        counts.add(tables)
    return counts.tables({"people": PEOPLE, "organisations": ORGANISATIONS}, lambda *_: "variant")


@given(MENTIONS)
@settings(max_examples=30, deadline=None)
def test_many_slices_give_the_same_counts_as_one(mentions: list[tuple[Any, ...]]) -> None:
    articles = sorted({article for article, *_ in mentions})
    slices = [slice_of([row for row in mentions if row[0] == article]) for article in articles]
    expected = counted(slice_of(mentions))
    for name, frame in counted(*slices, slice_of([])).items():
        assert frame.equals(expected[name])


def test_counts_are_added_up_before_the_last_slice_if_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "_MAX_ROWS", 1)
    slices = [slice_of([(f"a{number}", "name", "Ada Brook", ("ada-brook", None))]) for number in range(20)]
    people = counted(*slices)["people"]
    assert people.select("person_id", "articles", "mentions", "quotes").rows() == [("ada-brook", 20, 20, 20)]


def test_an_entity_without_mentions_has_no_row() -> None:
    tables = counted(slice_of([("a", "name", "Cy Dale", ("cy-dale", None))]))
    assert tables["people"]["person_id"].to_list() == ["cy-dale"]
    assert tables["organisations"].is_empty()
    assert tables["aliases"].columns == list(load_tables()["aliases"].field_names)


def test_forms_are_counted_without_line_breaks_and_without_pronouns() -> None:
    whose = ("ada-brook", None)
    forms = counted(
        slice_of(
            [("a", "name", "Ada\nBrook", whose), ("a", "name", "Ada Brook", whose), ("b", "pronoun", "she", whose)]
        )
    )["aliases"]
    assert forms.select("alias_id", "form", "articles", "mentions").rows() == [("p:ada-brook:0", "Ada Brook", 1, 2)]


def test_an_article_and_its_copies_count_once_as_independent_articles() -> None:
    # a, b and c are one story; d is another one, and e is its copy
    copies = pl.DataFrame(
        {"article_id": ["a", "b", "c", "d", "e", "f"], "source": [0, 0, 0, 3, 3, 5]},
        schema_overrides={"source": pl.UInt32},
    )
    ada, tidewatch = ("ada-brook", None), (None, "tidewatch")
    rows = [(article, "name", "Ada Brook", ada) for article in "abcef"] + [("a", "name", "Tidewatch", tidewatch)]
    tables = counted(*(slice_of([row]) for row in rows), copies=copies)
    assert tables["people"].select("articles", "independent_articles").rows() == [(5, 3)]
    assert tables["organisations"].select("articles", "independent_articles").rows() == [(1, 1)]
