from __future__ import annotations

import pytest

from newsrows.resolution.entities.evidence import ERA, Facts, facts_of, is_conflict


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
        (
            "Coast Bank",
            Facts(organisations=frozenset({("coast", "bank")}), employer_words=frozenset({"coast", "bank"})),
        ),
    ],
)
def test_a_phrase_of_evidence_shows_facts(evidence: str, expected: Facts) -> None:
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
def test_conflicting_facts_separate_people(one: str, other: str, expected: bool) -> None:
    for a, b in ((one, other), (other, one)):
        assert is_conflict(facts_of((a,)), facts_of((b,)), is_common=False) is expected


def test_a_common_employer_outweighs_different_fields() -> None:
    one, other = facts_of(("goalkeeper", "Riverton Rovers")), facts_of(("professor", "Riverton Rovers"))
    assert not is_conflict(one, other, is_common=False)


def test_different_employers_separate_only_people_with_a_common_surname() -> None:
    one, other = facts_of(("Coast Bank",)), facts_of(("Riverton School",))
    assert is_conflict(one, other, is_common=True)
    assert not is_conflict(one, other, is_common=False)


@pytest.mark.parametrize(("years", "expected"), [((1921, 1961), False), ((1921, 1981), True), ((1921, 2019), True)])
def test_titles_three_eras_apart_belong_to_two_people(years: tuple[int, int], expected: bool) -> None:
    one, other = (facts_of(("mayor",), year // ERA) for year in years)
    assert is_conflict(one, other, is_common=False) is expected


@pytest.mark.parametrize(
    ("organisation", "words"),
    [
        ("Coast Bank", {"coast", "bank"}),
        ("Riverton School", {"riverton", "school"}),
        ("Riverton Police", {"riverton", "police"}),
        ("Riverton Charity", {"riverton", "charity"}),
        ("Riverton Gazette", {"riverton", "gazette"}),
        ("Labour Party", set()),
        ("High Court", set()),
    ],
)
def test_only_organisations_that_people_work_for_are_employers(organisation: str, words: set[str]) -> None:
    assert facts_of((organisation,)).employer_words == words
