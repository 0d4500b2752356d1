from __future__ import annotations

import polars as pl

from newsrows.records.entity_kinds import ORGANISATION, PERSON
from newsrows.resolution import PreviousRows

MENTIONS = pl.LazyFrame(
    {
        "article_id": ["a", "a", "a", "b"],
        "kind": ["name", "pronoun", "acronym", "partial"],
        "text": ["Ada Quill", "she", "QB", "Quill"],
        "person_id": ["ada", "ada", None, "ada"],
        "organisation_id": [None, None, "qb", None],
    }
)


def test_only_names_are_evidence() -> None:
    rows = PreviousRows({"mentions": MENTIONS})
    assert set(rows.names(PERSON).select("id", "article_id", "form").collect().iter_rows()) == {
        ("ada", "a", "Ada Quill"),
        ("ada", "b", "Quill"),
    }
    assert rows.names(ORGANISATION).select("id", "form").collect().rows() == [("qb", "QB")]


def test_repeated_and_missing_ids_are_left_out() -> None:
    people = pl.LazyFrame(
        {"person_id": ["ada", "ada", None], "name": ["Ada Quill", "Ada", "Bo"], "gender": ["female"] * 3}
    )
    assert PreviousRows({"people": people}).entities(PERSON).rows() == [("Ada Quill", "female", "ada")]


def test_a_column_that_is_withheld_is_null() -> None:
    statistics = pl.LazyFrame({"statistic_id": ["a:s1"], "claim_id": ["a:c1"]})
    rows = PreviousRows({"statistics": statistics})
    members = rows.members("statistics", ("statistic_id", "sentence", "claim_id"))
    assert members is not None
    assert members.collect().rows() == [("a:s1", None, "a:c1")]
    assert rows.members("statistics", ("statistic_id", "other")) is None
    assert rows.members("quotes", ("quote_id", "utterance_id")) is None
