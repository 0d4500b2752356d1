"""Who is named as a speaker or as the holder of a role after a mark on another row, or on the speaker's words."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from review_slice import APOLOGY, DISGRACE, apology, apply, at, corrected, mark, tables

UNNAMED = {"speaker": None, "speaker_start": None, "speaker_end": None}


def frames_with_quote(**values: str | int | None) -> dict[str, pl.DataFrame]:
    """The tables, in which the quote DISGRACE has other values."""
    frames = tables()
    rows = [row | (values if row["start"] == at(DISGRACE)[0] else {}) for row in frames["quotes"].to_dicts()]
    return {**frames, "quotes": pl.DataFrame(rows, frames["quotes"].schema)}


@pytest.mark.parametrize(
    ("before", "after"), [("none", "nominal"), ("continued", "nominal"), ("named", "named"), ("pronoun", "pronoun")]
)
def test_speaker_without_a_mention_is_nominal_if_the_quote_had_no_speaker(
    before: str, after: str, tmp_path: Path
) -> None:
    person = "kit-duarte" if before == "continued" else None
    words = {} if after == before else UNNAMED
    frames = frames_with_quote(attribution=before, person_id=person, **words)
    start, end = at("her brother")
    line = mark("quotes", DISGRACE, "", finding={})
    reviewed = apply(
        tmp_path, *corrected(line, speaker_start=start, speaker_end=end, speaker="her brother"), frames=frames
    )
    assert reviewed.row("quotes", at(DISGRACE)[0])["attribution"] == after


def test_quote_without_a_speaker_has_no_attribution_once_its_person_is_not_mentioned(tmp_path: Path) -> None:
    frames = frames_with_quote(attribution="continued", **UNNAMED)
    quote = apply(tmp_path, mark("mentions", "Kit Duarte", "wrong"), frames=frames).row("quotes", at(DISGRACE)[0])
    assert (quote["person_id"], quote["attribution"]) == (None, "none")


def test_quote_and_role_follow_a_mention_that_becomes_another_person(tmp_path: Path) -> None:
    reviewed = apply(tmp_path, *corrected(mark("mentions", "Ines Duarte", ""), person="olga-brandt"))
    assert reviewed.row("quotes", at(APOLOGY)[0])["person_id"] == "olga-brandt"
    assert [row["person_id"] for row in reviewed.rows("roles")] == ["olga-brandt"]


def test_quote_follows_a_mention_that_becomes_an_organisation(tmp_path: Path) -> None:
    reviewed = apply(tmp_path, *corrected(mark("mentions", "Kit Duarte", ""), organisation="Marlow Borough"))
    quote = reviewed.row("quotes", at(DISGRACE)[0])
    assert (quote["person_id"], quote["organisation_id"]) == (None, "marlow-borough")


def test_last_of_several_people_in_the_speaker_words_is_the_speaker(tmp_path: Path) -> None:
    start, end = at("Ines Duarte")[0], at("Kit Duarte")[1]
    reviewed = apply(tmp_path, *corrected(apology(""), speaker_start=start, speaker_end=end))
    assert reviewed.row("quotes", at(APOLOGY)[0])["person_id"] == "kit-duarte"
