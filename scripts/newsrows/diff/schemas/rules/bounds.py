"""Changes of the smallest and largest allowed value, and of the shortest and longest allowed length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from newsrows.datapackage.model import Field
from newsrows.diff.schemas.change import MAJOR, MINOR
from newsrows.diff.schemas.pairing import FieldPair
from newsrows.diff.schemas.rules.registry import Difference, add_rule

Kind = Literal["added", "dropped", "raised", "lowered", "changed"]


@dataclass(frozen=True, slots=True)
class Side:
    """One end of a range.

    Attributes:
        name: first part of the names of its rules.
        noun: what it limits, for sentences.
        keyword: constraint that sets an allowed limit.
        exclusive: constraint that sets a limit which is not itself allowed; None if there is no such constraint.
        lower: whether it is the lower end.
        length: whether it limits the length and not the value.
    """

    name: str
    noun: str
    keyword: str
    exclusive: str | None
    lower: bool
    length: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """The limit at one end.

    Attributes:
        written: the limit as in the descriptor.
        measure: the limit as a value that can be ordered; None if it cannot be read.
        exclusive: whether the limit itself is not allowed.
    """

    written: Any
    measure: Any
    exclusive: bool


SIDES = (
    Side("minimum", "the smallest allowed value", "minimum", "exclusiveMinimum", lower=True),
    Side("maximum", "the largest allowed value", "maximum", "exclusiveMaximum", lower=False),
    Side("min_length", "the shortest allowed length", "minLength", None, lower=True, length=True),
    Side("max_length", "the longest allowed length", "maxLength", None, lower=False, length=True),
)
SENTENCES: dict[Kind, str] = {
    "added": "{Noun} is now set.",
    "dropped": "{Noun} is no longer set.",
    "raised": "{Noun} is now larger.",
    "lowered": "{Noun} is now smaller.",
    "changed": "{Noun} changed, and it is unknown which of the two limits is larger.",
}


def bound_of(field: Field, side: Side) -> Bound | None:
    """The stricter of the two constraints that limit one end of a field; None if neither is set.

    For integers `exclusiveMinimum: 0` is the same as `minimum: 1`.
    """
    strictest: Bound | None = None
    for keyword, exclusive in ((side.keyword, False), (side.exclusive, True)):
        if keyword is None or field.constraint(keyword) is None:
            continue
        written = field.constraint(keyword)
        bound = Bound(written, _measure(written, "integer" if side.length else field.type), exclusive)
        if exclusive and field.type == "integer" and isinstance(bound.measure, Decimal):
            bound = Bound(written, bound.measure + (1 if side.lower else -1), exclusive=False)
        if strictest is None or _is_stricter(bound, strictest, lower=side.lower):
            strictest = bound
    return strictest


def _measure(written: Any, kind: str) -> Any:
    """A limit as a value that can be ordered; None if it cannot be read."""
    readers: dict[str, Callable[[str], Any]] = {
        "date": date.fromisoformat,
        "datetime": datetime.fromisoformat,
        "time": time.fromisoformat,
        "yearmonth": str,
    }
    try:
        number = readers.get(kind, Decimal)(str(written))
    except (ValueError, InvalidOperation):
        return None
    return None if isinstance(number, Decimal) and number.is_nan() else number


def _order(one: Bound, other: Bound) -> int | None:
    """-1, 0 or 1; None if the two cannot be compared, such as times with and without a time zone."""
    if one.measure is None or other.measure is None:
        return 0 if one.written == other.written else None
    try:
        return int(one.measure > other.measure) - int(one.measure < other.measure)
    except TypeError:
        return None


def _is_stricter(one: Bound, other: Bound, *, lower: bool) -> bool:
    order = _order(one, other)
    return order is not None and (order > 0 if lower else order < 0)


def kind_of_change(old: Bound | None, new: Bound | None, *, lower: bool) -> Kind | None:
    """How a limit changed; None if it did not."""
    if old is None or new is None:
        return None if old is new else "added" if old is None else "dropped"
    order = _order(new, old)
    if order is None:
        return "changed"
    if order == 0:
        if old.exclusive == new.exclusive:
            return None
        order = 1 if new.exclusive == lower else -1  # "above 0" starts higher than "from 0"
    return "raised" if order > 0 else "lowered"


def _register(side: Side, kind: Kind) -> None:
    def find(pair: FieldPair) -> Iterator[Difference]:
        if pair.old is None or pair.new is None:
            return
        old, new = bound_of(pair.old, side), bound_of(pair.new, side)
        if kind_of_change(old, new, lower=side.lower) == kind:
            yield Difference(
                old.written if old is not None else None,
                new.written if new is not None else None,
                (
                    "constraints",
                    side.exclusive if new is not None and new.exclusive and side.exclusive else side.keyword,
                ),
            )

    find.__name__ = f"{side.name}_{kind}"
    find.__doc__ = SENTENCES[kind].format(noun=side.noun, Noun=side.noun.capitalize())
    tighter = kind in {"added", "raised" if side.lower else "lowered"}
    looser = kind in {"dropped", "lowered" if side.lower else "raised"}
    word = "length" if side.length else "value"
    add_rule(
        find,
        "field",
        reader=(MINOR, "The schema promises more about the values than before.")
        if tighter
        else (MAJOR, f"Readers may get a {word} that was impossible before."),
        producer=(MINOR, "Every file that was valid is still valid.")
        if looser
        else (MAJOR, "Values that were valid may be invalid now."),
        recipe=MINOR if looser else MAJOR,
        remedy=f"do not add {side.keyword}" if kind == "added" else f"keep {side.keyword}",
    )


for _side in SIDES:
    for _kind in SENTENCES:
        _register(_side, _kind)
