"""The registry of rules. A rule is a generator function: its name is its id, its docstring describes the change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from newsrows.diff.schemas.change import Effect, Level

Scope = Literal[
    "package", "resource", "resource-gone", "resource-new", "schema", "field", "field-gone", "field-new", "version"
]
Pair = TypeVar("Pair")
HARMLESS = "Whatever worked before still works."
MAX_CHARACTERS = 80  # of a value in a summary


@dataclass(frozen=True, slots=True)
class Difference:
    """What a rule yields.

    Attributes:
        old: the old value; None if there was none.
        new: the new value; None if there is none.
        path: steps from the descriptor of the compared item to the property that changed.
        summary: what changed, in a few words; '' is replaced by the two values.
        reader: level or effect for readers, if it differs from the rule's own.
        producer: level or effect for producers, if it differs from the rule's own.
        recipe: level by the recipe, if it differs from the rule's own.
    """

    old: Any = None
    new: Any = None
    path: tuple[str | int, ...] = ()
    summary: str = ""
    reader: Level | Effect | None = None
    producer: Level | Effect | None = None
    recipe: Level | None = None


def effect_of(default: Effect, override: Level | Effect | None) -> Effect:
    """The effect of a difference: the rule's own, or the one that the difference overrides it with."""
    if override is None:
        return default
    if isinstance(override, Effect):
        return override
    return Effect(override, default.sentence if override >= default.level else HARMLESS)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of change.

    Attributes:
        id: name of the rule, in lower case with hyphens.
        topic: name of the module that it is in.
        scope: what the rule compares.
        sentence: what changed.
        reader: what the change means for those who read the data.
        producer: what it means for those who write the data.
        recipe: level by the 'data package version' recipe of the standard.
        remedy: what to do instead of raising the version.
        find: finds the differences in a pair.
    """

    id: str
    topic: str
    scope: Scope
    sentence: str
    reader: Effect
    producer: Effect
    recipe: Level
    remedy: str
    find: Callable[[Any], Iterator[Difference]]


RULES: dict[str, Rule] = {}


def rule(
    scope: Scope, *, reader: tuple[Level, str], producer: tuple[Level, str], recipe: Level, remedy: str
) -> Callable[[Callable[[Pair], Iterator[Difference]]], Callable[[Pair], Iterator[Difference]]]:
    """Register a generator function as a rule.

    Args:
        scope: what the rule compares: `package`, `resource` (in both versions), `resource-gone`, `resource-new`,
            `schema` (in both versions), `field` (in both versions), `field-gone`, `field-new`, or `version`.
        reader: level and sentence for those who read the data.
        producer: level and sentence for those who write the data.
        recipe: level by the 'data package version' recipe of the standard
            (https://datapackage.org/recipes/data-package-version/).
        remedy: what to do instead of raising the version.
    """

    def register(find: Callable[[Pair], Iterator[Difference]]) -> Callable[[Pair], Iterator[Difference]]:
        add_rule(find, scope, reader=reader, producer=producer, recipe=recipe, remedy=remedy)
        return find

    return register


def add_rule(
    find: Callable[[Pair], Iterator[Difference]],
    scope: Scope,
    *,
    reader: tuple[Level, str],
    producer: tuple[Level, str],
    recipe: Level,
    remedy: str,
) -> None:
    """Register a generator function that was made in a loop. The arguments are those of `rule`.

    Raises:
        ValueError: there is already a rule with this name.
    """
    rule_id = find.__name__.replace("_", "-")
    if rule_id in RULES:
        raise ValueError(f"two rules are named {rule_id}")
    sentence = " ".join((find.__doc__ or "").split())
    topic = find.__module__.rpartition(".")[2]
    RULES[rule_id] = Rule(rule_id, topic, scope, sentence, Effect(*reader), Effect(*producer), recipe, remedy, find)


def value_text(value: Any) -> str:
    """A value as text for a summary; long values are cut."""
    if isinstance(value, str):
        text = repr(value)
    elif isinstance(value, list | tuple | set | frozenset):
        text = ", ".join(value_text(item) for item in value)
    else:
        text = str(value)
    return text if len(text) <= MAX_CHARACTERS else f"{text[: MAX_CHARACTERS - 3]}..."
