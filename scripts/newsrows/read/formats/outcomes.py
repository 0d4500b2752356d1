"""What became of the objects of a JSON file, told as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsrows.read.errors import BadFileError, NoTextColumnError
from newsrows.read.record import BadRecord, Record

# The number of an object, None if the file is one object, and its record or what is wrong with it.
Outcome = tuple[int | None, Record | BadFileError]
# After so many objects without a text the keys are called something else, and the rest need not be read.
_PATIENCE = 100


def tell(outcomes: Iterable[Outcome], unit: str) -> Iterator[Record | BadRecord]:
    """The records, and in their places those that are bad.

    Raises:
        NoTextColumnError: none of the objects has a text, or none of the first hundred.
        BadFileError: the one object of the file is bad.
    """
    waiting: list[tuple[BadRecord, NoTextColumnError]] = []
    good = False
    for number, outcome in outcomes:
        if number is None and isinstance(outcome, BadFileError):
            raise outcome
        if isinstance(outcome, NoTextColumnError) and not good:
            waiting.append((BadRecord(f"{unit} {number}", str(outcome)), outcome))
            if len(waiting) == _PATIENCE:
                break
        elif isinstance(outcome, BadFileError):
            yield BadRecord(f"{unit} {number}", str(outcome))
        else:
            good = True
            yield from (bad for bad, _ in waiting)
            waiting.clear()
            yield outcome
    if waiting:
        raise waiting[0][1]
