"""Quotations and the cues that they are assigned to."""

from __future__ import annotations

import pytest

from extraction.quotes.marked_quotes import candidate_rows


@pytest.mark.parametrize(
    ("text", "is_candidate"), [('"We won the cup."', True), ('"We won it."', False), ('"We won it" left.', False)]
)
def test_a_quotation_without_a_cue_has_four_words(text: str, is_candidate: bool) -> None:
    assert [row[0] for row in candidate_rows(text)] == (["alone"] if is_candidate else [])


@pytest.mark.parametrize(("words", "is_candidate"), [(10, False), (11, True)])
def test_capitalised_words_are_a_title_up_to_ten_words(words: int, is_candidate: bool) -> None:
    assert bool(candidate_rows(f'"{" ".join(["Green"] * words)}" left.')) is is_candidate


@pytest.mark.parametrize(("words", "is_candidate"), [(7, True), (8, False)])
def test_a_cue_that_the_parse_does_not_connect_is_near_the_quotation(words: int, is_candidate: bool) -> None:
    rows = candidate_rows(f'He said {"small " * words}"sweet" things.')
    assert [row[:2] for row in rows] == ([("near", "say")] if is_candidate else [])


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('It was "a good day," he said.', 'It was " a good day ,'),
        ('And "a good day," he said.', "a good day ,"),
        ('It was new; "a good day," he said.', "a good day ,"),
        ('It was new! "a good day," he said.', "a good day ,"),
        ('It was new? "a good day," he said.', "a good day ,"),
        ('It was new: "a good day," he said.', "a good day ,"),
    ],
)
def test_words_of_the_same_sentence_before_the_marks_belong_to_the_content(text: str, content: str) -> None:
    assert candidate_rows(text)[0][2] == content


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ('"We won the cup," he said, "and we left."', "We won the cup , … and we left ."),
        ('"We won the cup," he said. "We left the town."', "We won the cup , … We left the town ."),
        ('"We won the cup," he said. "We left" was it.', "We won the cup ,"),
        ('It was "a good day," he said. "We left the town."', 'It was " a good day , … We left the town .'),
        ('"We won the cup." "We left the town."', "We won the cup . … We left the town ."),
        ('"We won the cup."\n"We left the town."', "We won the cup . … We left the town ."),
        ('"We won the cup," he said.\n"We left the town."', "We won the cup , … We left the town ."),
    ],
)
def test_a_quotation_may_continue_the_candidate_before_it(text: str, content: str) -> None:
    (row,) = candidate_rows(text)
    assert row[2] == content


@pytest.mark.parametrize(
    "text",
    [
        '"We won the cup," he said. It rained.\n"We left the town."',
        '"We won the cup," he said.\n"We left the town," it is new.',
        '"We won the cup," he said.\n"We left the town," she said.',
        '"Were you at the cup?" he asked.\n"We left the town."',
        '"We won the cup," he said.\nIt rained. "We left the town."',
    ],
)
def test_a_quotation_of_the_next_paragraph_continues_only_one_that_ends_with_its_cue(text: str) -> None:
    assert [row[2].count("…") for row in candidate_rows(text)] == [0, 0]


def test_another_finite_verb_separates_a_cue_from_a_quotation() -> None:
    assert candidate_rows('He said she left the "sweet" things.') == []
