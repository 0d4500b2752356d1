"""Ages and numbers of people that only the context shows."""

from __future__ import annotations

import pytest
from statistic_docs import parsed

from newsrows.extraction.statistics import find_statistics


def test_a_number_between_a_name_and_a_comma_is_an_age():
    article = parsed("Ann|NNP Brook|NNP ,|, 44|CD ,|, left|VBD|ROOT|5")
    article.tokens.entities.append((0, 2, "person"))
    (statistic,) = find_statistics(article)
    assert (statistic.kind, statistic.unit, statistic.value) == ("age", "year", 44.0)


def ages(line: str, name: tuple[int, int, str] | None = None) -> list[tuple[str, str | None]]:
    """Kind and unit of the statistics of a line; `name` is first token, token behind the last, and label."""
    article = parsed(line)
    if name:
        article.tokens.entities.append(name)
    return [(statistic.kind, statistic.unit) for statistic in find_statistics(article)]


def test_a_number_behind_aged_is_an_age():
    assert ages("women|NNS aged|VBN 25|CD") == [("age", "year")]
    assert ages("women|NNS aged|VBN between|IN 25|CD and|CC 30|CD") == [("age", "year")]
    assert ages("women|NNS aged|VBN with|IN 25|CD years|NNS") == [("duration", "year")]


@pytest.mark.parametrize(("number", "kinds"), [(105, [("age", "year")]), (106, [])])
def test_nobody_is_older_than_105(number, kinds):
    assert ages(f"Ann|NNP Brook|NNP ,|, {number}|CD ,|, left|VBD|ROOT|5", (0, 2, "person")) == kinds


@pytest.mark.parametrize(("number", "kinds"), [(16, [("age", "year")]), (15, [])])
def test_a_number_in_brackets_behind_a_name_is_an_age_from_16_on(number, kinds):
    assert ages(f"Ann|NNP Brook|NNP (|-LRB- _{number}|CD _)|-RRB- left|VBD|ROOT|5", (0, 2, "person")) == kinds
    assert ages(f"Ann|NNP Brook|NNP (|-LRB- _{number}|CD _)|-RRB- left|VBD|ROOT|5", (0, 2, "organisation")) == []


def test_a_bare_number_behind_a_verb_of_harm_counts_people():
    assert ages("it|PRP killed|VBD|ROOT|1 at|RB least|RBS 12|CD .|.") == [("count", "person")]
    assert ages("it|PRP painted|VBD|ROOT|1 12|CD .|.") == []


@pytest.mark.parametrize(("words", "kinds"), [("as many as just", [("count", "person")]), ("as many as just over", [])])
def test_at_most_four_words_stand_between_a_verb_of_harm_and_the_number(words, kinds):
    line = "it|PRP killed|VBD " + " ".join(f"{word}|RB" for word in words.split()) + " 12|CD .|."
    assert [kind for kind in ages(line) if kind == ("count", "person")] == kinds


def test_a_number_between_a_name_and_a_verb_is_an_age():
    assert ages("Nick|NNP Hague|NNP 44|CD has|VBZ left|VBN", (0, 2, "person")) == [("age", "year")]
    assert ages("Nick|NNP Hague|NNP 44|CD old|JJ", (0, 2, "person")) == []
