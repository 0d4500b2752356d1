"""Who is the speaker of a quote, and with which attribution, after the words of the speaker are corrected."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_slice import APOLOGY, DISGRACE, UNNAMED, apology, apply, at, corrected, frames_with_quote, mark


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


def test_last_of_several_people_in_the_speaker_words_is_the_speaker(tmp_path: Path) -> None:
    start, end = at("Ines Duarte")[0], at("Kit Duarte")[1]
    reviewed = apply(tmp_path, *corrected(apology(""), speaker_start=start, speaker_end=end))
    assert reviewed.row("quotes", at(APOLOGY)[0])["person_id"] == "kit-duarte"
