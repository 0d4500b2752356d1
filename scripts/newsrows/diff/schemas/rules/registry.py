"""The register of rules. A rule is a small generator over a pair; its name is its id, its docstring its sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from newsrows.diff.schemas.change import Effect
from newsrows.diff.schemas.change import Level

Scope = Literal[
    "package", "resource", "resource-gone", "resource-new", "schema", "field", "field-gone", "field-new", "version"
]
Pair = TypeVar("Pair")
UNHARMED = "What worked goes on working."


@dataclass(frozen=True, slots=True)
class Difference:
    """What a rule yields: two values, where below the thing they stand, and levels that depart from the rule's own."""

    old: Any = None
    new: Any = None
    at: tuple[str | int, ...] = ()
    says: str = ""
    reader: Level | Effect | None = None
    producer: Level | Effect | None = None
    recipe: Level | None = None


def effect(own: Effect, departing: Level | Effect | None) -> Effect:
    """What a change does to somebody: the rule's own effect, or the one that departs from it in this case."""
    if departing is None:
        return own
    if isinstance(departing, Effect):
        return departing
    return Effect(departing, own.sentence if departing >= own.level else UNHARMED)


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of change: what it is, what it does to whom, and how to find it."""

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
    """Enter a generator into the register.

    Args:
        scope: what the rule looks at: `package`, `resource` (both sides are there), `resource-gone`, `resource-new`,
            `schema` (both sides have one), `field`, `field-gone`, `field-new`, or `version`.
        reader: level and sentence for those who read the data.
        producer: level and sentence for those who make the data.
        recipe: level by the 'data package version' recipe of the standard
            (https://datapackage.org/recipes/data-package-version/).
        remedy: what to do instead of raising the version.
    """

    def enter(find: Callable[[Pair], Iterator[Difference]]) -> Callable[[Pair], Iterator[Difference]]:
        add_rule(find, scope, reader=reader, producer=producer, recipe=recipe, remedy=remedy)
        return find

    return enter


def add_rule(
    find: Callable[[Pair], Iterator[Difference]],
    scope: Scope,
    *,
    reader: tuple[Level, str],
    producer: tuple[Level, str],
    recipe: Level,
    remedy: str,
) -> None:
    """Enter a generator under its name."""
    name = find.__name__.replace("_", "-")
    if name in RULES:
        raise ValueError(f"two rules are named {name}")
    sentence = " ".join((find.__doc__ or "").split())
    topic = find.__module__.rpartition(".")[2]
    RULES[name] = Rule(name, topic, scope, sentence, Effect(*reader), Effect(*producer), recipe, remedy, find)


def value_text(value: Any) -> str:
    """A value in a sentence, short."""
    if isinstance(value, str):
        text = repr(value)
    elif isinstance(value, list | tuple | set | frozenset):
        text = ", ".join(value_text(item) for item in value)
    else:
        text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
