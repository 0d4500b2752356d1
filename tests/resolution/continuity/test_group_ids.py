"""Utterances and claims keep their ids as articles come, go and are edited."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from newsrows.resolution import CLAIMS, UTTERANCES, PreviousRows, keep_group_ids


def quotes(*rows: str) -> pl.DataFrame:
    """Quotes, each written as article, start, utterance and text."""
    split = [row.split(" ", 3) for row in rows]
    return pl.DataFrame(
        [(f"{article}:q{start}", article, text, utterance) for article, start, utterance, text in split],
        schema=list(UTTERANCES.columns),
        orient="row",
    )


def outcome(old: pl.DataFrame, new: pl.DataFrame, folder: Path) -> tuple[dict[str, str], set[str]]:
    """The ids that change, and what became of the old ones."""
    continuity = keep_group_ids(UTTERANCES, new.iter_slices(1), PreviousRows({"quotes": old.lazy()}), folder)
    changes = continuity.changes.select("change", "old_id", "new_id").iter_rows()
    return dict(continuity.renamed.iter_rows()), {" ".join(part or "-" for part in row) for row in changes}


FERRY = quotes("gull 4 gull:u4 We sail at dawn", "pier 9 gull:u4 we sail at dawn")


def test_an_earlier_article_with_the_same_words_does_not_change_the_id(tmp_path: Path) -> None:
    new = quotes("ebb 7 ebb:u7 We sail at dawn", "gull 4 ebb:u7 We sail at dawn", "pier 9 ebb:u7 we sail at dawn")
    assert outcome(FERRY, new, tmp_path) == ({"ebb:u7": "gull:u4"}, {"kept gull:u4 gull:u4"})


def test_the_id_stays_when_its_article_is_gone(tmp_path: Path) -> None:
    new = quotes("pier 9 pier:u9 we sail at dawn")
    assert outcome(FERRY, new, tmp_path) == ({"pier:u9": "gull:u4"}, {"kept gull:u4 gull:u4"})


def test_the_id_stays_when_words_move_in_an_edited_article(tmp_path: Path) -> None:
    old = quotes("gull 4 gull:u4 We sail at dawn")
    new = quotes("gull 4 gull:u4 The tide is late", "gull 60 gull:u60 We sail at dawn")
    assert outcome(old, new, tmp_path) == (
        {"gull:u4": "gull:u4-2", "gull:u60": "gull:u4"},
        {"kept gull:u4 gull:u4", "new - gull:u4-2"},
    )


def test_a_quote_that_is_found_longer_is_the_same_quote(tmp_path: Path) -> None:
    old = quotes("gull 4 gull:u4 We sail at dawn")
    assert outcome(old, quotes("gull 4 gull:u4 We sail at dawn or not at all"), tmp_path)[1] == {"kept gull:u4 gull:u4"}


def test_joined_and_parted_utterances(tmp_path: Path) -> None:
    apart = quotes("gull 4 gull:u4 We sail at dawn", "pier 9 pier:u9 we sail at dawn")
    assert outcome(apart, FERRY, tmp_path)[1] == {"kept gull:u4 gull:u4", "joined pier:u9 gull:u4"}
    assert outcome(FERRY, apart, tmp_path)[1] == {"kept gull:u4 gull:u4", "parted gull:u4 pier:u9"}


def test_other_words_in_the_same_place_are_another_utterance(tmp_path: Path) -> None:
    old, new = quotes("gull 4 gull:u4 We sail at dawn"), quotes("gull 4 gull:u4 Nobody sails")
    assert outcome(old, new, tmp_path) == ({"gull:u4": "gull:u4-2"}, {"removed gull:u4 -", "new - gull:u4-2"})


def test_an_older_package_without_utterances(tmp_path: Path) -> None:
    old = PreviousRows({"quotes": FERRY.drop("utterance_id").lazy()})
    continuity = keep_group_ids(UTTERANCES, [FERRY], old, tmp_path)
    assert continuity.renamed.is_empty()
    assert continuity.changes.select("change", "new_id", "reason").rows() == [
        ("new", "gull:u4", "the previous package has no utterances")
    ]


def test_claims_are_known_by_the_figure_in_its_sentence_even_if_sentences_are_withheld(tmp_path: Path) -> None:
    rows = [("gull:s4", "gull", "40 boats", "Some 40 boats left.", "gull:c4")]
    old = pl.DataFrame(rows, schema=list(CLAIMS.columns), orient="row")
    new = pl.DataFrame(
        [("ebb:s0", "ebb", "40 boats", "40 boats left.", "ebb:c0"), (*rows[0][:4], "ebb:c0")],
        schema=list(CLAIMS.columns),
        orient="row",
    )
    for before in (old, old.drop("sentence")):
        continuity = keep_group_ids(CLAIMS, [new], PreviousRows({"statistics": before.lazy()}), tmp_path)
        assert continuity.renamed.rows() == [("ebb:c0", "gull:c4")]
