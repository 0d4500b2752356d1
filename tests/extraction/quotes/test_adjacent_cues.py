"""Reporting clauses right before and right after a quotation."""

from __future__ import annotations

import pytest

from extraction.quotes.marked_quotes import candidate_rows

WON = "We won the cup"


@pytest.mark.parametrize("mark", [",", "!", "?", " …", " -", " –", " —"])
def test_a_clause_follows_an_open_end_of_the_quotation(mark: str) -> None:
    ((pattern, cue, _, speaker),) = candidate_rows(f'"{WON}{mark}" the small mayor said.')
    assert (pattern, cue, speaker) == ("behind", "say", "mayor")


@pytest.mark.parametrize("mark", [";", ":", "."])
def test_a_clause_does_not_follow_a_stop(mark: str) -> None:
    assert all(row[1] == "" for row in candidate_rows(f'"{WON}"{mark} he said.'))


@pytest.mark.parametrize(("words", "is_in_reach"), [(23, True), (24, False)])
def test_a_cue_is_within_twenty_five_tokens_after_the_quotation(words: int, is_in_reach: bool) -> None:
    ((_, cue, _, _),) = candidate_rows(f'"{WON}," {"small " * words}he said.')
    assert cue == ("say" if is_in_reach else "")


@pytest.mark.parametrize(("words", "is_in_reach"), [(37, True), (39, False)])
def test_a_cue_is_within_forty_tokens_before_the_quotation(words: int, is_in_reach: bool) -> None:
    ((_, cue, _, _),) = candidate_rows(f'He said {"small " * words}: "{WON}."')
    assert cue == ("say" if is_in_reach else "")


@pytest.mark.parametrize(("subject", "speaker"), [("the small mayor", "mayor"), ("the small old mayor", "")])
def test_another_verb_is_a_cue_within_three_tokens(subject: str, speaker: str) -> None:
    ((_, _, _, actual),) = candidate_rows(f'"{WON}," {subject} left.')
    assert actual == speaker


def test_a_cue_in_the_paragraph_before_needs_a_colon() -> None:
    assert candidate_rows(f'He said:\n"{WON}."')[0][:2] == ("before", "say")
    assert candidate_rows(f'He said.\n"{WON}."')[0][:2] == ("alone", "")


@pytest.mark.parametrize("mark", [",", " –", " —", " -"])
def test_a_clause_follows_a_comma_or_dash_after_the_marks(mark: str) -> None:
    ((_, cue, _, speaker),) = candidate_rows(f'"{WON}"{mark} the small mayor said.')
    assert (cue, speaker) == ("say", "mayor")


@pytest.mark.parametrize("word", ["but", "after", "who"])
def test_a_conjunction_after_the_quotation_begins_another_report(word: str) -> None:
    assert [row[1] for row in candidate_rows(f'"{WON}", {word} his rival said it was over.')] == [""]
