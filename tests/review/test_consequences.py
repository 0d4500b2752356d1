from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from review_slice import APOLOGY, DISGRACE, UNNAMED, apply, at, corrected, frames_with_quote, mark

from newsrows.review.article_rows import ArticleRows
from newsrows.review.consequences import link_quotes, unlink_unspoken


@pytest.mark.parametrize("table", ["mentions", "statistics"])
def test_row_is_linked_to_the_innermost_quote_around_it(table: str) -> None:
    parts = [{"quote_id": "long", "start": 0, "end": 50}, {"quote_id": "short", "start": 5, "end": 20}]
    rows: list[dict[str, Any]] = [
        {"quote_id": None, "start": 6, "end": 9},
        {"quote_id": "long", "start": 6, "end": 9},
        {"quote_id": "short", "start": 30, "end": 33},
        {"quote_id": "short", "start": 60, "end": 63},
    ]
    link_quotes(ArticleRows("", {"quote_spans": parts, "mentions": [], "statistics": [], table: rows}))
    assert [row["quote_id"] for row in rows] == ["short", "short", "long", None]


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


def test_quote_is_unlinked_if_its_speaker_words_no_longer_mention_the_person() -> None:
    def quote(**values: object) -> dict[str, object]:
        ids = {"person_id": "ines-duarte", "organisation_id": None}
        place = {"speaker_start": 10, "speaker_end": 20}
        return {**ids, **place, "review": "none", "source_type": "person", **values}

    mention = {"person_id": "ines-duarte", "organisation_id": None, "start": 15, "end": 22}
    quotes = [
        quote(),
        quote(speaker_start=30, speaker_end=40),
        quote(speaker_start=30, speaker_end=40, review="confirmed"),
        quote(speaker_start=30, speaker_end=40, source_type="document"),
        quote(speaker_start=None, speaker_end=None),
    ]
    unlink_unspoken(ArticleRows("", {"quotes": quotes, "mentions": [mention]}))
    assert [row["person_id"] is not None for row in quotes] == [True, False, True, True, True]
