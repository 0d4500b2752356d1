from __future__ import annotations

from typing import Any

import pytest

from newsrows.resolution.coreference import person_mentions
from newsrows.resolution.coreference.person_mentions import cluster_people
from resolution.stories import linked, links, read_story


def whom(marked: str) -> list[str]:
    return [name for _, _, name in links(linked(marked))]


def test_surname_given_name_and_honorific_are_linked_to_the_full_name() -> None:
    story = "[p Ann Carter] spoke. [p Carter] left. Mrs [p Carter] wept. [p Ann] slept."
    assert links(linked(story)) == [
        ("Ann Carter", "name", "Ann Carter"),
        ("Carter", "partial", "Ann Carter"),
        ("Carter", "partial", "Ann Carter"),
        ("Ann", "partial", "Ann Carter"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "fullest"),
    [
        ("Tony Carter", "Anthony Carter", "Tony Carter"),
        ("John Carter", "John F. Carter", "John F. Carter"),
        ("J. Carter", "Jane Carter", "J. Carter"),
        ("José Núñez", "Jose Nunez", "José Núñez"),
        ("Anne-Marie Carter", "Anne Marie Carter", "Anne-Marie Carter"),
        ("Wilma van Berg", "van Berg", "Wilma van Berg"),
        ("Nor Hasna Binti", "Nor Hasna", "Nor Hasna Binti"),
        ("ANN CARTER", "Ann Carter", "Ann Carter"),
    ],
)
def test_two_forms_of_a_name_are_one_person(one: str, other: str, fullest: str) -> None:
    article = linked(f"[p {one}] spoke. [p {other}] left.")
    assert [entity.name for entity in article.entities] == [fullest]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ann Carter", "Bill Carter"), ("Ann Carter", "Ann Brown"), ("Ann B. Carter", "Ann D. Carter")],
)
def test_two_names_are_two_people(one: str, other: str) -> None:
    assert whom(f"[p {one}] spoke. [p {other}] left.") == [one, other]


def test_an_honorific_separates_two_people_with_one_surname() -> None:
    story = "[p Bill Carter] met Mrs [p Ann Carter]. Mr [p Carter] spoke. Mrs [p Carter] left."
    assert whom(story) == ["Bill Carter", "Ann Carter", "Bill Carter", "Ann Carter"]


def test_a_given_name_does_not_change_whom_the_next_surname_means() -> None:
    story = "[p Bill Carter] and his wife [p Ann Carter] came. [p Carter] spoke to [p Ann]. [p Carter] left."
    assert whom(story)[2] == whom(story)[4]


def test_a_surname_before_the_full_name_is_linked_to_it() -> None:
    assert whom("[p Carter] resigns. [p Ann Carter] spoke.") == ["Ann Carter", "Ann Carter"]


def test_a_name_with_an_honorific_is_a_surname_rather_than_a_given_name() -> None:
    assert whom("[p Henry Brown] met [p Hugh Henry]. Mr [p Henry] left.")[2] == "Hugh Henry"


def test_given_names_in_a_pair_share_the_surname() -> None:
    assert whom("[p Bill Carter] came. [p Bill] and [p Ann Carter] left.")[1] == "Bill Carter"


def test_a_person_has_a_given_and_a_family_name() -> None:
    (entity,) = linked("[p Ludwig van Berg] spoke.").entities
    assert (entity.given_name, entity.family_name) == ("Ludwig", "van Berg")


def test_a_surname_with_an_honorific_alone_is_a_family_name() -> None:
    (entity,) = linked("Mrs [p Carter] spoke.").entities
    assert (entity.given_name, entity.family_name, entity.honorific) == (None, "Carter", "Mrs")


def test_jr_after_a_name_separates_son_and_father() -> None:
    story = "[p Walter Penhale] founded the works. [p Walter Penhale] Jr, his son, sold them."
    article = linked(story)
    assert [(entity.name, entity.evidence) for entity in article.entities] == [
        ("Walter Penhale", ()),
        ("Walter Penhale", ("jr",)),
    ]


def test_a_family_is_not_a_person() -> None:
    assert whom("[p Ann Carter] spoke. The [p Carters] live in Riverton.") == ["Ann Carter"]


@pytest.mark.parametrize(
    ("marked", "people"),
    [
        ("[p Pemba Tamang] led. [p Tamangs] know the way.", ["Pemba Tamang"]),
        ("[p Ann Carter] and [p Bill Carter] came. Both [p Carters] won.", ["Ann Carter", "Bill Carter"]),
        ("[p Ann Carter] met [p Bill Carters]. [p Carters] won.", ["Ann Carter", "Bill Carters"]),
        ("[p Ann Robert] met Mr [p Roberts].", ["Ann Robert", "Roberts"]),
        ("[p Robert] came. [p Roberts] left.", ["Robert", "Roberts"]),
    ],
)
def test_a_plural_of_a_surname_without_article_is_not_a_person(marked: str, people: list[str]) -> None:
    assert sorted({entity.name for entity in linked(marked).entities}) == people


def comparisons_of_names(count: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often two people are compared in an article of `count` people of one surname, each named by it too."""
    calls = 0
    compare, is_other = person_mentions._is_same_person, person_mentions._has_other_gender

    def counted(*args: Any) -> bool:
        nonlocal calls
        calls += 1
        return compare(*args) if len(args) == 4 else is_other(*args)

    with monkeypatch.context() as patch:
        patch.setattr(person_mentions, "_is_same_person", counted)
        patch.setattr(person_mentions, "_has_other_gender", counted)
        given = (f"{'BDFGKLMNPR'[i % 10]}{'aeiou'[i // 10 % 5]}{'bdfgklmnpr'[i // 50]}o" for i in range(count))
        _, mentions = read_story(" ".join(f"[p {name} Carter] came. Mr [p Carter] left." for name in given))
        clusters = cluster_people(mentions, "")
    assert len(clusters) >= count
    return calls


def test_many_people_of_one_surname_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    assert comparisons_of_names(400, monkeypatch) < 3 * comparisons_of_names(200, monkeypatch)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Ann van Berg", "van Berg", True),
        ("Ann Lee Marsh", "Ann Lee", True),
        ("Ann Mc-Marsh", "Ann McMarsh", True),
        ("T. Carter", "Tony Carter", True),
        ("Tony Carter", "T. Carter", True),
        ("Anthony Carter", "Tony Carter", True),
        ("Ann Lee Marsh", "Lee Marsh", True),
        ("Ann Lee Marsh", "Lee Ann", False),
        ("T. Carter", "Ann Carter", False),
    ],
)
def test_people_whose_names_can_be_the_same_are_compared(one: str, other: str, is_same: bool) -> None:
    people = {entity.name for entity in linked(f"[p {one}] came. [p {other}] left.").entities}
    assert (len(people) == 1) is is_same
