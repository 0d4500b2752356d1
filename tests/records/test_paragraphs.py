"""Paragraphs: lines, or what was wrapped at a fixed width."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrows.records.paragraphs import paragraph_at, paragraphs, unwrap

BOARD = (
    "The harbour board will put up the price of a crossing by a tenth in April, its chairwoman Nora Whitlock said on "
    "Tuesday after a long meeting behind closed doors."
)
BAKER = (
    "Callum Reyes, who runs the only bakery on the north shore, said that flour came over by boat twice a week and "
    "that bread would cost more."
)
SHORT = "The boats are old, and every winter they cost us more than we can pay."


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def joined(text: str) -> list[str]:
    return [line for line in unwrap(text).text.split("\n") if line.strip()]


def wrapped(*parts: str, width: int = 72, between: str = "\n\n", indent: str = "") -> str:
    return between.join(textwrap.fill(part, width, initial_indent=indent) for part in parts)


def test_a_line_is_a_paragraph_without_white_space_at_its_edges() -> None:
    assert texts(" Title |\nFirst line.\n\n  Second.  \n\tThird.") == ["Title |", "First line.", "Second.", "Third."]


def test_a_paragraph_has_a_number_and_white_space_after_it_belongs_to_it() -> None:
    starts = [start for start, _ in paragraphs("\nOne.\n\nTwo.\n")]
    assert [paragraph_at(starts, offset) for offset in (0, 1, 4, 5, 6, 7, 11)] == [0, 0, 0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "wrapped",
    [
        "The harbour board met for an hour on Monday, then\nwent home without a word on the night ferry\nplan.",
        "The board said that the price of a ticket\nwould go up by a pound in April, as it had no\nother.",
    ],
)
def test_lines_wrapped_at_one_width_are_one_paragraph(wrapped: str) -> None:
    assert texts(f"{wrapped}\n\nEnd.") == [wrapped, "End."]


def test_white_space_alone_is_no_paragraph() -> None:
    assert texts(" \n\n\t \n") == []


@pytest.mark.parametrize("width", [60, 65, 72, 80, 100])
def test_paragraphs_of_two_lines_are_joined_in_a_wrapped_article(width: int) -> None:
    assert joined(wrapped(BOARD, SHORT, BAKER, width=width)) == [BOARD, SHORT, BAKER]


def test_an_indented_line_begins_a_paragraph() -> None:
    text = wrapped(BOARD, BAKER, SHORT, between="\n", indent="    ")
    assert [line.strip() for line in joined(text)] == [BOARD, BAKER, SHORT]


@pytest.mark.parametrize(
    "lines",
    [
        ["Ferry fares to rise in spring", "By Petra Lindqvist"],
        ["- A new roof for the baths", "- Lights for the outdoor pool", "- Two more teachers"],
        ["1. A new roof for the baths", "2. Lights for the outdoor pool"],
        ["Castle Baths", "14 Castle Street", "Brackenford"],
        ["Halden        412.0     +6.1", "Porter Mills  98.5      -0.4"],
        ["Q: What will the harbour board do with the money that it has been given now?", "A: We do not know."],
        ["MS POOLE: We have not been told what the harbour board wants to do about it.", "MR LEE: Nor have we."],
    ],
)
def test_headlines_lists_tables_and_turns_are_not_joined_in_a_wrapped_article(lines: list[str]) -> None:
    text = wrapped(BOARD, BAKER) + "\n\n" + "\n".join(lines) + "\n"
    assert joined(text) == [BOARD, BAKER, *lines]


def test_items_of_a_list_are_wrapped_too() -> None:
    item = "- A new roof for the baths, where rain has come in since the storm of last winter and the one before"
    text = wrapped(BOARD, BAKER) + "\n\n" + textwrap.fill(item, 72, subsequent_indent="  ") + "\n- Lights\n"
    assert joined(text) == [BOARD, BAKER, item, "- Lights"]


def test_a_table_of_wide_rows_is_not_joined_in_a_wrapped_article() -> None:
    rows = [
        f"the {kind} shares of the mill and of the bank that owns it{' ' * 4}412.{n}"
        for n, kind in enumerate(["old", "new", "few"])
    ]
    assert joined(wrapped(BOARD, BAKER) + "\n\n" + "\n".join(rows) + "\n") == [BOARD, BAKER, *rows]


def test_lines_that_break_early_inside_a_sentence_are_joined_in_a_wrapped_article() -> None:
    lines = ["The trust was given the money in the autumn by the lottery,", "Mr Sood said, and would spend it."]
    text = wrapped(BOARD, BAKER, width=80) + "\n\n" + "\n".join(lines) + "\n"
    assert joined(text) == [BOARD, BAKER, " ".join(lines)]


def test_pairs_of_lines_that_had_room_for_the_next_word_are_not_joined() -> None:
    pairs = [
        "The boats came in before the rain had begun to fall\nand went again in silence without one word",
        "The nets are hung along the wall and over every door\nto dry until the children come from school for them",
        "A bell is rung at seven for the old who are\nas if they could not tell the time without it any more",
        "In spring the paint comes off in flakes and nobody on the whole island cares\nbut gulls",
    ]
    assert unwrap("\n\n".join(pairs)).is_original


def test_pairs_of_headlines_of_one_width_are_not_joined() -> None:
    pairs = [
        "Harbour board raises fares for the third year in a row\nCouncil shuts the Elm Street bridge as divers look",
        "Baker says that flour costs her more than it ever has\nFarmers ask for rain as rivers run dry in the north",
    ]
    assert unwrap("\n\n".join(pairs)).is_original


def test_two_broken_lines_in_an_article_of_long_lines_are_not_joined() -> None:
    broken = "the minister said in a statement that was sent to\nnewspapers"
    text = "\n".join([f"{BOARD} {BAKER}", f"{BAKER} {BOARD}", f"{SHORT} {BOARD}", broken, f"{BOARD} {SHORT}", broken])
    assert unwrap(text).is_original


@pytest.mark.parametrize(
    "text",
    [
        "The boats came in when you were small\nand went again before the rain\nthe nets are hung along the wall\n",
        "Harbour board raises fares for the third year in a row again\nCouncil shuts bridge for divers to look at it\n",
        f"{BOARD}\n{BAKER}\n{SHORT}\n",
        f"{BOARD} {BAKER}\nand so it goes on and on until nobody listens any more\nand so on until the end\n",
        "apples\npears\nplums\nnuts\n",
    ],
)
def test_poems_headlines_and_paragraphs_on_one_line_stay_as_they_are(text: str) -> None:
    assert unwrap(text).is_original
    assert unwrap(text).text == text


def test_a_hyphen_at_the_end_of_a_line_needs_no_space() -> None:
    text = (
        "The board of the harbour said that it would not agree to a long-\nterm contract with the firm from the north "
    )
    text += "shore,\nwhich has asked for ninety thousand pounds a year and a half-\nshare of the fares.\n"
    assert unwrap(text).text.count("long-term contract") == 1


def test_a_span_of_the_joined_text_has_the_line_break_in_the_original() -> None:
    text = wrapped(BOARD, BAKER, width=60)
    unwrapped = unwrap(text)
    start = unwrapped.text.index("Nora Whitlock")
    original = unwrapped.original_span(start, start + len("Nora Whitlock"))
    assert text[slice(*original)].split() == ["Nora", "Whitlock"]


@given(st.lists(st.sampled_from([BOARD, BAKER, SHORT, "Fares rise", "- One", "“No,” she said."]), max_size=6))
def test_every_word_of_a_wrapped_text_is_found_at_its_place(parts: list[str]) -> None:
    text = wrapped(*parts, width=66)
    unwrapped = unwrap(text)
    at = 0
    for word in unwrapped.text.split():
        at = unwrapped.text.index(word, at)
        start, end = unwrapped.original_span(at, at + len(word))
        assert "".join(text[start:end].split()) == word
        at += len(word)


def test_captions_may_be_wrapped_at_another_width_than_the_article() -> None:
    caption, story = (" ".join([part] * 5) for part in (BAKER, BOARD))
    captions, stories = (wrapped(part, width=width) for part, width in ((caption, 112), (story, 84)))
    assert joined(f"{captions}\n\n{stories}") == [caption, story]


def test_a_wide_line_among_short_ones_is_no_second_width() -> None:
    short = [f"Berth {number} was sold to nobody in\nthe year {number} for" for number in range(2)]
    text = "\n".join([*short, f"{BOARD[:100]}\n{SHORT}"])
    assert unwrap(text).is_original
