from __future__ import annotations

import pytest

from newsrows.resolution.entities.evidence import Facts, is_conflict, facts_of


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ("goalkeeper", Facts(fields=frozenset({"player"}))),
        ("deputy prime minister", Facts(fields=frozenset({"politician"}))),
        ("senior lecturer in law", Facts(fields=frozenset({"scholar"}))),
        ("president of peru", Facts(countries=frozenset({"Peru"}))),
        ("minister for africa", Facts(fields=frozenset({"politician"}))),
        ("ambassador to peru", Facts()),
        ("forward", Facts()),
        ("Peru", Facts(countries=frozenset({"Peru"}))),
        (
            "mayor of northport",
            Facts(fields=frozenset({"politician"}), seats=frozenset({("mayor", "northport")})),
        ),
        (
            "ohio senator",
            Facts(frozenset({"politician"}), frozenset({"United States"}), frozenset({("senator", "ohio")})),
        ),
        ("Coast Bank", Facts(organisations=frozenset({("coast", "bank")}), employer_words=frozenset({"coast", "bank"}))),
    ],
)
def test_what_a_phrase_tells(evidence: str, expected: Facts) -> None:
    assert facts_of((evidence,)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("goalkeeper", "minister", True),
        ("goalkeeper", "striker", False),
        ("farmer", "councillor", False),
        ("bishop", "actress", True),
        ("goalkeeper", "spokesman", False),
        ("Peru", "Ghana", True),
        ("Scotland", "Britain", False),
        ("mayor of northport", "mayor of elmbridge", True),
        ("mayor of northport", "mayor of northport city", False),
        ("mayor of northport", "bishop of elmbridge", True),
        ("governor of ohio", "ohio senator", False),
    ],
)
def test_which_evidence_makes_two_people(one: str, other: str, expected: bool) -> None:
    for a, b in ((one, other), (other, one)):
        assert is_conflict(facts_of((a,)), facts_of((b,)), is_common=False) is expected


def test_an_employer_in_common_outweighs_two_fields() -> None:
    one, other = facts_of(("goalkeeper", "Riverton Rovers")), facts_of(("professor", "Riverton Rovers"))
    assert not is_conflict(one, other, is_common=False)


def test_two_employers_part_those_of_a_common_surname_only() -> None:
    one, other = facts_of(("Coast Bank",)), facts_of(("Riverton School",))
    assert is_conflict(one, other, is_common=True)
    assert not is_conflict(one, other, is_common=False)


@pytest.mark.parametrize(("years", "expected"), [((1921, 1935), False), ((1921, 2019), True)])
def test_nobody_is_mayor_for_a_hundred_years(years: tuple[int, int], expected: bool) -> None:
    one, other = (facts_of(("mayor",), year // 20) for year in years)
    assert is_conflict(one, other, is_common=False) is expected
