"""What is kept of utterances, claims and copies until all articles are known."""

import polars as pl

from newsrows.validation.repeats import CLAIMS, COPIES, UTTERANCES, Repeats
from newsrows.validation.violations import numbered


def kept(tables: dict[str, pl.DataFrame]) -> dict[str, int]:
    repeats = Repeats()
    repeats.add({name: numbered(frame) for name, frame in tables.items()})
    return {name: frame.height for name, frame in repeats.frames().items()}


def test_groups_of_one_row_that_fit_are_settled(valid) -> None:
    assert kept(valid) == {
        UTTERANCES.rows: 0,
        UTTERANCES.member_rows: 0,
        CLAIMS.rows: 0,
        CLAIMS.member_rows: 0,
        COPIES: 0,
    }


def test_groups_of_several_rows_are_kept_with_their_members(tables) -> None:
    ids = tables["quotes"]["utterance_id"]
    tables["quotes"] = tables["quotes"].with_columns(utterance_id=pl.lit(ids[0]))
    counts = kept(tables)
    assert counts[UTTERANCES.rows] == tables["utterances"].height
    assert counts[UTTERANCES.member_rows] == tables["quotes"].height


def test_a_group_with_another_speaker_than_its_quote_is_kept(tables) -> None:
    tables["utterances"] = tables["utterances"].with_columns(person_id=pl.lit(None, pl.String))
    linked = tables["quotes"]["person_id"].count()
    assert kept(tables)[UTTERANCES.rows] == linked > 0


def test_copies_are_kept(tables) -> None:
    tables["articles"] = tables["articles"].with_columns(duplicate_of=pl.lit("harbour"))
    assert kept(tables)[COPIES] == tables["articles"].height
