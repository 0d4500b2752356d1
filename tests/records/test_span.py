"""Which of several spans is the innermost around another one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsrows.records.span import innermost


def test_the_innermost_part_begins_last() -> None:
    parts = [(0, 50), (5, 20), (10, 60)]
    assert innermost([(6, 9), (12, 15), (30, 33), (58, 70), (0, 1)], parts) == [1, 2, 2, None, 0]


def test_of_parts_that_begin_together_the_shortest_is_innermost() -> None:
    assert innermost([(1, 2)], [(0, 9), (0, 5), (0, 7)]) == [1]


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair))), max_size=8)


@given(SPANS, SPANS)
def test_every_order_of_spans_and_parts_gives_the_same_as_a_look_at_each_pair(
    spans: list[tuple[int, int]], parts: list[tuple[int, int]]
) -> None:
    found = [None if place is None else parts[place] for place in innermost(spans, parts)]
    around = [[part for part in parts if part[0] <= start and end <= part[1]] for start, end in spans]
    assert found == [max(several, key=lambda part: (part[0], -part[1]), default=None) for several in around]
