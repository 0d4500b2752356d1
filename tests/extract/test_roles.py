from __future__ import annotations

import pytest
from marked import parsed

from newsrows.extract.names import find_names
from newsrows.extract.roles import find_roles


def found(marked: str, appositions: dict[str, str] | None = None) -> list[tuple[str, str, str | None, str]]:
    article = parsed(marked, appositions=appositions)
    roles = find_roles(article, find_names(article))
    return [(r.title, r.person.text, r.organisation.text if r.organisation else None, r.status) for r in roles]


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
        ("Later the mayor, [PERSON Ann Carter], left.", ("mayor", "Ann Carter", None, "current")),
    ],
)
def test_a_title_stands_before_the_name(marked: str, expected: tuple[str, str, str | None, str]) -> None:
    assert found(marked) == [expected]


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
def test_a_title_stands_after_the_name(marked: str, expected: tuple[str, str, str | None, str]) -> None:
    assert found(marked) == [expected]


def test_a_title_with_its_complement_stands_in_apposition_before_the_name() -> None:
    marked = "[GPE Scotland]'s minister for young people, [PERSON Peter Hill], left."
    assert found(marked, appositions={"Hill": "minister"}) == [
        ("minister for young people", "Peter Hill", None, "current")
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "Mr [PERSON Carter] left.",
        "[PERSON Ann Carter], the minister's sister, left.",
        "[PERSON Ann Carter] left the minister in [GPE Riverton].",
        "The minister left. [PERSON Ann Carter] spoke.",
    ],
)
def test_no_title_no_role(marked: str) -> None:
    assert found(marked) == []


def test_a_title_belongs_to_the_name_it_stands_before() -> None:
    marked = "For [PERSON Ann Carter], President [PERSON Bill Brown] is a friend."
    assert found(marked) == [("President", "Bill Brown", None, "current")]


def test_the_phrase_begins_with_the_honorific_and_ends_with_the_organisation() -> None:
    article = parsed("Yesterday Mr [PERSON Carter], director of [ORG Coast Bank], left.")
    roles = find_roles(article, find_names(article))
    assert [role.span.text for role in roles] == ["Mr Carter, director of Coast Bank"]
