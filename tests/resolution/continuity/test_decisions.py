"""Which row keeps which id, and what is said about the others."""

from __future__ import annotations

import polars as pl
import pytest

from newsrows.resolution.continuity.decisions import Continuity, Rows, all_new, keep_ids, of_rows, renamed
from newsrows.resolution.continuity.shared_evidence import SHARED_SCHEMA

Link = tuple[str, str, int]
SAME_NAME = {"old": pl.String, "new": pl.String, "objection": pl.String}


def kept(
    old: str,
    new: str,
    *links: Link | tuple[str, str, int, bool],
    fixed: str = "",
    names: tuple[tuple[str | None, str | None, str | None], ...] = (),
    has_anchors: bool = False,
) -> Continuity:
    """The continuity of rows, whose ids are words; each link is an old and a new id, and how much they share."""
    rows = Rows(
        "people",
        pl.DataFrame({"id": old.split()}, schema={"id": pl.String}),
        pl.DataFrame({"id": new.split(), "base": [name.partition("-")[0] for name in new.split()]}),
        "names",
        has_anchors=has_anchors,
        fixed=frozenset(fixed.split()),
    )
    shared = pl.DataFrame([(*link, False)[:4] for link in links], schema=SHARED_SCHEMA, orient="row")
    return keep_ids(rows, shared, pl.DataFrame(list(names), schema=SAME_NAME, orient="row"))


def changes(continuity: Continuity) -> set[str]:
    rows = continuity.changes.select("change", "old_id", "new_id").iter_rows()
    return {" ".join(part or "-" for part in row) for row in rows}


@pytest.mark.parametrize(
    ("continuity", "expected"),
    [
        pytest.param(kept("ann", "ann", ("ann", "ann", 3)), {"kept ann ann"}, id="nothing changed"),
        pytest.param(kept("ann", "lee", ("ann", "lee", 3)), {"kept ann ann"}, id="another name"),
        pytest.param(
            kept("ann", "ann ann-2", ("ann", "ann-2", 3)),
            {"kept ann ann", "new - ann-2"},
            id="an earlier namesake takes the next number",
        ),
        pytest.param(
            kept("ann bo", "ann", ("ann", "ann", 3), ("bo", "ann", 1)),
            {"kept ann ann", "joined bo ann"},
            id="two rows became one",
        ),
        pytest.param(
            kept("ann", "ann bo", ("ann", "bo", 3), ("ann", "ann", 1)),
            {"kept ann ann", "parted ann ann-2"},
            id="the larger part keeps the id",
        ),
        pytest.param(
            kept("ann", "ann bo", ("ann", "bo", 2), ("ann", "ann", 2)),
            {"parted ann ann-2", "parted ann bo"},
            id="equal parts: nobody keeps it",
        ),
        pytest.param(
            kept("ann bo", "ann bo", ("ann", "ann", 9), ("ann", "bo", 3), ("bo", "bo", 3)),
            {"kept ann ann", "joined bo bo-2", "parted ann bo-2"},
            id="a row is half of something else: it is new",
        ),
        pytest.param(
            kept("ann bo", "ann bo", ("ann", "ann", 9), ("ann", "bo", 1), ("bo", "bo", 3)),
            {"kept ann ann", "kept bo bo"},
            id="a single name that moved changes no id",
        ),
        pytest.param(kept("ann", "bo"), {"removed ann -", "new - bo"}, id="nothing in common"),
        pytest.param(kept("ann", "ann"), {"removed ann -", "new - ann-2"}, id="the same id of nobody's"),
        pytest.param(
            kept("ann", "board", ("ann", "board", 3), fixed="board"),
            {"joined ann board", "new - board"},
            id="the registry names it",
        ),
        pytest.param(kept("board", "board", fixed="board"), {"kept board board"}, id="the registry named it before"),
        pytest.param(
            kept("board", "board lee", ("board", "lee", 3), fixed="board"),
            {"kept board board", "parted board lee"},
            id="the registry gives the id to another row",
        ),
        pytest.param(kept("ann", "ann", names=(("ann", "ann", None),)), {"kept ann ann"}, id="by name alone"),
        pytest.param(
            kept("ann", "ann", names=(("ann", "ann", "another kind"),)),
            {"removed ann -", "new - ann-2"},
            id="by name, but contradicted",
        ),
        pytest.param(
            kept("ann bo", "bo", ("bo", "bo", 1), names=(("ann", "bo", None),)),
            {"removed ann -", "kept bo bo"},
            id="evidence before names",
        ),
    ],
)
def test_an_id_stays_only_where_the_evidence_is_clear(continuity: Continuity, expected: set[str]) -> None:
    assert changes(continuity) == expected


def test_an_utterance_keeps_the_id_of_the_quote_after_which_it_is_named() -> None:
    links = (("a:u1", "a:u1", 1, True), ("a:u1", "b:u5", 4, False))
    assert changes(kept("a:u1", "a:u1 b:u5", *links, has_anchors=True)) == {"kept a:u1 a:u1", "parted a:u1 b:u5"}


def test_without_that_quote_most_of_the_others_decide() -> None:
    links = (("a:u1", "b:u5", 3, False), ("a:u1", "c:u2", 1, False))
    continuity = kept("a:u1", "b:u5 c:u2", *links, has_anchors=True)
    assert changes(continuity) == {"kept a:u1 a:u1", "parted a:u1 c:u2"}
    assert continuity.renamed.rows() == [("b:u5", "a:u1")]


def test_reasons_say_how_much_is_shared_and_where_the_evidence_is_divided() -> None:
    continuity = kept("ann bo", "ann bo", ("ann", "ann", 9), ("ann", "bo", 3), ("bo", "bo", 3))
    reasons = {row[0]: row[1] for row in continuity.changes.select("change", "reason").iter_rows()}
    assert reasons == {"kept": "9 of 12 names", "joined": "3 of 3 names", "parted": "3 of 12 names"}
    divided = kept("ann bo", "ann lee", ("ann", "ann", 5), ("ann", "lee", 2), ("bo", "lee", 2)).changes
    assert divided.select("change", "old_id", "new_id", "reason").rows() == [
        ("kept", "ann", "ann", "5 of 7 names"),
        ("parted", "ann", "lee", "2 of 7 names"),
        ("joined", "bo", "lee", "2 of 2 names"),
    ]


def test_a_final_id_is_never_given_twice() -> None:
    continuity = kept("a a-2 a-3", "a a-2 a-3 a-4", ("a", "a-4", 1), ("a-3", "a", 1))
    final = dict(continuity.renamed.iter_rows())
    ids = [final.get(new, new) for new in ("a", "a-2", "a-3", "a-4")]
    assert ids == ["a-3", "a-4", "a-5", "a"]


def test_rows_that_disappear_in_the_end_are_removed() -> None:
    continuity = kept("ann bo", "ann bo lee", ("ann", "ann", 3), ("bo", "bo", 1))
    left = of_rows(continuity.changes, pl.Series(["ann"]))
    assert left.select("change", "old_id", "new_id").rows() == [("kept", "ann", "ann"), ("removed", "bo", None)]


def test_a_table_that_cannot_be_compared_is_all_new() -> None:
    continuity = all_new("claims", pl.Series(["b:c2", "a:c1"]), "no claims")
    assert continuity.renamed.is_empty()
    assert continuity.changes.select("change", "new_id", "reason").rows() == [
        ("new", "a:c1", "no claims"),
        ("new", "b:c2", "no claims"),
    ]


def test_ids_are_replaced_in_order() -> None:
    frame = pl.DataFrame({"n": [2, 1, 3], "id": ["b", "a", None]})
    ids = pl.DataFrame({"id": ["a"], "final": ["z"]})
    assert renamed(frame, "id", ids).rows() == [(2, "b"), (1, "z"), (3, None)]
