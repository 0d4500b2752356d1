"""Pairs of items that share keys."""

from pathlib import Path

import polars as pl
import pytest

from newsrows.resolution.entities import partitions
from newsrows.resolution.repeats.candidates import POSTING_SCHEMA, Candidates, Postings, Shelf, in_chunks


def postings(*rows: tuple[int, int]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=POSTING_SCHEMA, orient="row")


def pairs(folder: Path, *frames: pl.DataFrame, shared: int = 1) -> list[tuple[int, int, int]]:
    collected = Postings(folder, "keys")
    for frame in frames:
        collected.add(frame)
    return collected.pairs(shared=shared).rows()


def test_items_with_a_common_key_are_paired_with_the_number_of_common_keys(tmp_path: Path) -> None:
    assert pairs(tmp_path, postings((7, 1), (7, 2), (8, 2), (8, 1), (9, 3))) == [(1, 2, 2)]


def test_pairs_that_share_too_few_keys_are_left_out(tmp_path: Path) -> None:
    rows = postings((7, 1), (7, 2), (8, 1), (8, 2), (9, 1), (9, 5))
    assert pairs(tmp_path, rows, shared=2) == [(1, 2, 2)]


def test_an_item_is_paired_with_the_first_one_and_the_two_before_it(tmp_path: Path) -> None:
    found = pairs(tmp_path, postings(*((7, item) for item in range(6))))
    assert [earlier for earlier, later, _ in found if later == 5] == [0, 3, 4]
    assert all(shared == 1 for _, _, shared in found)


def test_the_number_of_pairs_grows_with_the_number_of_equal_items(tmp_path: Path) -> None:
    assert len(pairs(tmp_path, postings(*((7, item) for item in range(5_000))))) < 15_000


def test_the_order_of_rows_and_files_do_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = postings(*((item % 17, item) for item in range(200)), *((item % 13 + 50, item) for item in range(200)))
    expected = pairs(tmp_path, rows)
    monkeypatch.setattr(partitions, "MAX_ROWS_IN_MEMORY", 30)
    assert pairs(tmp_path, rows.reverse()[:150], rows.reverse()[150:]) == expected


def test_chunks_have_at_most_so_many_pairs() -> None:
    frame = pl.DataFrame({"earlier": range(5), "later": range(5)})
    assert [chunk.height for chunk in in_chunks(frame, 2)] == [2, 2, 1]


def test_rows_of_some_items_are_read_from_all_slices(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "rows")
    for start in (0, 10, 20):
        shelf.add(pl.DataFrame({"item": [start, start + 1], "name": [f"n{start}", f"n{start + 1}"]}))
    assert shelf.read(pl.Series([21, 1, 10, 99]))["name"].to_list() == ["n1", "n10", "n21"]


def test_an_empty_shelf_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="found no rows"):
        Shelf(tmp_path, "rows").read(pl.Series([1]))


def test_rows_that_share_keys_are_compared_together(tmp_path: Path) -> None:
    candidates = Candidates(tmp_path, "words", lambda rows: [text.split() for text in rows["text"]])
    for first in (0, 2):
        texts = [f"quay {first}", "gull" if first else ""]
        candidates.add(pl.DataFrame({"item": [first, first + 1], "text": texts}, schema_overrides={"item": pl.UInt64}))
    (pairs,) = candidates.pairs()
    assert pairs.rows() == [(0, 2, 1)]
    assert candidates.rows_of(pairs)["text"].to_list() == ["quay 0", "quay 2"]
    assert candidates.rows(pl.Series([1], dtype=pl.UInt64))["text"].to_list() == [""]


def test_rows_can_be_added_after_some_were_read(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, "rows")
    for start in (30, 10):
        shelf.add(pl.DataFrame({"item": [start + 1, start], "names": [["b", "é"], []]}))
        assert shelf.read(pl.Series([start, start + 1, 5]))["names"].to_list() == [[], ["b", "é"]]
    assert shelf.read(pl.Series([99])).is_empty()
