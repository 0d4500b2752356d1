from __future__ import annotations

import pytest

from newsrows.resolution.names.person import generation, generation_after, is_compatible, parts, short_form_rank


def words(name: str) -> tuple[str, ...]:
    return tuple(name.split(" "))


@pytest.mark.parametrize("word", ["Jr", "Sr", "II", "III", "IV"])
def test_a_generation_is_read_at_the_end_of_a_name_or_after_it(word: str) -> None:
    assert generation(f"Ann Carter {word}.") == word.lower()
    assert generation_after(f"Ann Carter, {word}", len("Ann Carter")) == word.lower()
    assert generation("Ann Carter") is None


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Ann Carter", "Ann", "Carter"),
        ("Ludwig van Berg", "Ludwig", "van Berg"),
        ("Ann B. Carter", "Ann B.", "Carter"),
        ("Carter", None, None),
    ],
)
def test_a_full_name_has_a_given_and_a_family_name(name: str, given: str | None, family: str | None) -> None:
    assert (parts(name).given, parts(name).family) == (given, family)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("tony carter", "anthony carter", True),
        ("j carter", "jane carter", True),
        ("ann carter", "ann b carter", True),
        ("ann b carter", "ann d carter", False),
        ("ann carter", "ann brown", False),
        ("anthony van berg", "tony berg", False),
        ("ann f carter", "ann frances carter", True),
    ],
)
def test_compatible_names_can_be_one_person(one: str, other: str, expected: bool) -> None:
    assert is_compatible(words(one), words(other)) is expected
    assert is_compatible(words(other), words(one)) is expected


@pytest.mark.parametrize(
    ("short", "rank"),
    [("carter", 3), ("ann", 2), ("maria", 1), ("ann carter", 1), ("brown", 0), ("ann maria carter", 0)],
)
def test_a_surname_ranks_before_given_and_middle_names(short: str, rank: int) -> None:
    assert short_form_rank(words("ann maria carter"), words(short)) == rank
