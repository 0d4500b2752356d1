"""Write the rules of the schema gate into docs/schema-changes.md, between two marks.

Usage: python scripts/maintain/document_rules.py [--check]

With --check, nothing is written. The exit code says whether the page is up to date.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from maintain.rule_examples import Example, examples
from newsrows.diff.schemas.change import Effect
from newsrows.diff.schemas.rules import RULES, TOPICS, Rule

PAGE = Path(__file__).resolve().parents[2] / "docs" / "schema-changes.md"
COMMAND = "python scripts/maintain/document_rules.py"
BEGIN = "<!-- rules: begin (written by scripts/maintain/document_rules.py) -->"
END = "<!-- rules: end -->"


def with_rules(page: str) -> str:
    """The page, with the text between the marks replaced by the present rules.

    Raises:
        ValueError: the marks are missing.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"expected the marks {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{rules_as_markdown()}\n{END}{after}"


def rules_as_markdown() -> str:
    """A table of all rules, then each rule with its sentences and examples."""
    lines = [f"{len(RULES)} rules.", "", "| rule | reader | producer | recipe |", "| --- | --- | --- | --- |"]
    for topic, _ in TOPICS:
        for rule in _rules_of(topic):
            levels = (rule.reader.level.word, rule.producer.level.word, rule.recipe.word)
            lines.append(f"| [`{rule.id}`](#{rule.id}) | {' | '.join(levels)} |")
    for topic, description in TOPICS:
        lines += ["", f"### {topic.capitalize()}", "", description]
        for rule in _rules_of(topic):
            lines += ["", *_section(rule, examples()[rule.id])]
    return "\n".join(lines) + "\n"


def _rules_of(topic: str) -> Iterator[Rule]:
    return (rule for rule in RULES.values() if rule.topic == topic)


def _section(rule: Rule, example: Example) -> list[str]:
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
        *_example("found", example.part, example.bad),
        *_example("fine", example.part, example.good),
        "```",
    ]


def _effect(group: str, effect: Effect) -> str:
    return f"{group}: {effect.level.word}. {effect.sentence}"


def _example(label: str, part: str, sides: tuple[dict[str, Any], dict[str, Any]]) -> list[str]:
    old, new = (json.dumps(side, ensure_ascii=False) for side in sides)
    return [f"{label + ':':7}{part} {old}", f"{'becomes':>{7 + len(part)}} {new}"]


if __name__ == "__main__":
    old_page = PAGE.read_text("utf-8")
    new_page = with_rules(old_page)
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(new_page, "utf-8")
    elif new_page != old_page:
        sys.exit(f"docs/schema-changes.md: the rules differ from those in newsrows.diff; next: {COMMAND}")
