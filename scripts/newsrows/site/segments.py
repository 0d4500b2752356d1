"""Cuts an article's text into segments that each have the same marks throughout.

Marks may overlap: a figure in a quote, an organisation in a figure ('two Labour MPs'). So the text is cut at every
start and end of a mark, and nothing is nested.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from newsrows.records.paragraphs import paragraphs

MarkKind = Literal["person", "organisation", "pronoun", "statistic", "quote", "role", "speaker", "cue"]
_LINKED_IN_PLACE: frozenset[str] = frozenset({"person", "organisation", "pronoun", "statistic"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that belongs to a row.

    Attributes:
        start: where it starts, in code points of the text.
        end: where it ends, exclusive.
        kind: what it marks.
        row: the row's anchor on the page ('q120'); several marks may share it (a quote's parts, cue and speaker).
        label: what a screen reader says for a link from the text to the row.
    """

    start: int
    end: int
    kind: MarkKind
    row: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A small link after a mark whose words cannot be a link, because they contain other links, as in a quote."""

    row: str
    label: str
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text that has the same marks throughout; rows are given by their anchors.

    Attributes:
        text: its text.
        kinds: the kinds of its marks.
        rows: the rows that it is part of.
        speaks: the quotes whose speaker it names.
        cues: the quotes whose cue it is.
        link: the row that its words link to.
        label: the label of that link.
        anchors: the rows that begin here.
        references: the links that follow its text.
    """

    text: str
    kinds: tuple[MarkKind, ...] = ()
    rows: tuple[str, ...] = ()
    speaks: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    link: str | None = None
    label: str = ""
    anchors: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: where it starts in the article's text, and its segments, whose texts add up to its text."""

    start: int
    segments: tuple[Segment, ...]


@dataclass(slots=True)
class _State:
    """The rows that have a link and an anchor so far, and those that wait for visible text to be anchored at."""

    linked: set[str] = field(default_factory=set)
    anchored: set[str] = field(default_factory=set)
    waiting: list[str] = field(default_factory=list)


def mark_text(text: str, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` with `marks`; marks that do not lie inside the text are left out."""
    inside = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    spans = paragraphs(text)
    row_ends = _row_ends(inside, spans)
    starting: dict[int, list[Mark]] = defaultdict(list)
    for mark in inside:
        starting[mark.start].append(mark)
    cuts = sorted({*starting, *(mark.end for mark in inside), *(edge for span in spans for edge in span)})
    state, active, position, marked = _State(), list[Mark](), 0, []
    for paragraph_start, paragraph_end in spans:
        segments = []
        while position < len(cuts) and cuts[position] < paragraph_end:
            start = cuts[position]
            active = [mark for mark in active if mark.end > start] + starting.get(start, [])
            _await_anchors(starting.get(start, ()), state)
            if start >= paragraph_start:
                end = cuts[position + 1]
                segments.append(_segment(text[start:end], end, active, row_ends, state))
            position += 1
        marked.append(Paragraph(paragraph_start, tuple(segments)))
    return tuple(marked)


def _row_ends(marks: Sequence[Mark], paragraph_spans: Sequence[tuple[int, int]]) -> dict[str, int]:
    """Where the visible text of each row ends, which is where its references go. Speakers and cues do not count."""
    row_ends: dict[str, int] = {}
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.kind not in {"speaker", "cue", "role"}:
            row_ends[mark.row] = max(mark.end, row_ends.get(mark.row, 0))
    starts = [start for start, _ in paragraph_spans]
    for row, end in row_ends.items():  # a mark that ends in the white space after a paragraph ends with the paragraph
        paragraph = bisect_left(starts, end) - 1
        row_ends[row] = min(end, paragraph_spans[paragraph][1]) if paragraph >= 0 else end
    return row_ends


def _await_anchors(starting: Sequence[Mark], state: _State) -> None:
    for mark in starting:
        if mark.kind not in {"speaker", "cue"} and mark.row not in state.anchored:
            state.anchored.add(mark.row)
            state.waiting.append(mark.row)


def _segment(text: str, end: int, active: Sequence[Mark], row_ends: dict[str, int], state: _State) -> Segment:
    anchors, state.waiting = tuple(state.waiting), []
    if not active:
        return Segment(text, anchors=anchors)
    row_marks = [mark for mark in active if mark.kind not in {"speaker", "cue"}]
    unlinked = [mark for mark in row_marks if mark.kind in _LINKED_IN_PLACE and mark.row not in state.linked]
    target = min(unlinked, key=lambda mark: mark.end - mark.start, default=None) if text.strip() else None
    if target:
        state.linked.add(target.row)
    return Segment(
        text=text,
        kinds=tuple(dict.fromkeys(mark.kind for mark in active)),
        rows=tuple(dict.fromkeys(mark.row for mark in row_marks)),
        speaks=tuple(mark.row for mark in active if mark.kind == "speaker"),
        cues=tuple(mark.row for mark in active if mark.kind == "cue"),
        link=target.row if target else None,
        label=target.label if target else "",
        anchors=anchors,
        references=tuple(_references(row_marks, end, row_ends, state)),
    )


def _references(marks: Sequence[Mark], end: int, row_ends: dict[str, int], state: _State) -> Iterator[Reference]:
    """The references of rows that end at `end` and have no link yet."""
    for mark in marks:
        if mark.kind != "role" and row_ends[mark.row] == end and mark.row not in state.linked:
            state.linked.add(mark.row)
            yield Reference(mark.row, mark.label, mark.kind)
