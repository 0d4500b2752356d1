"""Titles after a name."""

from __future__ import annotations

import pytest

from extraction.roles.role_rows import role_rows


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[PERSON Ann Carter], Minister for Food and Young People, left.",
            ("Minister for Food and Young People", "Ann Carter", None, "current"),
        ),
        (
            "[PERSON Ann Carter], director of the [ORG Coast Trust], left.",
            ("director", "Ann Carter", "Coast Trust", "current"),
        ),
        (
            "[PERSON Ann Carter], director of the small charity [ORG Coast Aid], left.",
            ("director", "Ann Carter", "Coast Aid", "current"),
        ),
        (
            "[PERSON Ann Carter], 45, a former head of the [ORG Coast Trust], left.",
            ("head", "Ann Carter", "Coast Trust", "former"),
        ),
        ("[PERSON Ann Carter], the home secretary, left.", ("home secretary", "Ann Carter", None, "current")),
        (
            "[PERSON Ann Carter] (chairwoman of [ORG Coast Bank]) left.",
            ("chairwoman", "Ann Carter", "Coast Bank", "current"),
        ),
        (
            "[PERSON Ann Carter], who is the [ORG Coast Bank]'s treasurer, left.",
            ("treasurer", "Ann Carter", "Coast Bank", "current"),
        ),
        (
            "[PERSON Ann Carter] is the director of [ORG Coast Bank].",
            ("director", "Ann Carter", "Coast Bank", "current"),
        ),
        (
            "[PERSON Ann Carter] was appointed director of [ORG Coast Bank].",
            ("director", "Ann Carter", "Coast Bank", "current"),
        ),
        (
            "[PERSON Ann Carter], professor of history at [ORG Coast University], left.",
            ("professor of history", "Ann Carter", "Coast University", "current"),
        ),
        (
            "[PERSON Ann Carter], chairman and chief executive of [ORG Coast Bank], left.",
            ("chairman and chief executive", "Ann Carter", "Coast Bank", "current"),
        ),
    ],
)
def test_a_title_after_a_name_is_a_role(marked: str, expected: tuple[str, str, str | None, str]) -> None:
    assert role_rows(marked) == [expected]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "[PERSON Ann Carter], candidate for the [ORG Green Party], left.",
            ("candidate", "Ann Carter", "Green Party", "current"),
        ),
        (
            "[PERSON Ann Carter], candidate for the [ORG Green Party]'s nomination, left.",
            ("candidate for the Green Party's nomination", "Ann Carter", None, "current"),
        ),
        (
            "[PERSON Ann Carter], a staff member for [ORG Coast Aid], left.",
            ("staff member", "Ann Carter", "Coast Aid", "current"),
        ),
        (
            "[PERSON Ann Carter], the member for [ORG Dover North], left.",
            ("member for Dover North", "Ann Carter", None, "current"),
        ),
        (
            "[PERSON Ann Carter], the [ORG Green Party] MP for [ORG Dover North], left.",
            ("MP for Dover North", "Ann Carter", "Green Party", "current"),
        ),
        ("[PERSON Ann Carter], a 34-year-old teacher, left.", ("teacher", "Ann Carter", None, "current")),
        ("[PERSON Ann Carter], former editor-in-chief, left.", ("editor-in-chief", "Ann Carter", None, "former")),
        ("[PERSON Ann Carter], the minister's adviser, left.", ("adviser", "Ann Carter", None, "current")),
        (
            "[PERSON Ann Carter], an economist at [ORG Coast Bank]'s policy unit, left.",
            ("economist", "Ann Carter", "Coast Bank", "current"),
        ),
        (
            "[PERSON Ann Carter], Democrat of [PLACE Ohio] and the leader of the [ORG Coast Trust], left.",
            ("leader", "Ann Carter", "Coast Trust", "current"),
        ),
    ],
)
def test_ages_seats_and_possessors_before_a_title_are_skipped(
    marked: str, expected: tuple[str, str, str | None, str]
) -> None:
    assert role_rows(marked) == [expected]


@pytest.mark.parametrize(
    ("marked", "status"),
    [
        ("[PERSON Ann Carter] has been named director of [ORG Coast Bank].", "current"),
        ("[PERSON Ann Carter] became director of [ORG Coast Bank].", "current"),
        ("[PERSON Ann Carter] had been director of [ORG Coast Bank].", "former"),
        ("[PERSON Ann Carter], who was director of [ORG Coast Bank], left.", "former"),
        ("[PERSON Ann Carter], who was elected director of [ORG Coast Bank], left.", "current"),
        ("[PERSON Ann Carter] will be director of [ORG Coast Bank].", "elect"),
        ("[PERSON Ann Carter] resigned as director of [ORG Coast Bank].", "former"),
        ("[PERSON Ann Carter] was forced to resign as director of [ORG Coast Bank].", "former"),
        ("[PERSON Ann Carter] stepped down as director of [ORG Coast Bank].", "former"),
        ("[PERSON Ann Carter] works as director of [ORG Coast Bank].", "current"),
        ("They appointed [PERSON Ann Carter] as director of [ORG Coast Bank].", "current"),
        ("They appointed [PERSON Ann Carter] director of [ORG Coast Bank].", "current"),
        ("They replaced [PERSON Ann Carter] as director of [ORG Coast Bank].", "former"),
        ("[PERSON Ann Carter], elected director of [ORG Coast Bank], left.", "current"),
        ("[PERSON Ann Carter], formerly the director of [ORG Coast Bank], left.", "former"),
    ],
)
def test_a_verb_before_a_title_shows_its_status(marked: str, status: str) -> None:
    assert role_rows(marked) == [("director", "Ann Carter", "Coast Bank", status)]


def test_a_person_has_several_titles() -> None:
    marked = "[PERSON Ann Carter], director of [ORG Coast Bank] and a former minister, left."
    assert role_rows(marked) == [
        ("director", "Ann Carter", "Coast Bank", "current"),
        ("minister", "Ann Carter", None, "former"),
    ]


def test_a_relative_clause_continues_with_titles() -> None:
    marked = "[PERSON Ann Carter], an economist who served as head of [ORG Coast Bank] and is now mayor, left."
    assert role_rows(marked) == [
        ("economist", "Ann Carter", None, "current"),
        ("head", "Ann Carter", "Coast Bank", "former"),
        ("mayor", "Ann Carter", None, "current"),
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "Later [PERSON Bill Brown] met [PERSON Ann Carter], the minister said.",
        "Later [PERSON Ann Carter] met ministers and [PERSON Bill Brown].",
        "[PERSON Ann Carter] was forced to resign.",
        "[PERSON Ann Carter] was appointed by the minister.",
    ],
)
def test_a_title_of_somebody_else_near_a_name_is_not_a_role(marked: str) -> None:
    assert role_rows(marked) == []


@pytest.mark.parametrize(
    "marked",
    [
        *(
            f"[PERSON Ann Carter] {word}, director of [ORG Coast Bank], left."
            for word in ("MP", "MSP", "MEP", "QC", "KC")
        ),
        *(
            f"[PERSON Ann Carter], {party}-Va., the director of [ORG Coast Bank], left."
            for party in ("D", "R", "I", "Lab", "Con", "Lib", "SNP", "Ind")
        ),
        *(
            f"[PERSON Ann Carter], {party} of [PLACE Ohio] and the director of [ORG Coast Bank], left."
            for party in ("Democrat", "Republican", "Independent")
        ),
        *(f"[PERSON Ann Carter] {dash} director of [ORG Coast Bank] {dash} left." for dash in ("-", "--", "–", "—")),
    ],
)
def test_a_membership_a_seat_or_a_dash_may_stand_between_name_and_title(marked: str) -> None:
    assert role_rows(marked) == [("director", "Ann Carter", "Coast Bank", "current")]


def test_at_most_three_further_titles_are_read() -> None:
    titles = " and a former ".join(["minister", "mayor", "teacher", "head", "editor"])
    assert [row[0] for row in role_rows(f"[PERSON Ann Carter], a former {titles}, left.")] == [
        "minister",
        "mayor",
        "teacher",
        "head",
    ]


@pytest.mark.parametrize(("words", "is_in_reach"), [(9, True), (10, False)])
def test_a_title_begins_within_twelve_words_after_the_comma(words: int, is_in_reach: bool) -> None:
    marked = f"[PERSON Ann Carter], the {'small ' * words}local town minister, left."
    assert bool(role_rows(marked)) is is_in_reach


@pytest.mark.parametrize(("words", "is_in_reach"), [(7, True), (8, False)])
def test_an_organisation_is_within_eight_words_after_its_preposition(words: int, is_in_reach: bool) -> None:
    marked = f"[PERSON Ann Carter], director of {'small ' * words}[ORG Coast Bank], left."
    assert [row[2] for row in role_rows(marked)] == ["Coast Bank" if is_in_reach else None]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("news and policy director for the [ORG Coast Trust]", "news and policy director"),
        ("arts and culture minister", "arts and culture minister"),
        ("head of news and sport", "head of news and sport"),
        ("mayor and policy director", "mayor and policy director"),
    ],
)
def test_nouns_that_and_joins_describe_one_title(title: str, expected: str) -> None:
    assert [row[0] for row in role_rows(f"[PERSON Ann Carter], {title}, left.")] == [expected]


def test_a_couple_of_nouns_without_a_title_is_not_one() -> None:
    assert role_rows("[PERSON Ann Carter], news and sport, left.") == []
