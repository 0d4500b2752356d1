"""Paragraphs, and lines that are not prose."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.extraction.parse.layout import prose_start, segment_blocks


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Fans wait outside the ground |", "caption"),
        ("Image caption: Fans wait outside the ground", "caption"),
        ("By Jane Smith", "byline"),
        ("BY JANE SMITH", "byline"),
        ("By Jane Smith and John Doe in Poole", "byline"),
        ("Published: 3 May 2016", "byline"),
        ("Last updated at 12:01 on 4 May", "byline"),
        ("Home | News | Sport", "links"),
        ("Read more: fares to rise", "links"),
        ("https://example.org/a", "links"),
        ("Fares to rise by a fifth", "heading"),
        ("By the time it ended, nobody was left.", "body"),
        ("By then the vote was lost", "heading"),
        ("The mayor said the fares would rise.", "body"),
        ('"We will wait."', "body"),
    ],
)
def test_line_has_the_kind_that_it_looks_like(line: str, kind: str) -> None:
    assert [block.kind for block in segment_blocks(line)] == [kind]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("fans " * 12, "heading"),
        ("fans " * 13, "body"),
        ("f" * 120, "heading"),
        ("f" * 121, "body"),
    ],
)
def test_heading_has_at_most_12_words_and_120_characters(line: str, kind: str) -> None:
    _, block = segment_blocks(f"Title\n\n{line}")
    assert block.kind == kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        (f"Photo: {'f' * 243}", "caption"),
        (f"Photo: {'f' * 244}", "body"),
        (f"By {'F' * 79} {'F' * 77}", "byline"),
        (f"By {'F' * 79} {'F' * 78}", "body"),
    ],
)
def test_caption_has_at_most_250_characters_and_byline_160(line: str, kind: str) -> None:
    assert [block.kind for block in segment_blocks(line)] == [kind]


@settings(deadline=None)
@given(st.text(alphabet="ab |.\n\t", max_size=60))
def test_blocks_contain_every_word_once(text: str) -> None:
    blocks = segment_blocks(text)
    in_blocks = "".join("".join(text[block.start : block.end].split()) for block in blocks)
    assert in_blocks == "".join(text.split())
    assert all(one.end <= two.start for one, two in pairwise(blocks))


@pytest.mark.parametrize(
    ("dateline", "prose"),
    [
        ("QUARRELTOWN, Oct 12 - ", "Shares fell."),
        ("NEW HARBOUR (Wire) -- ", "“We sail,” she said."),
        ("Skelly (Wire) — ", "A quake shook the city."),
        ("QUARRELTOWN, D.C. - ", "The senate met."),
        ("QUARRELTOWN–", "The yen fell on Monday."),
        ("", "UK-based firms said so."),
        ("", "X-RAY machines were sold."),
        ("", "A - B tests were good."),
        ("", "The NATO - led force left."),
        ("", "MPs - all of them - left."),
    ],
)
def test_prose_of_a_report_begins_after_its_dateline(dateline: str, prose: str) -> None:
    text = f"  {dateline}{prose}"
    (block,) = segment_blocks(text)
    assert text[prose_start(text, block) :] == prose
