"""The rules as a page of documentation, between two marks in docs/schema-changes.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from newsrows.diff.change import Effect
from newsrows.diff.rules import RULES, TOPICS, Rule
from newsrows.diff.rules.examples import Example, examples

BEGIN = "<!-- rules: begin (written by scripts/document_rules.py) -->"
END = "<!-- rules: end -->"


def with_rules(page: str) -> str:
    """A page whose part between the marks is what the rules say now.

    Raises:
        ValueError: if the marks are missing.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"expected the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{rules_as_markdown()}\n{END}{after}"


def rules_as_markdown() -> str:
    """A table of all rules, then each with its sentences and examples."""
    lines = [f"{len(RULES)} rules.", "", "| rule | reader | producer | recipe |", "| --- | --- | --- | --- |"]
    for topic, _ in TOPICS:
        for rule in _of(topic):
            levels = (rule.reader.level.word, rule.producer.level.word, rule.recipe.word)
            lines.append(f"| [`{rule.id}`](#{rule.id}) | {' | '.join(levels)} |")
    for topic, sentence in TOPICS:
        lines += ["", f"### {topic.capitalize()}", "", sentence]
        for rule in _of(topic):
            lines += ["", *_entry(rule, examples()[rule.id])]
    return "\n".join(lines) + "\n"


def _of(topic: str) -> Iterator[Rule]:
    return (rule for rule in RULES.values() if rule.topic == topic)


def _entry(rule: Rule, example: Example) -> list[str]:
    return [
        f"#### {rule.id}",
        "",
        rule.sentence,
        "",
        f"- {_effect('reader', rule.reader)}",
        f"- {_effect('producer', rule.producer)}",
        f"- recipe: {rule.recipe.word}. Instead of a new version: {rule.remedy}.",
        "",
        "```text",
        *_example("found", example.of, example.bad),
        *_example("fine", example.of, example.good),
        "```",
    ]


def _effect(who: str, effect: Effect) -> str:
    return f"{who}: {effect.level.word}. {effect.sentence}"


def _example(label: str, of: str, sides: tuple[dict[str, Any], dict[str, Any]]) -> list[str]:
    old, new = (json.dumps(side, ensure_ascii=False) for side in sides)
    return [f"{label + ':':7}{of} {old}", f"{'becomes':>{7 + len(of)}} {new}"]
