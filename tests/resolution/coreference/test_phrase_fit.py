from __future__ import annotations

import pytest

from newsrows.records import Mention, Span
from newsrows.resolution.coreference.phrase_fit import candidates, is_evident
from resolution.coreference.test_facts import facts_of


def levels(marked: str, nominal: str, titles: dict[str, str]) -> dict[str, int]:
    """By name, how well the nominal fits: 3 by every word, 2 by the noun, 1 if words cannot be checked."""
    facts = facts_of(marked, titles=titles)
    mention = Mention(Span(0, len(nominal), nominal), "person", "nominal", 9)
    fitting = candidates(facts, 9, mention, tuple(nominal.lower().split()[1:]))
    return {" ".join(candidate.cluster.name).title(): candidate.level for candidate in fitting}


@pytest.mark.parametrize(
    ("title", "nominal", "level"),
    [
        ("housing minister", "the housing minister", 3),
        ("housing minister", "the minister", 2),
        ("minister", "the young minister", 1),
        ("minister", "the housing minister", 0),
        ("mayor", "the minister", 0),
        ("prime minister", "the minister", 0),
        ("former minister", "the minister", 1),
        ("former minister", "the former minister", 3),
        ("singer", "the gifted singer", 1),
        ("barrister", "the lawyer", 2),
    ],
)
def test_a_title_fits_better_the_more_words_agree(title: str, nominal: str, level: int) -> None:
    expected = {"Ida Holm": level} if level else {}
    assert levels("[p Ida Holm] left.", nominal, {"Ida Holm": title}) == expected


def test_a_noun_that_fits_very_many_fits_nobody() -> None:
    names = [f"{chr(97 + i // 26).upper()}{chr(97 + i % 26)}o Holm" for i in range(101)]
    marked = " ".join(f"[p {name}] left." for name in names)
    assert levels(marked, "the minister", dict.fromkeys(names, "minister")) == {}
    assert len(levels(marked, "the minister", dict.fromkeys(names[:50], "minister"))) == 50


@pytest.mark.parametrize(
    ("word", "is_known"), [("ohio", True), ("texas", False), ("republican", True), ("gop", True), ("labour", False)]
)
def test_words_beside_a_name_are_evident(word: str, is_known: bool) -> None:
    facts = facts_of("[p Jan Fahy] (R-Ohio), a Republican, left.", titles={"Jan Fahy": "Republican senator"})
    assert is_evident(facts, facts.state.clusters[0], word) is is_known
