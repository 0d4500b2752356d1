"""The records that pass between the steps of the statistics finder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.counted_nouns import Counted
    from newsrows.extraction.statistics.units import Unit
    from newsrows.records.findings import Bound


@dataclass(frozen=True, slots=True)
class Passage:
    """The stretch of an article that a figure may lie in: half-open, from `floor` to `limit`.

    `dollar` is the currency of a bare '$'.
    """

    text: str
    tokens: Tokens
    floor: int
    limit: int
    dollar: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, half-open, from its currency or number to its unit or counted noun.

    `number_end`: where number and magnitude end. `first`: the token of its number's first character, `last`: of the
    whole's last character. `scale`: the factor of its magnitude ('million'), 1 where none is written. `counted`: the
    noun it counts. `goods`: the noun inside it that is measured ('copper' in '500 tonnes of copper a year').
    `is_shared`: its unit stands with another figure. `bound_start`, `bound_end`: where the words of its bound begin or
    end.
    """

    numeral: Numeral
    start: int
    end: int
    number_end: int
    value: float
    first: int
    last: int
    value_max: float | None = None
    unit: Unit | None = None
    bound: Bound = "exact"
    bound_start: int | None = None
    bound_end: int | None = None
    scale: float = 1.0
    counted: Counted | None = None
    goods: int | None = None
    is_shared: bool = False

    @property
    def outer_start(self) -> int:
        """Where the figure begins, the words of its bound included."""
        return self.start if self.bound_start is None else self.bound_start

    @property
    def outer_end(self) -> int:
        """Where the figure ends, the words of its bound included."""
        return self.end if self.bound_end is None else max(self.end, self.bound_end)

    def up_to(self, tokens: Tokens, end: int, unit: Unit) -> Figure:
        """The figure with a unit that ends at `end`."""
        return replace(self, end=end, unit=unit, last=tokens.at(end - 1))


# Numbers as they are written, in digits or in words.

Form = Literal["digits", "words", "fraction", "share", "vague", "fold"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text, half-open; `value_max` is the upper end of a vague one ('tens of thousands').

    `is_bare` says that it is a run of digits and nothing else, as a year is.
    """

    start: int
    end: int
    value: float
    form: Form
    value_max: float | None = None
    is_bare: bool = False
