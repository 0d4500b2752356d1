from hypothesis import given
from hypothesis import strategies as st

from newsrows.site.segments import Mark, Paragraph, Segment, mark_text


def flat(paragraphs: tuple[Paragraph, ...]) -> list[Segment]:
    return [segment for paragraph in paragraphs for segment in paragraph.segments]


def test_paragraph_without_marks_is_one_segment():
    found = mark_text("One line.\n\nAnother.", [])
    assert [(paragraph.start, paragraph.segments) for paragraph in found] == [
        (0, (Segment("One line."),)),
        (11, (Segment("Another."),)),
    ]


def test_name_inside_a_figure_and_the_figure_are_both_linked():
    text = "two Labour MPs left"
    found = flat(mark_text(text, [Mark(0, 14, "statistic", "s0"), Mark(4, 10, "organisation", "m4")]))
    assert [(segment.text, segment.rows, segment.link) for segment in found] == [
        ("two ", ("s0",), "s0"),
        ("Labour", ("s0", "m4"), "m4"),
        (" MPs", ("s0",), None),
        (" left", (), None),
    ]


def test_overlapping_marks_are_cut_where_they_overlap():
    found = flat(mark_text("abcdef", [Mark(0, 4, "person", "m0"), Mark(2, 6, "organisation", "m2")]))
    assert [(segment.text, segment.rows) for segment in found] == [
        ("ab", ("m0",)),
        ("cd", ("m0", "m2")),
        ("ef", ("m2",)),
    ]


def test_two_rows_of_the_same_words_are_both_linked():
    (segment,) = flat(mark_text("Herald", [Mark(0, 6, "person", "m0"), Mark(0, 6, "organisation", "m1", "the paper")]))
    assert segment.link == "m0"
    assert [(reference.row, reference.label) for reference in segment.references] == [("m1", "the paper")]


def test_quote_in_parts_has_its_anchor_at_the_first_part_and_its_reference_after_the_last():
    text = '"Yes," he said, "no."'
    marks = [
        Mark(1, 5, "quote", "q1"),
        Mark(17, 20, "quote", "q1"),
        Mark(7, 9, "speaker", "q1"),
        Mark(10, 14, "cue", "q1"),
    ]
    found = flat(mark_text(text, marks))
    assert [segment.text for segment in found if "q1" in segment.anchors] == ["Yes,"]
    assert [segment.text for segment in found if segment.references] == ["no."]
    assert [segment.text for segment in found if segment.speaks] == ["he"]
    assert [segment.text for segment in found if segment.cues] == ["said"]


def test_mark_over_two_paragraphs_has_one_reference():
    text = "First half\n\nsecond half\n\nrest"
    found = flat(mark_text(text, [Mark(6, 25, "quote", "q6")]))
    assert [segment.text for segment in found if segment.rows] == ["half", "second half"]
    assert [segment.text for segment in found if segment.references] == ["second half"]


def test_mark_that_begins_in_white_space_has_its_anchor_at_the_next_words():
    found = flat(mark_text("One\n\nTwo", [Mark(3, 8, "quote", "q3")]))
    assert [(segment.text, segment.anchors) for segment in found] == [("One", ()), ("Two", ("q3",))]


def test_mark_outside_the_text_is_left_out():
    marks = [
        Mark(-1, 2, "person", "a"),
        Mark(2, 2, "person", "b"),
        Mark(3, 99, "person", "c"),
        Mark(5, 1, "person", "d"),
    ]
    assert all(not segment.kinds for segment in flat(mark_text("A short text", marks)))


def test_offsets_count_code_points():
    found = flat(mark_text("🚢 Ann", [Mark(2, 5, "person", "m2")]))
    assert [segment.text for segment in found if segment.link] == ["Ann"]


KINDS = st.sampled_from(["person", "organisation", "pronoun", "statistic", "quote", "role", "speaker", "cue"])
PLACES = st.tuples(st.integers(0, 40), st.integers(1, 20), KINDS)


@given(st.text("ab \n", max_size=50), st.lists(PLACES, max_size=8))
def test_every_visible_mark_has_a_link_and_no_letter_is_lost(text, places):
    marks = [Mark(start, start + length, kind, f"r{number}") for number, (start, length, kind) in enumerate(places)]
    found = mark_text(text, marks)
    segments = flat(found)
    for paragraph in found:
        words = "".join(segment.text for segment in paragraph.segments)
        assert text.startswith(words, paragraph.start)
    assert "".join("".join(segment.text for segment in segments).split()) == "".join(text.split())
    linked = [segment.link for segment in segments if segment.link]
    linked += [reference.row for segment in segments for reference in segment.references]
    assert len(linked) == len(set(linked))
    for mark in marks:
        visible = mark.end <= len(text) and text[mark.start : mark.end].strip()
        if visible and mark.kind not in {"role", "speaker", "cue"}:
            assert mark.row in linked
            assert sum(mark.row in segment.anchors for segment in segments) == 1
