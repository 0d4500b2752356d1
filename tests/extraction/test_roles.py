from __future__ import annotations

import pytest
from marked import parsed

from newsrows.extraction.names.finder import find_names
from newsrows.extraction.roles.finder import find_roles


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
        ("Later Lt. Gov. [PERSON Ann Carter] left.", ("lieutenant governor", "Ann Carter", None, "current")),
        ("Later Dist. Atty. [PERSON Ann Carter] left.", ("district attorney", "Ann Carter", None, "current")),
        ("Later Sgt. [PERSON Ann Carter] left.", ("sergeant", "Ann Carter", None, "current")),
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
    marked = "[PLACE Scotland]'s minister for young people, [PERSON Peter Hill], left."
    assert found(marked, appositions={"Hill": "minister"}) == [
        ("minister for young people", "Peter Hill", None, "current")
    ]


@pytest.mark.parametrize(
    "marked",
    [
        "Mr [PERSON Carter] left.",
        "[PERSON Ann Carter], the minister's sister, left.",
        "[PERSON Ann Carter] left the minister in [PLACE Riverton].",
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
def test_what_stands_before_a_name_is_title_status_or_organisation(
    marked: str, expected: tuple[str, str, str | None, str]
) -> None:
    assert found(marked) == [expected]


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
def test_what_stands_after_a_name_is_read_past_ages_seats_and_owners(
    marked: str, expected: tuple[str, str, str | None, str]
) -> None:
    assert found(marked) == [expected]


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
def test_a_verb_leads_to_a_title_and_tells_its_time(marked: str, status: str) -> None:
    assert found(marked) == [("director", "Ann Carter", "Coast Bank", status)]


def test_one_person_has_several_titles() -> None:
    marked = "[PERSON Ann Carter], director of [ORG Coast Bank] and a former minister, left."
    assert found(marked) == [
        ("director", "Ann Carter", "Coast Bank", "current"),
        ("minister", "Ann Carter", None, "former"),
    ]


def test_who_goes_on_with_titles() -> None:
    marked = "[PERSON Ann Carter], an economist who served as head of [ORG Coast Bank] and is now mayor, left."
    assert found(marked) == [
        ("economist", "Ann Carter", None, "current"),
        ("head", "Ann Carter", "Coast Bank", "former"),
        ("mayor", "Ann Carter", None, "current"),
    ]


def test_a_historian_may_be_a_professor_too() -> None:
    titles = [role[0] for role in found("Later the historian Professor [PERSON Ann Carter] left.")]
    assert titles == ["historian", "Professor"]


@pytest.mark.parametrize(
    "marked",
    [
        "Later Ministers [PERSON Ann Carter] and [PERSON Bill Brown] left.",
        "Later [PERSON Ann Carter] and [PERSON Bill Brown], both Ministers, left.",
        "Later Ministers [PERSON Ann Carter] (D-Ohio) and [PERSON Bill Brown] left.",
    ],
)
def test_people_share_a_title(marked: str) -> None:
    assert found(marked) == [
        ("Minister", "Ann Carter", None, "current"),
        ("Minister", "Bill Brown", None, "current"),
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
def test_a_title_near_a_name_is_not_its_own(marked: str) -> None:
    assert found(marked) == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Later fly-half [PERSON Ann Carter] left.", ("fly-half", "Ann Carter", None, "current")),
        ("Later chief-of-staff [PERSON Ann Carter] left.", ("chief-of-staff", "Ann Carter", None, "current")),
        ("7 - [PERSON Ann Carter] (captain), 8 - others left.", ("captain", "Ann Carter", None, "current")),
        (
            "[PERSON Ann Carter], the head of the army said yesterday.",
            ("head of the army", "Ann Carter", None, "current"),
        ),
    ],
)
def test_hyphens_and_brackets_hide_no_title(marked: str, expected: tuple[str, str, str | None, str]) -> None:
    assert found(marked) == [expected]


def test_a_big_donor_is_no_major() -> None:
    article = parsed("[PERSON Ann Carter] is a major donor.")
    article.tokens.tags[article.tokens.words.index("major")] = "JJ"
    assert find_roles(article, find_names(article)) == ()


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
def test_a_title_may_stand_before_a_rank_or_a_style(
    marked: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    assert found(marked) == expected
