"""Texts to fit the ranker of pronouns on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from maintain.coreference.passages import Gold, read_gap, read_gum, read_stories

GAP_HEADER = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL"
TEXT = "Ann met Jo before she left."


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("TRUE", "FALSE", Gold(((0, 3),), ((0, 3), (8, 10)), is_unnamed=False)),
        ("FALSE", "FALSE", Gold((), ((0, 3), (8, 10)), is_unnamed=True)),
    ],
)
def test_gap_says_which_of_two_names_is_right(tmp_path: Path, a: str, b: str, expected: Gold) -> None:
    path = tmp_path / "gap.tsv"
    path.write_text(f"{GAP_HEADER}\nx-1\t{TEXT}\tshe\t18\tAnn\t0\t{a}\tJo\t8\t{b}\tu\n", encoding="utf-8")
    (passage,) = read_gap(path)
    assert passage.gold == {18: expected}


def test_pronoun_that_gum_does_not_mark_means_somebody_without_a_name(tmp_path: Path) -> None:
    mentions = [
        {"start": 0, "end": 3, "type": "person", "entity": "ann", "kind": "name"},
        {"start": 18, "end": 21, "type": "person", "entity": "ann", "kind": "pronoun"},
    ]
    path = tmp_path / "gum.jsonl"
    row = {"doc_id": "d", "text": TEXT + " He wept.", "mentions": mentions}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    (passage,) = read_gum(path)
    assert passage.gold == {18: Gold(((0, 3),), (), is_unnamed=False), 28: Gold((), (), is_unnamed=True)}


def stories(tmp_path: Path, text: str) -> list[tuple[str, dict[str, list[str]]]]:
    """The text of each telling, and the names that each of its pronouns means."""
    path = tmp_path / "stories.txt"
    path.write_text(text, encoding="utf-8")
    return [
        (p.text, {f"{at}": [p.text[start:end] for start, end in gold.right] for at, gold in p.gold.items()})
        for p in read_stories(path)
    ]


def test_story_is_told_of_men_and_of_women(tmp_path: Path) -> None:
    (man, gold), (woman, _), *_ = stories(tmp_path, "{A} saw himself. <He:A> left {a}.")
    assert " saw himself. He left " in man
    assert " saw herself. She left " in woman
    ((full, surname),) = gold.values()
    assert full.endswith(f" {surname}")


def test_story_of_both_keeps_its_pronouns(tmp_path: Path) -> None:
    tellings = stories(tmp_path, "{A} met {B}. <She:B> told <him:A>.")
    assert all("She told him." in text for text, _ in tellings)


def test_pronoun_of_nobody_named_has_no_names(tmp_path: Path) -> None:
    assert stories(tmp_path, "A man met {A}. <He:-> left.")[0][1].popitem()[1] == []


def test_every_mark_in_the_stories_names_somebody_in_them() -> None:
    for passage in read_stories():
        assert all(gold.right or gold.is_unnamed for gold in passage.gold.values()), passage.text
