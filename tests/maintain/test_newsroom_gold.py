"""The gold of the newsroom's articles."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from clone import TOP
from maintain.newsroom_gold import Gold, filled, problems, read_gold

TEXT = "Rain came. Rain fell on 12 boats."


def gold(**more: list[dict[str, str]]) -> Gold:
    return replace(Gold([], [], [], {"a": TEXT, "b": TEXT}), **more)


def claim(article: str, text: str, **more: str) -> dict[str, str]:
    row = {"claim": "boats", "article_id": article, "start": "", "end": "", "text": text}
    return {**row, "agreement": "same", "side": "", **more}


@pytest.mark.parametrize(
    "half", sorted((TOP / "examples" / "newsroom").glob("*/gold")), ids=lambda path: path.parent.name
)
def test_the_gold_of_the_newsroom_is_sound(half: Path) -> None:
    assert list(problems(read_gold(half.parent))) == []


def test_offsets_are_those_of_words_that_occur_once() -> None:
    rows = filled(
        [claim("a", "12 boats"), claim("a", "Rain"), claim("b", "12 boats", start="1", end="2")], gold().texts
    )
    assert [(row["start"], row["end"]) for row in rows] == [("24", "32"), ("", ""), ("1", "2")]


def test_sound_gold_has_no_problems() -> None:
    rows = filled([claim("a", "12 boats"), claim("b", "12 boats")], gold().texts)
    assert list(problems(gold(claims=rows, copies=[{"article_id": "b", "original": "a"}]))) == []


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([claim("a", "Rain")] * 2, "'Rain' has no offsets"),
        ([claim("a", "12 boats", start="0", end="4")] * 2, "found 'Rain' at 0, expected '12 boats'"),
        ([claim("a", "Rain", start="0", end="4")], "'boats' has one row"),
        ([claim("a", "Rain", start="0", end="4")] * 2, "is there 2 times"),
        ([claim("a", "Rain", start="0", end="4", agreement="maybe")] * 2, "found agreement 'maybe'"),
        ([claim("a", "x"), claim("b", "x", agreement="compatible")], "has several agreements"),
    ],
)
def test_wrong_rows_are_problems(claims, expected) -> None:
    assert any(expected in problem for problem in problems(gold(claims=claims)))


def test_a_copy_of_a_copy_and_an_unknown_article_are_problems() -> None:
    copies = [{"article_id": "a", "original": "b"}, {"article_id": "b", "original": "c"}]
    assert list(problems(gold(copies=copies))) == [
        "copies: there is no article 'c'",
        "copies: the original of 'a', 'b', is itself a copy; name the earliest",
    ]


def test_another_header_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "copies.csv").write_text("copy,original\n", "utf-8")
    with pytest.raises(ValueError, match="expected article_id, original"):
        read_gold(tmp_path)
