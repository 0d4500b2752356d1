"""Changes of how small, large, short or long a value may be."""

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
    """One end of what is allowed, with the constraints that set it."""

    name: str
    noun: str
    keyword: str
    exclusive: str | None
    lower: bool
    length: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """The limit that holds: as written, as something that can be ordered, and whether it is itself left out."""

    written: Any
    measure: Any
    exclusive: bool


SIDES = (
    Side("minimum", "the smallest value", "minimum", "exclusiveMinimum", lower=True),
    Side("maximum", "the largest value", "maximum", "exclusiveMaximum", lower=False),
    Side("min_length", "the shortest length", "minLength", None, lower=True, length=True),
    Side("max_length", "the largest length", "maxLength", None, lower=False, length=True),
)
SENTENCES: dict[Kind, str] = {
    "added": "There is a limit for {noun} that is allowed now.",
    "dropped": "There is no limit for {noun} that is allowed any more.",
    "raised": "{Noun} that is allowed is larger than it was.",
    "lowered": "{Noun} that is allowed is smaller than it was.",
    "changed": "{Noun} that is allowed is another one, and the two cannot be ordered.",
}


def bound_of(field: Field, side: Side) -> Bound | None:
    """The stricter of the two constraints that set one side; None if there is none.

    For an integer `exclusiveMinimum: 0` is `minimum: 1`.
    """
    found: Bound | None = None
    for keyword, exclusive in ((side.keyword, False), (side.exclusive, True)):
        if keyword is None or field.constraint(keyword) is None:
            continue
        written = field.constraint(keyword)
        bound = Bound(written, _measure(written, "integer" if side.length else field.type), exclusive)
        if exclusive and field.type == "integer" and isinstance(bound.measure, Decimal):
            bound = Bound(written, bound.measure + (1 if side.lower else -1), exclusive=False)
        if found is None or _stricter(bound, found, lower=side.lower):
            found = bound
    return found


def _measure(written: Any, kind: str) -> Any:
    """A limit as something that can be ordered; None if it cannot."""
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
    """-1, 0 or 1; None if the two cannot be ordered, such as a time with and one without its zone."""
    if one.measure is None or other.measure is None:
        return 0 if one.written == other.written else None
    try:
        return int(one.measure > other.measure) - int(one.measure < other.measure)
    except TypeError:
        return None


def _stricter(one: Bound, other: Bound, *, lower: bool) -> bool:
    order = _order(one, other)
    return order is not None and (order > 0 if lower else order < 0)


def kind_of(old: Bound | None, new: Bound | None, *, lower: bool) -> Kind | None:
    """What became of a limit; None if nothing did."""
    if old is None or new is None:
        return None if old is new else "added" if old is None else "dropped"
    order = _order(new, old)
    if order is None:
        return "changed"
    if order == 0:
        if old.exclusive == new.exclusive:
            return None
        order = 1 if new.exclusive == lower else -1  # above 0 starts higher than from 0
    return "raised" if order > 0 else "lowered"


def _enter(side: Side, kind: Kind) -> None:
    def find(pair: FieldPair) -> Iterator[Difference]:
        if pair.old is None or pair.new is None:
            return
        old, new = bound_of(pair.old, side), bound_of(pair.new, side)
        if kind_of(old, new, lower=side.lower) == kind:
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
        reader=(MINOR, "More is promised of the values than was.")
        if tighter
        else (MAJOR, f"A {word} arrives that was impossible."),
        producer=(MINOR, "Every file that was right is still right.")
        if looser
        else (MAJOR, "Values that were right are wrong now."),
        recipe=MINOR if looser else MAJOR,
        remedy=f"leave {side.keyword} out" if kind == "added" else f"keep {side.keyword}",
    )


for _side in SIDES:
    for _kind in SENTENCES:
        _enter(_side, _kind)
