"""Numbers as they are written, in digits or in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
