"""Titles before a name."""

from __future__ import annotations

import pytest

from extraction.marked import parsed
from extraction.roles.role_rows import role_rows
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles.finder import find_roles


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Later Housing Minister [PERSON Ann Carter] left.", ("Housing Minister", "Ann Carter", None, "current")),
        ("Later former Housing Minister [PERSON Ann Carter] left.", ("Housing Minister", "Ann Carter", None, "former")),
        ("Later ex-minister [PERSON Ann Carter] left.", ("minister", "Ann Carter", None, "former")),
        ("Later acting director [PERSON Ann Carter] left.", ("director", "Ann Carter", None, "acting")),
        (
            "Later [ORG Coast Bank] chief executive [PERSON Ann Carter] left.",
            ("chief executive", "Ann Carter", "Coast Bank", "current"),
        ),
        ("Later Swedish President [PERSON Ann Carter] left.", ("President", "Ann Carter", None, "current")),
        ("Later Sen. [PERSON Ann Carter] left.", ("senator", "Ann Carter", None, "current")),
        ("Later Secretary of State [PERSON Ann Carter] left.", ("Secretary of State", "Ann Carter", None, "current")),
        (
            "Later Deputy Attorney General [PERSON Ann Carter] left.",
            ("Deputy Attorney General", "Ann Carter", None, "current"),
        ),
        ("Later Lt. Gov. [PERSON Ann Carter] left.", ("lieutenant governor", "Ann Carter", None, "current")),
        ("Later Dist. Atty. [PERSON Ann Carter] left.", ("district attorney", "Ann Carter", None, "current")),
        ("Later Sgt. [PERSON Ann Carter] left.", ("sergeant", "Ann Carter", None, "current")),
        ("Later the mayor, [PERSON Ann Carter], left.", ("mayor", "Ann Carter", None, "current")),
    ],
)
def test_a_title_before_a_name_is_a_role(marked: str, expected: tuple[str, str, str | None, str]) -> None:
    assert role_rows(marked) == [expected]


def test_a_title_with_a_complement_before_a_comma_is_a_role() -> None:
    marked = "[PLACE Scotland]'s minister for young people, [PERSON Peter Hill], left."
    assert role_rows(marked, appositions={"Hill": "minister"}) == [
        ("minister for young people", "Peter Hill", None, "current")
    ]


def test_a_title_belongs_to_the_name_after_it() -> None:
    marked = "For [PERSON Ann Carter], President [PERSON Bill Brown] is a friend."
    assert role_rows(marked) == [("President", "Bill Brown", None, "current")]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Later Immigration and Asylum Minister [PERSON Ann Carter] left.",
            ("Immigration and Asylum Minister", "Ann Carter", None, "current"),
        ),
        (
            "Later former secretary of state [PERSON Ann Carter] left.",
            ("secretary of state", "Ann Carter", None, "former"),
        ),
        ("Later one-time minister [PERSON Ann Carter] left.", ("minister", "Ann Carter", None, "former")),
        ("Later mayor-elect [PERSON Ann Carter] left.", ("mayor", "Ann Carter", None, "elect")),
        ("Managing director [PERSON Ann Carter] left.", ("managing director", "Ann Carter", None, "current")),
        ("Later PRIME MINISTER [PERSON Ann Carter] left.", ("prime minister", "Ann Carter", None, "current")),
        (
            "Later director [PERSON Ann Carter], of the [ORG Coast Trust], left.",
            ("director", "Ann Carter", "Coast Trust", "current"),
        ),
        (
            "The [ORG Coast Trust]'s founder and chairman, [PERSON Ann Carter], left.",
            ("founder and chairman", "Ann Carter", "Coast Trust", "current"),
        ),
        ("Later film star [PERSON Ann Carter] left.", ("film star", "Ann Carter", None, "current")),
        ("Yesterday President [PERSON Ann Carter] left.", ("President", "Ann Carter", None, "current")),
        ("1987 - Minister [PERSON Ann Carter] left.", ("Minister", "Ann Carter", None, "current")),
    ],
)
def test_words_before_a_name_are_title_status_or_organisation(
    marked: str, expected: tuple[str, str, str | None, str]
) -> None:
    assert role_rows(marked) == [expected]


def test_two_titles_before_a_name_are_two_roles() -> None:
    titles = [role[0] for role in role_rows("Later the historian Professor [PERSON Ann Carter] left.")]
    assert titles == ["historian", "Professor"]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            "Later the army's commander, Col. [PERSON Ann Carter], left.",
            [("commander", "Ann Carter", None, "current"), ("colonel", "Ann Carter", None, "current")],
        ),
        (
            "Later the state chairman, Chief [PERSON Ann Carter], left.",
            [("state chairman", "Ann Carter", None, "current")],
        ),
        ("A candidate for president, Gov. [PERSON Ann Carter], left.", [("governor", "Ann Carter", None, "current")]),
        ("Later Lt Gen [PERSON Ann Carter] left.", [("general", "Ann Carter", None, "current")]),
        ("Later Sgt. [PERSON Ann Carter] left.", [("sergeant", "Ann Carter", None, "current")]),
    ],
)
def test_a_title_before_a_rank_or_a_form_of_address_is_a_role(
    marked: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    assert role_rows(marked) == expected


@pytest.mark.parametrize("words", ["the Right Rev", "the Rt Hon", "the Most Rev", "the Very Rev"])
def test_a_role_covers_the_words_before_an_honorific(words: str) -> None:
    article = parsed(f"Later, {words} [PERSON Ann Carter], director of [ORG Coast Bank], left.")
    roles = find_roles(article, find_names(article))
    assert [role.span.text for role in roles] == [f"{words} Ann Carter, director of Coast Bank"]


@pytest.mark.parametrize("contender", ["nominee", "candidate", "contender", "hopeful", "challenger"])
def test_a_contender_for_an_office_does_not_hold_it(contender: str) -> None:
    titles = [row[0] for row in role_rows(f"Later {contender} for governor [PERSON Ann Carter] left.")]
    assert "governor" not in titles


@pytest.mark.parametrize("day", ["Yesterday", "Today", "Tomorrow"])
def test_a_day_is_not_part_of_a_title(day: str) -> None:
    article = parsed(f"{day} President [PERSON Ann Carter] left.")
    article.tokens.tags[0] = "NN"
    assert [role.title for role in find_roles(article, find_names(article))] == ["President"]


def test_a_title_that_is_designate_is_not_held_yet() -> None:
    assert role_rows("Later mayor-designate [PERSON Ann Carter] left.") == [("mayor", "Ann Carter", None, "elect")]


@pytest.mark.parametrize(
    ("marked", "title", "organisation"),
    [
        ("Later a lawyer for the town, [PERSON Ann Carter], left.", "lawyer for the town", None),
        ("An [ORG Lumora] spokeswoman, [PERSON Ann Carter], left.", "spokeswoman", "Lumora"),
        ("Later Lord Chancellor [PERSON Ann Carter] left.", "Lord Chancellor", None),
        (
            "Later [ORG Lumora] senior Norwegian economist [PERSON Ann Carter] left.",
            "senior Norwegian economist",
            "Lumora",
        ),
        ("Later [ORG Bank of Norway] economist [PERSON Ann Carter] left.", "economist", "Bank of Norway"),
    ],
)
def test_whole_titles_with_their_organisation(marked: str, title: str, organisation: str | None) -> None:
    assert [row[0] for row in role_rows(marked)] == [title]
    assert [row[2] for row in role_rows(marked)] == [organisation]


@pytest.mark.parametrize(
    "marked",
    [
        "They fear that a President [PERSON Ann Carter] may lie.",
        "They met a lawyer, [PERSON Ann Carter] and a judge.",
        "It was long prior to [PERSON Ann Carter].",
        "If she becomes mayor, [PERSON Ann Carter] may lie.",
        "Later he was mayor, [PERSON Ann Carter] said.",
        "He spoke as treasurer, [PERSON Ann Carter] said.",
    ],
)
def test_offices_that_nobody_or_somebody_else_holds_and_lists_are_no_roles(marked: str) -> None:
    assert role_rows(marked) == []


@pytest.mark.parametrize("before", ["The winner was the mayor", "They met the mayor"])
def test_a_title_with_an_article_before_a_comma_belongs_to_the_name(before: str) -> None:
    assert [row[0] for row in role_rows(f"{before}, [PERSON Ann Carter].")] == ["mayor"]
