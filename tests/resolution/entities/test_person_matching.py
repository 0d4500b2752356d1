from __future__ import annotations

from dataclasses import replace

import pytest

from newsrows.resolution.entities.evidence import NO_FACTS
from newsrows.resolution.entities.person_cluster import PersonRecord
from newsrows.resolution.entities.person_matching import match_people
from resolution.stories import ids_of, person


def test_articles_with_one_name_share_one_row() -> None:
    assert ids_of(person("Ann Carter"), person("Ann Carter")) == ["ann-carter", "ann-carter"]


def test_variants_of_a_name_share_one_row_under_the_fullest_name() -> None:
    assert ids_of(person("Tony Núñez"), person("Anthony Nunez")) == ["anthony-nunez"] * 2
    assert ids_of(person("Ann Carter"), person("Ann B. Carter")) == ["ann-b-carter"] * 2


def test_relatives_have_separate_rows() -> None:
    assert ids_of(person("Ann Carter"), person("Bill Carter")) == ["ann-carter", "bill-carter"]
    assert len(set(ids_of(person("Bill Carter Jr"), person("Bill Carter Sr")))) == 2


ADA = person("Ada Brook")


def test_a_rare_surname_alone_is_linked_to_its_only_bearer_if_both_articles_name_somebody_else() -> None:
    assert ids_of(person("Robina Quellmalz"), person("Quellmalz"), beside=ADA) == ["robina-quellmalz"] * 2
    assert ids_of(person("Robina Quellmalz"), person("Quellmalz")) == ["robina-quellmalz", "quellmalz"]


def test_a_common_surname_alone_is_linked_only_with_a_title() -> None:
    assert ids_of(person("Jane Smith", "mayor"), person("Smith", "mayor")) == ["jane-smith"] * 2
    assert ids_of(person("Jane Smith", "mayor"), person("Smith"), beside=ADA) == ["jane-smith", "smith"]


def test_a_surname_of_two_people_is_linked_to_neither() -> None:
    ids = ids_of(person("Robina Quellmalz"), person("Bill Quellmalz"), person("Quellmalz"), beside=ADA)
    assert ids == ["robina-quellmalz", "bill-quellmalz", "quellmalz"]


@pytest.mark.parametrize(("others", "is_linked"), [(29, True), (30, False)])
def test_an_initial_is_linked_unless_a_family_name_has_thirty_given_names(others: int, is_linked: bool) -> None:
    crowd = [person(f"{letter}{vowel}xo Quellmalz") for letter in "BCDFGH" for vowel in "aeiou"][: others - 1]
    ids = ids_of(*crowd, person("Wanda Quellmalz"), person("W. Quellmalz"))
    assert (ids[-1] == ids[-2]) is is_linked


@pytest.mark.parametrize(("articles", "is_linked"), [(9, False), (10, True)])
def test_an_initial_of_two_people_is_linked_to_one_with_ten_times_the_articles(articles: int, is_linked: bool) -> None:
    ids = ids_of(person("Wilma Quellmalz"), *[person("Wanda Quellmalz")] * articles, person("W. Quellmalz"))
    assert (ids[-1] == "wanda-quellmalz") is is_linked


@pytest.mark.parametrize(("articles", "is_linked"), [(4, False), (5, True)])
def test_a_surname_of_two_people_is_linked_to_one_with_five_times_the_articles(articles: int, is_linked: bool) -> None:
    people = [person("Bill Quellmalz"), *[person("Robina Quellmalz")] * articles, person("Quellmalz")]
    ids = ids_of(*people, beside=ADA)
    assert (ids[-1] == "robina-quellmalz") is is_linked


def test_a_surname_with_mrs_is_not_linked_to_a_man() -> None:
    mrs = person("Quellmalz", gender="female")
    assert ids_of(person("Bill Quellmalz"), mrs, beside=ADA) == ["bill-quellmalz", "quellmalz"]


def test_a_surname_is_linked_to_nobody_if_a_relative_of_another_gender_has_it() -> None:
    mr = person("Quellmalz", gender="male")
    ids = ids_of(person("Vex Quellmalz"), person("Ann Quellmalz"), mr, beside=ADA)
    assert ids[2] not in ids[:2]
    assert ids_of(person("Vex Quellmalz"), mr, beside=ADA) == ["vex-quellmalz"] * 2


@pytest.mark.parametrize(("name", "is_linked"), [("Tony Marsh", True), ("Rick Marsh", False)])
def test_only_a_usual_nickname_is_linked_without_evidence(name: str, is_linked: bool) -> None:
    full_name = {"Tony Marsh": "Anthony Marsh", "Rick Marsh": "Frederick Marsh"}[name]
    assert (len(set(ids_of(person(full_name), person(name)))) == 1) is is_linked
    assert len(set(ids_of(person(full_name, "Riverton Choir"), person(name, "Riverton Choir")))) == 1


@pytest.mark.parametrize(("bearers", "is_linked"), [(40, True), (41, False)])
def test_an_initial_of_more_than_forty_people_is_not_linked_even_with_evidence(bearers: int, is_linked: bool) -> None:
    given_names = [f"W{vowel}{letter}xo" for vowel in "aeiou" for letter in "bcdfghklm"][:bearers]
    people = [person(f"{name} Quellmalz", *(["mayor"] if name == "Wabxo" else [])) for name in given_names]
    assert (ids_of(*people, person("W. Quellmalz", "mayor"))[-1] == "wabxo-quellmalz") is is_linked


@pytest.mark.parametrize(("bearers", "is_linked"), [(400, True), (401, False)])
def test_a_surname_of_more_than_four_hundred_people_is_not_linked(bearers: int, is_linked: bool) -> None:
    people = [record(f"x{number}y quellmalz", articles=10_000 if number == 1 else 1) for number in range(bearers)]
    surname = replace(record("quellmalz"), supported=frozenset({people[1].words}))
    clusters = match_people([*people, surname])
    assert (len(clusters) == bearers) is is_linked


def record(name: str, articles: int = 1) -> PersonRecord:
    """A record of which only the name and the number of articles are known."""
    return PersonRecord(
        0, name, tuple(name.split(" ")), None, None, (), NO_FACTS, None, frozenset(), articles, articles, name
    )
