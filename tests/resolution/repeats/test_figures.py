"""Whether two figures are about the same thing, and whether they agree."""

from __future__ import annotations

from typing import Any

import pytest

from newsrows.resolution.repeats.figures import Figure, Value, contradiction, evidence, relation, unit_class

WEIGHTS = {"o:quayside": 0.7, "p:ann-lind": 0.7}


def figure(text: str, words: str, value: float, bound: str = "exact", **more: Any) -> Figure:
    before, _, after = text.partition(words)
    known = {
        "article": 1,
        "value": Value(value, None, bound),
        "kind": "count",
        "unit": "boat",
        "concept": None,
        "change": None,
        "before": before,
        "after": after,
        "sentence": text,
        "day": 10,
        "entities": frozenset(WEIGHTS),
    }
    return Figure(**{**known, **more})


def moored(words: str, value: float, bound: str = "exact", **more: Any) -> Figure:
    return figure(f"The harbour master counted {words} moored at the quay in the storm.", words, value, bound, **more)


def sheltered(words: str, value: float, bound: str = "exact", **more: Any) -> Figure:
    return figure(f"In the storm {words} lay moored at the quay.", words, value, bound, **{"article": 2, **more})


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((214, "exact"), (214, "exact"), "same"),
        ((214, "approximate"), (214, "exact"), "compatible"),
        ((214, "exact"), (200, "approximate"), "compatible"),
        ((214, "exact"), (190, "approximate"), "conflicting"),
        ((1134, "exact"), (1100, "exact"), "compatible"),
        ((1160, "exact"), (1100, "exact"), "conflicting"),
        ((214, "exact"), (200, "more_than"), "compatible"),
        ((214, "exact"), (220, "more_than"), "conflicting"),
        ((38, "exact"), (40, "less_than"), "compatible"),
        ((42, "exact"), (40, "at_most"), "conflicting"),
        ((15, "at_least"), (18, "at_most"), "compatible"),
        ((18, "at_least"), (15, "at_most"), "conflicting"),
        ((214, "exact"), (231, "exact"), "conflicting"),
        ((3, "exact"), (-3, "exact"), "conflicting"),
        ((12.3, "exact"), (12, "exact"), "compatible"),
        ((6.2, "exact"), (6, "exact"), "compatible"),
        ((6.7, "exact"), (6, "exact"), "conflicting"),
        ((62, "exact"), (60, "exact"), "conflicting"),
        ((0, "exact"), (0, "exact"), "same"),
    ],
)
def test_values_agree_if_rounding_or_a_bound_explains_the_difference(one, other, expected) -> None:
    first, second = (Value(float(value), None, bound) for value, bound in (one, other))
    assert relation(first, second) == relation(second, first) == expected


@pytest.mark.parametrize(("other", "expected"), [(12.0, "compatible"), (19.0, "conflicting")])
def test_a_range_agrees_with_the_values_in_it(other, expected) -> None:
    assert relation(Value(10.0, 15.0, "range"), Value(other, None, "exact")) == expected


@pytest.mark.parametrize(("value", "digits"), [(1100.0, 2), (12.3, 3), (0.05, 1), (4e6, 1), (0.0, 1), (1e300, 1)])
def test_zeros_at_the_end_are_not_significant(value, digits) -> None:
    assert Value(value, None, "exact").digits == digits


@pytest.mark.parametrize("other", [("214 boats", 214.0, "exact"), ("some 210 boats", 210.0, "approximate")])
def test_figures_of_one_story_that_agree_are_linked(other) -> None:
    assert evidence(moored("214 boats", 214.0), sheltered(*other), WEIGHTS) is not None


@pytest.mark.parametrize(
    "other",
    [
        sheltered("214 crews", 214.0, unit="crew"),
        sheltered("231 boats", 231.0),
        sheltered("214 boats", 214.0, article=1, sentence=moored("214 boats", 214.0).sentence),
        figure("Prices rose by 3 at noon.", "3", 3.0, unit="point", article=2),
        sheltered("214 boats", 214.0, entities=frozenset(), day=400, before="On the lake ", after=" were for sale."),
    ],
    ids=["unit", "value", "sentence", "all", "story"],
)
def test_figures_about_other_things_are_not_linked(other) -> None:
    assert evidence(moored("214 boats", 214.0), other, WEIGHTS) is None


def test_two_values_of_one_article_are_two_things() -> None:
    assert (
        evidence(moored("214 boats", 214.0), sheltered("some 210 boats", 210.0, "approximate", article=1), {}) is None
    )


def test_years_that_differ_rule_a_link_out() -> None:
    in_2031 = figure("In 2031 there were 214 boats moored at the quay.", "214 boats", 214.0)
    in_2032 = figure("In 2032 there were 214 boats moored at the quay.", "214 boats", 214.0, article=2)
    assert evidence(in_2031, in_2032, WEIGHTS) is None
    assert evidence(in_2031, sheltered("214 boats", 214.0), WEIGHTS) is not None


def percent(subject: str, article: int) -> Figure:
    sentence = f"{subject} fell by 12.5 per cent."
    return figure(sentence, "12.5 per cent", 12.5, kind="percent", unit="percent", concept=subject, article=article)


def test_percentages_need_the_same_concept() -> None:
    assert evidence(percent("Sales of rope", 1), percent("Rope sales", 2), WEIGHTS) is not None
    assert evidence(percent("Sales of rope", 1), percent("Rents in the old town", 2), WEIGHTS) is None


def test_ages_need_the_same_name() -> None:
    one = figure("The skipper, Ann Lind, 47, was alone.", "47", 47.0, kind="age", unit="year")
    same = figure("Rescuers found Ann Lind, 47, on Sunday.", "47", 47.0, kind="age", unit="year", article=2)
    another = figure("Rescuers found Bo Carr, 47, on Sunday.", "47", 47.0, kind="age", unit="year", article=2)
    assert evidence(one, same, WEIGHTS) is not None
    assert evidence(one, another, WEIGHTS) is None


def test_values_that_differ_by_much_the_same_words_contradict() -> None:
    assert contradiction(moored("214 boats", 214.0), sheltered("231 boats", 231.0), WEIGHTS) is not None


@pytest.mark.parametrize(
    "other",
    [
        sheltered("214 boats", 214.0),
        sheltered("231 boats", 231.0, article=1),
        sheltered("2,140 boats", 2140.0),
        sheltered("200 boats", 200.0),
        sheltered("231 boats", 231.0, entities=frozenset(), day=None),
        figure("On land 231 boats were for sale.", "231 boats", 231.0, article=2),
        figure("In the storm 231 boats, not 214, lay moored at the quay.", "231 boats", 231.0, article=2),
        figure("In 2031 the storm found 231 boats moored at the quay.", "231 boats", 231.0, article=2),
    ],
    ids=["agree", "article", "far", "round", "story", "words", "both", "year"],
)
def test_other_differences_are_not_contradictions(other) -> None:
    assert contradiction(moored("214 boats", 214.0), other, WEIGHTS) is None


def test_dead_and_hurt_are_not_one_number() -> None:
    dead = figure("In the crash at the ferry pier 24 people were killed.", "24 people", 24.0, unit="person")
    hurt = figure("In the crash at the ferry pier 35 people were injured.", "35 people", 35.0, unit="person", article=2)
    assert contradiction(dead, hurt, WEIGHTS) is None
    died = figure("In the crash at the ferry pier 26 people died.", "26 people", 26.0, unit="person", article=2)
    assert contradiction(dead, died, WEIGHTS) is not None


def test_few_dead_are_linked_by_what_happened_to_them() -> None:
    one = figure("Three people have died.", "Three people", 3.0, unit="person")
    same = figure("The floods killed three people.", "three people", 3.0, unit="person", article=2)
    fled = figure("The floods drove out three people.", "three people", 3.0, unit="person", article=2)
    assert evidence(one, same, WEIGHTS) is not None
    assert evidence(one, fled, WEIGHTS) is None


def test_a_part_of_those_counted_is_not_the_whole() -> None:
    whole = figure("In the storm 17 people were injured at the quay.", "17 people", 17.0, unit="person")
    text = "In the storm 19 were injured at the quay, and 17 of them went home."
    part = figure(text, "17", 17.0, unit="person", article=2)
    assert evidence(whole, part, WEIGHTS) is None


@pytest.mark.parametrize(
    ("unit", "concept", "expected"),
    [
        ("boat", None, "boat"),
        ("worker", None, "person"),
        (None, "number of people rescued", "person"),
        (None, "number of boats", "boat"),
        (None, "index", "-"),
        (None, None, "-"),
    ],
)
def test_the_unit_class_is_what_is_counted(unit, concept, expected) -> None:
    assert unit_class(unit, concept) == expected
