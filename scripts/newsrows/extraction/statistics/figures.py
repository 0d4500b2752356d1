"""The records that pass between the steps of the statistics finder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from newsrows.extraction.statistics.units import Unit

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.counted_nouns import CountedNoun
    from newsrows.records.findings import Bound

NumeralForm = Literal["digits", "words", "fraction", "share", "vague", "fold"]

AGE_IN_YEARS = Unit("year", "age")


@dataclass(frozen=True, slots=True)
class Passage:
    """The part of an article in which a figure may lie.

    Attributes:
        text: the text of the article.
        tokens: the parse of the article.
        floor: offset where the passage begins.
        limit: offset behind the end of the passage.
        dollar: the currency of a bare '$' (ISO 4217).
    """

    text: str
    tokens: Tokens
    floor: int
    limit: int
    dollar: str


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it is written in the text.

    Attributes:
        start: offset where the number begins.
        end: offset behind its last character.
        value: its value, without a magnitude behind it ('1.2' in '1.2bn').
        form: how it is written.
        value_max: the upper end of a vague number ('tens of thousands').
        is_digits_only: whether it is a run of digits without commas, points or spaces, as a year is.
        last_scale: the factor of the word of size that ends a number in words: 1000 for 'five thousand'.
    """

    start: int
    end: int
    value: float
    form: NumeralForm
    value_max: float | None = None
    is_digits_only: bool = False
    last_scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A number together with its currency, magnitude, unit or counted noun, and bound.

    Attributes:
        numeral: the number as it is written.
        start: offset where the figure begins: at its sign, currency or number.
        end: offset behind its last character: that of its number, unit or counted noun.
        number_end: offset behind the number and its magnitude.
        value: the value, multiplied by the magnitude.
        first_token: the token of the number's first character.
        last_token: the token of the figure's last character.
        value_max: the upper end of a range.
        unit: what the value is in; None if the text names no unit and no counted noun.
        bound: how the value relates to the true value.
        bound_start: offset where the words of a bound before the figure begin ('up to').
        bound_end: offset behind the words of a bound after the figure ('or more').
        scale: the factor of the magnitude ('million'), 1 without one.
        counted: the noun that the figure counts.
        substance: the token of a measured noun inside the figure ('copper' in '500 tonnes of copper a year').
        is_shared: whether the unit was taken from another figure.
    """

    numeral: Numeral
    start: int
    end: int
    number_end: int
    value: float
    first_token: int
    last_token: int
    value_max: float | None = None
    unit: Unit | None = None
    bound: Bound = "exact"
    bound_start: int | None = None
    bound_end: int | None = None
    scale: float = 1.0
    counted: CountedNoun | None = None
    substance: int | None = None
    is_shared: bool = False

    @property
    def outer_start(self) -> int:
        """Offset where the figure begins, including the words of its bound."""
        return self.start if self.bound_start is None else self.bound_start

    @property
    def outer_end(self) -> int:
        """Offset behind the figure, including the words of its bound."""
        return self.end if self.bound_end is None else max(self.end, self.bound_end)

    @property
    def is_count_or_unitless(self) -> bool:
        """Whether the figure has no unit, or a counted noun as its unit."""
        return self.unit is None or self.unit.kind == "count"

    @property
    def may_be_label(self) -> bool:
        """Whether the number could name something ('787', 'one'): no commas, sign, currency, magnitude or range."""
        return (
            self.value_max is None
            and self.scale == 1
            and self.start == self.numeral.start
            and (self.numeral.is_digits_only or self.numeral.form == "words")
        )

    def with_unit(self, tokens: Tokens, end: int, unit: Unit) -> Figure:
        """The figure with a unit that ends at the offset `end`."""
        return replace(self, end=end, unit=unit, last_token=tokens.at(end - 1))


@dataclass(frozen=True, slots=True)
class SentenceFigures:
    """All figures of one sentence, so that no figure is read as what another one measures.

    Attributes:
        tokens: tokens of the figures, without the nouns that they count.
        counted: tokens of the nouns that they count.
        ages: people who are named by their age ('a 65-year-old'): last token of the age -> first token.
    """

    tokens: frozenset[int]
    counted: frozenset[int]
    ages: dict[int, int]

    @classmethod
    def of(cls, tokens: Tokens, figures: list[Figure]) -> SentenceFigures:
        """Collect the tokens of the `figures` of one sentence."""
        return cls(
            tokens=frozenset(i for figure in figures for i in own_tokens(tokens, figure)),
            counted=frozenset(figure.counted.token for figure in figures if figure.counted is not None),
            ages={
                figure.last_token: figure.first_token
                for figure in figures
                if figure.unit == AGE_IN_YEARS and tokens.lower[figure.last_token].endswith(("old", "olds"))
            },
        )


def own_tokens(tokens: Tokens, figure: Figure) -> frozenset[int]:
    """The tokens of a figure without the noun that it counts: only the number of '1,100 rejected cases'."""
    if figure.substance is not None:
        end = tokens.at(figure.number_end)
    elif figure.counted is None:
        end = figure.last_token + 1
    else:
        end = figure.counted.token + 1 if figure.counted.is_modifier else tokens.at(figure.number_end)
    return frozenset(range(tokens.at(figure.outer_start), end)) - {figure.substance}
