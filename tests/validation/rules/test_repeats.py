"""Rules for copies, utterances and claims: each finds the row that breaks it, however the tables are cut into parts."""

from __future__ import annotations

import polars as pl
import pytest

from newsrows.validation.frames import validate_frames

Tables = dict[str, pl.DataFrame]


def found(tables: Tables) -> set[tuple[str, str, int | None]]:
    """The issues as table, rule and row; they do not depend on the size of the parts."""
    results = [
        {(issue.table, issue.rule, issue.row) for issue in validate_frames(tables, rows=rows)} for rows in (1, 99)
    ]
    assert results[0] == results[1]
    return results[0]


def changed(tables: Tables, table: str, row: int, **values: object) -> Tables:
    """The tables with other values in one row, which counts from 1."""
    here = pl.int_range(pl.len()) == row - 1
    columns = [pl.when(here).then(pl.lit(value)).otherwise(name).alias(name) for name, value in values.items()]
    return {**tables, table: tables[table].with_columns(columns)}


@pytest.fixture
def copied(tables: Tables) -> Tables:
    """The small package, with the first article a copy of the second."""
    ids = tables["articles"]["article_id"]
    tables = changed(tables, "articles", 1, duplicate_of=ids[1])
    for table in ("people", "organisations"):  # both articles mention both
        tables = changed(tables, table, 1, independent_articles=1)
    return tables


def test_copies_and_single_groups_are_valid(tables: Tables, copied: Tables) -> None:
    assert found(tables) == found(copied) == set()


def test_the_original_of_a_copy_is_not_a_copy(copied: Tables) -> None:
    ids = copied["articles"]["article_id"]
    broken = changed(copied, "articles", 2, duplicate_of=ids[0])
    miscounted = {(table, "independent-count-mismatch", 1) for table in ("people", "organisations")}
    assert found(broken) - miscounted == {("articles", "duplicate-of-copy", 1), ("articles", "duplicate-of-copy", 2)}
    of_itself = changed(copied, "articles", 1, duplicate_of=ids[0])
    assert found(of_itself) - miscounted == {("articles", "duplicate-of-copy", 1)}


def test_people_and_organisations_count_an_article_and_its_copies_once(copied: Tables) -> None:
    for table in ("people", "organisations"):
        broken = changed(copied, table, 1, independent_articles=2)
        assert found(broken) == {(table, "independent-count-mismatch", 1)}


def test_keys_into_other_articles_must_exist(tables: Tables) -> None:
    assert found(changed(tables, "articles", 1, duplicate_of="nothing")) == {("articles", "foreign-key", 1)}
    assert ("quotes", "foreign-key", 1) in found(changed(tables, "quotes", 1, utterance_id="harbour:u9999"))
    assert ("statistics", "foreign-key", 2) in found(changed(tables, "statistics", 2, claim_id="elsewhere:c0"))


@pytest.mark.parametrize(
    ("table", "values", "rule"),
    [
        ("utterances", {"quotes": 2}, "utterance-count-mismatch"),
        ("utterances", {"articles": 2}, "utterance-count-mismatch"),
        ("utterances", {"independent_articles": 2}, "independent-utterance-mismatch"),
        ("claims", {"statistics": 2, "agreement": "same"}, "claim-count-mismatch"),
        ("claims", {"independent_articles": 2}, "independent-claim-mismatch"),
        ("claims", {"agreement": "same"}, "claim-agreement-mismatch"),
    ],
)
def test_counts_are_those_of_the_rows(tables: Tables, table: str, values: dict[str, object], rule: str) -> None:
    assert (table, rule, 1) in found(changed(tables, table, 1, **values))


def test_a_second_quote_is_too_many_for_an_utterance_of_one(tables: Tables) -> None:
    ids = tables["quotes"]["utterance_id"]
    issues = found(changed(tables, "quotes", 2, utterance_id=ids[0]))
    assert ("utterances", "utterance-count-mismatch", 1) in issues


def test_an_utterance_has_the_speaker_of_its_quotes(tables: Tables) -> None:
    broken = changed(tables, "utterances", 1, person_id=None, organisation_id=None)
    assert ("quotes", "utterance-speaker-mismatch", 1) in found(broken)


def test_the_only_quote_of_an_utterance_is_full_or_reported(tables: Tables) -> None:
    assert found(changed(tables, "quotes", 1, variant="altered")) == {("quotes", "full-variant-mismatch", 1)}


def test_the_value_of_a_claim_is_in_its_range(tables: Tables) -> None:
    assert ("claims", "claim-value-outside-range", 1) in found(changed(tables, "claims", 1, value=1e6))


def test_the_range_of_a_claim_is_that_of_its_figures(tables: Tables) -> None:
    claim = tables["statistics"]["claim_id"][0]
    both = {**tables, "statistics": tables["statistics"].with_columns(claim_id=pl.lit(claim))}
    row = {"statistics": 2, "agreement": "conflicting", "value_low": 12.0, "value_high": 40.0}
    joined = changed(both, "claims", 1, **row)
    joined["claims"] = joined["claims"].filter(pl.col("claim_id") == claim)
    assert found(joined) == set()
    assert found(changed(joined, "claims", 1, value_high=41.0)) == {("claims", "claim-range-mismatch", 1)}
