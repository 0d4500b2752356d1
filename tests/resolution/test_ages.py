"""Whom 'the 44-year-old' means."""

from __future__ import annotations

import pytest
from stories import linked, links


def meant(story: str) -> list[str]:
    """Whom the nominals of a story mean that are clear; 'Sad' is what the first 44-year-old says."""
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
def test_who_is_said_to_have_an_age_is_meant_by_it(story: str) -> None:
    assert meant(story) == ["Ann Poole"]


@pytest.mark.parametrize(
    "story",
    [
        '[p Ann Poole] met [p Bill Brown]. "Sad," [n the 44-year-old] said.',
        'Rovers lost [p Ann Poole].\n\nIt rained. "Sad," [n the 44-year-old] said.',
        'Near [p Ann Poole] stood [p Bill Brown] (41). "Sad," [n the 44-year-old] said.',
        '[p Ann Poole] ran. [n The 44-year-old] fell. [p Ann Poole] rose. "Sad," [n the 44-year-old] said.',
    ],
)
def test_who_speaks_by_an_age_is_who_was_just_told_of(story: str) -> None:
    assert meant(story) == ["Ann Poole"]


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
def test_an_age_that_may_be_anybodys_means_nobody(story: str) -> None:
    assert meant(story) == []


def test_a_speaker_is_not_whom_the_quotation_names() -> None:
    story = 'The club met [p Ann Poole].\n\n"Sad [p Bill Brown] left," [n the 44-year-old] said.'
    article = linked(story, said=(("Sad Bill Brown left", "the 44-year-old"),))
    assert [name for _, kind, name in links(article) if kind == "nominal"] == ["Ann Poole"]
