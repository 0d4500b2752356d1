from __future__ import annotations

import pytest

from resolution.stories import linked, links


def whom(story: str) -> list[str]:
    """The names of those whom the nominals of a story mean. 'Sad' is a quote of the first 44-year-old."""
    said = (("Sad", "the 44-year-old"),) if "Sad" in story else ()
    return [name for _, kind, name in links(linked(story, said=said)) if kind == "nominal"]


@pytest.mark.parametrize(
    "story",
    [
        "[p Ann Poole], 44, left. [p Bill Brown] wept. [n The 44-year-old] ran.",
        "[p Ann Poole] (left), 44, fell. [p Bill Brown] wept. [n The 44-year-old] ran.",
        "They met 44-year-old joiner [p Ann Poole]. [p Bill Brown] wept. [n The 44-year-old] ran.",
    ],
)
def test_an_age_means_the_person_who_has_it(story: str) -> None:
    assert whom(story) == ["Ann Poole"]


@pytest.mark.parametrize(
    "story",
    [
        '[p Ann Poole] met [p Bill Brown]. "Sad," [n the 44-year-old] said.',
        'Rovers lost [p Ann Poole].\n\nIt rained. "Sad," [n the 44-year-old] said.',
        'Near [p Ann Poole] stood [p Bill Brown] (41). "Sad," [n the 44-year-old] said.',
        '[p Ann Poole] ran. [n The 44-year-old] fell. [p Ann Poole] rose. "Sad," [n the 44-year-old] said.',
    ],
)
def test_an_age_that_speaks_means_the_current_topic(story: str) -> None:
    assert whom(story) == ["Ann Poole"]


@pytest.mark.parametrize(
    "story",
    [
        '[p Ann Poole], 41, left. "Sad," [n the 44-year-old] said.',
        'A man aged 44 met [p Ann Poole]. "Sad," [n the 44-year-old] said.',
        'They met [p Ann Poole] and [p Bill Brown]. "Sad," [n the 44-year-old] said.',
        '[p Ann Poole]\'s dog bit [p Bill Brown]. "Sad," [n the 44-year-old] said.',
        "[p Ann Poole], 44, met [p Bill Brown], 44. [n The 44-year-old] ran.",
        "[p Ann Poole] found somebody. [n The 44-year-old] was dead.",
    ],
)
def test_an_unclear_age_is_not_resolved(story: str) -> None:
    assert whom(story) == []


def test_an_age_that_speaks_is_not_the_person_named_in_the_quote() -> None:
    story = 'The club met [p Ann Poole].\n\n"Sad [p Bill Brown] left," [n the 44-year-old] said.'
    article = linked(story, said=(("Sad Bill Brown left", "the 44-year-old"),))
    assert [name for _, kind, name in links(article) if kind == "nominal"] == ["Ann Poole"]


@pytest.mark.parametrize(("characters", "is_resolved"), [(1, True), (80, False)])
def test_an_age_belongs_to_a_name_right_before_it(characters: int, is_resolved: bool) -> None:
    story = f"[p Ann Poole] ({'x' * characters}), 44, left. [p Bill Brown] wept. [n The 44-year-old] ran."
    assert (whom(story) == ["Ann Poole"]) is is_resolved


@pytest.mark.parametrize(
    ("story", "name"),
    [
        (
            "[p Ann Poole] fled. Then [p Eva Brown], 44, was jailed. [p Ann Poole] wept. [n The 44-year-old] ran.",
            "Ann Poole",
        ),
        (
            "[p Ann Poole], 41, fled. Then [p Eva Brown], 44, was jailed. [p Poole] wept. [n The 44-year-old] ran.",
            "Eva Brown",
        ),
        ("[p Ann Poole] fled. Then [p Eva Brown], 44, was jailed. [n The 44-year-old] ran.", "Eva Brown"),
    ],
)
def test_an_age_of_somebody_in_passing_may_be_that_of_the_main_person(story: str, name: str) -> None:
    assert whom(story) == [name]


def test_an_age_that_speaks_means_who_spoke_last_in_the_paragraph() -> None:
    story = '[o Rovers] coach [p Ann Poole] told [p Bill Brown] it was fun. "Sad," [n the 44-year-old] said.'
    article = linked(story, said=(("it was fun", "Ann Poole"), ("Sad", "the 44-year-old")))
    assert links(article)[-1] == ("the 44-year-old", "nominal", "Ann Poole")
