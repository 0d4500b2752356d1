"""An article's text cut into segments that each carry all the marks over them.

Marks overlap as they like: a figure in a quote, an organisation in a figure ('two Labour MPs'). So the text is cut at
every start and end, and nothing is nested.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from newsrows.records.paragraphs import paragraphs

MarkKind = Literal["person", "organisation", "pronoun", "statistic", "quote", "role", "speaker", "cue"]
_LINKED_IN_PLACE: frozenset[str] = frozenset({"person", "organisation", "pronoun", "statistic"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text that belongs to a row: half-open, in code points.

    `row` is the row's name on the page ('q120'); several marks may share it (a quote's parts, its cue, its speaker).
    `label` is what a screen reader says of a link from the text to the row.
    """

    start: int
    end: int
    kind: MarkKind
    row: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A small link after a mark whose words cannot be the link themselves: a quote holds other links."""

    row: str
    label: str
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks throughout.

    `link` is the row that its words lead to, `rows` those that it is a part of, `speaks` the quotes whose speaker it
    names, `cues` the quotes that it reports. `anchors` are the rows that begin here, `references` follow its text.
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
    """A paragraph: where it starts in the article's text, and its segments, whose texts join to its own."""

    start: int
    segments: tuple[Segment, ...]


@dataclass(slots=True)
class _State:
    """What was said so far: rows that are linked, anchored, and those waiting for visible text to be anchored at."""

    linked: set[str] = field(default_factory=set)
    anchored: set[str] = field(default_factory=set)
    waiting: list[str] = field(default_factory=list)


def mark_text(text: str, marks: Iterable[Mark]) -> tuple[Paragraph, ...]:
    """The paragraphs of `text` with `marks`; a mark that leaves the text is left out."""
    kept = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    lines = paragraphs(text)
    starts, ends, last = defaultdict(list), defaultdict(list), _last_ends(kept, lines)
    for mark in kept:
        starts[mark.start].append(mark)
        ends[mark.end].append(mark)
    cuts = sorted({*starts, *ends, *(edge for line in lines for edge in line)})
    state, active, position, found = _State(), list[Mark](), 0, []
    for begin, finish in lines:
        segments = []
        while position < len(cuts) and cuts[position] < finish:
            cut = cuts[position]
            active = [mark for mark in active if mark.end > cut] + starts[cut]
            _await_anchors(starts[cut], state)
            if cut >= begin:
                stop = cuts[position + 1]
                segments.append(_segment(text[cut:stop], stop, active, last, state))
            position += 1
        found.append(Paragraph(begin, tuple(segments)))
    return tuple(found)


def _last_ends(marks: Sequence[Mark], lines: Sequence[tuple[int, int]]) -> dict[str, int]:
    """Where the visible text of each row ends: its references go there. Speakers and cues do not count."""
    last: dict[str, int] = {}
    for mark in sorted(marks, key=lambda mark: mark.start):
        if mark.kind not in {"speaker", "cue", "role"}:
            last[mark.row] = max(mark.end, last.get(mark.row, 0))
    begins = [begin for begin, _ in lines]
    for row, end in last.items():  # a mark that ends in the white space after a paragraph ends with the paragraph
        line = bisect_left(begins, end) - 1
        last[row] = min(end, lines[line][1]) if line >= 0 else end
    return last


def _await_anchors(beginning: Sequence[Mark], state: _State) -> None:
    for mark in beginning:
        if mark.kind not in {"speaker", "cue"} and mark.row not in state.anchored:
            state.anchored.add(mark.row)
            state.waiting.append(mark.row)


def _segment(text: str, stop: int, active: Sequence[Mark], last: dict[str, int], state: _State) -> Segment:
    anchors, state.waiting = tuple(state.waiting), []
    if not active:
        return Segment(text, anchors=anchors)
    own = [mark for mark in active if mark.kind not in {"speaker", "cue"}]
    unlinked = [mark for mark in own if mark.kind in _LINKED_IN_PLACE and mark.row not in state.linked]
    target = min(unlinked, key=lambda mark: mark.end - mark.start, default=None) if text.strip() else None
    if target:
        state.linked.add(target.row)
    return Segment(
        text,
        tuple(dict.fromkeys(mark.kind for mark in active)),
        tuple(dict.fromkeys(mark.row for mark in own)),
        tuple(mark.row for mark in active if mark.kind == "speaker"),
        tuple(mark.row for mark in active if mark.kind == "cue"),
        target.row if target else None,
        target.label if target else "",
        anchors,
        tuple(_references(own, stop, last, state)),
    )


def _references(own: Sequence[Mark], stop: int, last: dict[str, int], state: _State) -> Iterable[Reference]:
    for mark in own:
        if mark.kind != "role" and last[mark.row] == stop and mark.row not in state.linked:
            state.linked.add(mark.row)
            yield Reference(mark.row, mark.label, mark.kind)
