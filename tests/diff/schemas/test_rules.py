from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from diff.packages import rules_of, verdict_on
from maintain.rule_examples import examples, package_with
from newsrows.diff.schemas.rules import RULES
from newsrows.diff.schemas.verdict import Criteria

if TYPE_CHECKING:
    from pathlib import Path


def found(folder: Path, rule: str, sides: tuple[dict[str, Any], dict[str, Any]]) -> list[str]:
    example = examples()[rule]
    old, new = (package_with(example.part, part) for part in sides)
    return rules_of(verdict_on(folder, old, new, Criteria(today=example.today)))


def test_every_rule_has_an_example_and_no_example_is_of_a_rule_that_is_gone() -> None:
    assert set(examples()) == set(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_its_bad_example(rule: str, tmp_path: Path) -> None:
    assert rule in found(tmp_path, rule, examples()[rule].bad)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_leaves_its_good_example_alone(rule: str, tmp_path: Path) -> None:
    assert rule not in found(tmp_path, rule, examples()[rule].good)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_it_is_in_full_sentences(rule: str) -> None:
    entry = RULES[rule]
    for sentence in (entry.sentence, entry.reader.sentence, entry.producer.sentence):
        assert sentence.endswith(".")
        assert len(sentence.split()) > 3
    assert entry.remedy
