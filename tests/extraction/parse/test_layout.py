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
        ("Image source, Harbour Wire", "caption"),
        ("FILE PHOTO: Fans wait outside the ground", "caption"),
        ("(Photo by Ann Poole)", "caption"),
        ("Fans say they will “wait all night” at the ground (Photo by Ann Poole/Wire)", "caption"),
        ("Fans wait outside the ground. Photograph: Ann Poole/Wire", "caption"),
        ("He sent her a picture (the photo was old).", "body"),
        ("ALSO SEE: ‘They lied to us’, says coach", "links"),
        ("WATCH: Coach says he is sorry. His wife is not.", "links"),
        ("Related | Coach tells fans to go home", "links"),
        ("Subscribe to our newsletter: “The best of the week”", "links"),
        ("Read our Privacy Policy", "links"),
        ("SCROLL DOWN FOR THE RESULTS.", "links"),
        ("Copyright © 2024 The Harbour Post", "links"),
        ("(Reporting by Ann Poole; Editing by Bo Lee)", "links"),
        ("With reports from Harbour Wire", "links"),
        ("Email: ann@example.org", "links"),
        ("Reporting by telephone is slow, the coach said.", "body"),
        ("He read the terms of service and the privacy policy twice, and then he signed without a word.", "body"),
        ("Watch the coach when he says that.", "body"),
        ("Halden        412.0     +6.1", "table"),
        ("Porter Mills\t98.5", "table"),
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


@pytest.mark.parametrize(
    "line",
    ["‘Nothing to fear’", "“A slap in the face”", "‘Nothing to fear’: the trade replies", "Coach: ‘We will not wait’"],
)
def test_words_in_quotation_marks_without_a_stop_head_the_text_below_them(line: str) -> None:
    first, _ = segment_blocks(f"{line}\n\nThe club lost again.")
    assert first.kind == "heading"


@pytest.mark.parametrize(
    ("before", "line", "after"),
    [
        ("The coach had this to say:", "“Nothing at all”", "He went home."),
        ("The coach went home.", "“We had nothing to fear”", "— Ann Poole"),
        ("The coach went home.", "“We had nothing to fear” - Ann Poole", "It rained."),
        ("The coach went home.", "“We had nothing to fear.”", "It rained."),
        ("The coach went home.", "“We had nothing to fear,", "“and we won.”"),
    ],
)
def test_a_quotation_between_paragraphs_is_not_a_heading(before: str, line: str, after: str) -> None:
    blocks = segment_blocks(f"{before}\n\n{line}\n\n{after}")
    assert blocks[1].kind == "body"


@pytest.mark.parametrize(
    ("line", "following", "kind"),
    [
        ("From Ann Poole in Leeds:", "“The sea is over the wall.”", "label"),
        ("Ann Poole writes:", "'The sea is over the wall.'", "label"),
        ("From Ann Poole in Leeds:", "The sea is over the wall.", "body"),
        ("From Ann Poole in Leeds.", "“The sea is over the wall.”", "body"),
    ],
)
def test_a_short_line_before_a_quotation_labels_its_speaker(line: str, following: str, kind: str) -> None:
    assert segment_blocks(f"It rained all day.\n\n{line}\n\n{following}")[1].kind == kind
