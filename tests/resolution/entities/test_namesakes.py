from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pytest

from resolution.namesake_articles import b_cubed, read_corpus, rows_of
from resolution.stories import ids_of, person

Row = tuple[str, str, str, str, str]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return list(rows_of(read_corpus()))


@pytest.mark.parametrize(
    ("kind", "least_precision", "least_recall"), [("person", 0.96, 0.95), ("organisation", 0.98, 0.93)]
)
def test_few_namesakes_are_merged_and_few_entities_are_split(
    rows: list[Row], kind: str, least_precision: float, least_recall: float
) -> None:
    precision, recall = b_cubed([(who, row) for type_, who, row, *_ in rows if type_ == kind])
    assert precision >= least_precision, _mixed((row, who, f"{text} ({place})") for _, who, row, place, text in rows)
    assert recall >= least_recall, _mixed((who, row, f"{text} ({place})") for _, who, row, place, text in rows)


def test_the_corpus_is_large_enough_and_every_mention_has_an_entity(rows: list[Row]) -> None:
    corpus = read_corpus()
    assert len(corpus) >= 40
    assert len(rows) == sum(len(article.labels) for article in corpus), "a mention has no entity"


def test_b_cubed_falls_when_entities_are_merged_or_split() -> None:
    assert b_cubed([("a", "1"), ("b", "2")]) == (1, 1)
    assert b_cubed([("a", "1"), ("b", "1")]) == (0.5, 1)
    assert b_cubed([("a", "1"), ("a", "2")]) == (1, 0.5)


def _mixed(rows: Iterable[tuple[str, str, str]]) -> str:
    """The groups in (group, member, place) with several members, and their places."""
    members_of: defaultdict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for group, member, place in rows:
        members_of[group][member].add(f"{member}: {place}")
    several = {group: members for group, members in members_of.items() if len(members) > 1}
    return "\n".join(f"{group}: {sorted(set().union(*several[group].values()))}" for group in sorted(several))


def test_a_unisex_name_with_two_genders_is_two_people() -> None:
    ids = ids_of(person("Robin Carter", gender="male"), person("Robin Carter", gender="female"))
    assert ids == ["robin-carter", "robin-carter-2"]


def test_a_goalkeeper_is_not_the_minister_of_the_same_name() -> None:
    ids = ids_of(
        person("John Carter", "minister"), person("John Carter", "goalkeeper"), person("John Carter", "minister")
    )
    assert ids == ["john-carter", "john-carter-2", "john-carter"]


@pytest.mark.parametrize(
    ("women", "men", "people"),
    [(1, 1, 1), (2, 2, 2), (12, 2, 2), (18, 2, 1), (24, 4, 2), (30, 5, 1), (30, 6, 2)],
)
def test_genders_separate_people_only_if_both_are_shown_often(women: int, men: int, people: int) -> None:
    mentions = [person("Mary Quellmalz", gender="female")] * women + [person("Mary Quellmalz", gender="male")] * men
    assert len(set(ids_of(*mentions))) == people


def test_a_person_with_two_fields_joins_the_people_of_both() -> None:
    singer, minister = person("Ann Quellmalz", "singer"), person("Ann Quellmalz", "minister")
    assert len(set(ids_of(singer, minister))) == 2
    assert len(set(ids_of(singer, minister, person("Ann Quellmalz", "minister", "singer")))) == 1
