"""Quotation marks paired into quotations."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.extraction.parse.layout import segment_blocks
from newsrows.extraction.parse.quotation_marks import Quotation, pair_marks


def inner(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in pair_marks(text, segment_blocks(text))]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ('She said "no" twice.', ["no"]),
        ("She said “no” twice.", ["no"]),
        ("She said ''no'' twice.", ["no"]),
        ("She said ``no'' twice.", ["no"]),
        ("She said «no» twice.", ["no"]),
        ("She said ‘no’ twice.", ["no"]),
        ("She said 'no' twice.", ["no"]),
        ("She said ““no” twice.", ["no"]),
        ("She said “no“ twice.", ["no"]),
        ("She said,“no,” and left.", ["no,"]),
        ('He ("so far") has a 5" plank.', ["so far"]),
        ("A pre-“deal” world (“so far”).", ["deal", "so far"]),
        ("He said: 'It's the firm's view.'", ["It's the firm's view."]),
        ("He said: 'The ministers' plan is dead.'", ["The ministers' plan is dead."]),
        ("\"She told me, 'Go home', and I did,\" he said.", ["She told me, 'Go home', and I did,"]),
        ("'She told me, \"Go home\", and I did,' he said.", ['She told me, "Go home", and I did,']),
        (
            '"If I walk in and say, "I want ten," you might wonder," he said.',
            ['If I walk in and say, "I want ten," you might wonder,'],
        ),
    ],
)
def test_quotation_marks_of_every_style_are_paired(text: str, quotations: list[str]) -> None:
    assert inner(text) == quotations


@pytest.mark.parametrize(
    "text",
    [
        "The ministers' plan and the firms' costs.",
        "Rock 'n' roll of the '90s, and get 'em while you can.",
        "It's the council's view.",
        'The 12" record.',
        '<a href="https://example.org">',
        "",
    ],
)
def test_apostrophes_and_inch_marks_are_not_quotations(text: str) -> None:
    assert inner(text) == []


def test_stray_apostrophe_does_not_end_the_quotation() -> None:
    text = 'He said: "The old review\' here will take a year. We will wait."'
    assert inner(text) == ["The old review' here will take a year. We will wait."]


def test_quotation_continues_across_paragraphs_and_captions() -> None:
    text = 'He said: "One.\n The view from Poole |\n"Two.\n"Three," he said.\nNo more.'
    quotations = pair_marks(text, segment_blocks(text))
    assert [text[q.start : q.end] for q in quotations] == ["One.", "Two.", "Three,"]
    assert [q.resumes for q in quotations] == [False, True, True]
    assert [q.closed for q in quotations] == [False, False, True]


def test_quotation_in_single_marks_continues_across_paragraphs() -> None:
    text = "He said: 'One day.\n'Two days.'\nNo more."
    assert inner(text) == ["One day.", "Two days."]


def test_paragraph_may_close_the_quotation_of_the_paragraph_before() -> None:
    text = 'He said: "One day.\nTwo days," and left.'
    quotations = pair_marks(text, segment_blocks(text))
    assert [(text[q.start : q.end], q.opened) for q in quotations] == [("One day.", True), ("Two days,", False)]


def test_mark_without_a_partner_affects_only_its_paragraph() -> None:
    text = 'He paid 5" for it and said "no.\nShe said "yes".\nThey said "maybe".'
    assert inner(text)[-2:] == ["yes", "maybe"]


def test_caption_contains_no_quotation() -> None:
    assert inner('Fans sang "Poole, Poole" at the ground |\nThe end.') == []


def test_headings_and_questions_contain_no_quotation_and_an_answer_is_one() -> None:
    text = (
        "‘Poole, Poole’: fans\n\nThe club lost.\n\nQ: You said “never”. Why?\n\nA: I said “maybe” to him.\n\n"
        "Q: When?\n\nA: At ten, I think.\n\nHe left “early”."
    )
    assert inner(text) == ["I said “maybe” to him.", "At ten, I think.", "early"]


@settings(deadline=None)
@given(st.text(alphabet="ab \"'“”‘’«»`.,:\n|S", max_size=80))
def test_quotations_are_in_order_and_inside_the_text(text: str) -> None:
    quotations = pair_marks(text, segment_blocks(text))
    edges = [edge for q in quotations for edge in (q.outer_start, q.start, q.end, q.outer_end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
    assert all("\n" not in text[q.start : q.end] for q in quotations)


def test_quotations_with_the_same_offsets_are_equal() -> None:
    assert Quotation(1, 3, 0, 4) == Quotation(1, 3, 0, 4)
