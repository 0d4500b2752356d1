"""Options of commands and of API functions: the fields of one dataclass per command.

A field's default, its type and what is said here about it make both the option of the command
(`newsrows.cli.options`) and the keyword argument of the API function. Importing this module loads no library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from os import PathLike
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
# Sizes are computed from numbers of options, and must fit into 64 bits.
LARGEST = 10**15


@dataclass(frozen=True, slots=True)
class Described:
    """What the command says about an option, and how it reads the option.

    Attributes:
        help: one line for `--help`.
        metavar: what stands for the value in `--help`; '' for the names of the choices, or for an option without value.
        flag: the option, if it is not the field's name with - for _.
        parse: reads the text that a user wrote; None: the field's type says how.
        several: for a field of several values, whether they follow one option ('list') or repeat it ('repeat').
        api_only: whether the command has no such option.
        minimum: the lowest number that is allowed; None: any.
    """

    help: str
    metavar: str = ""
    flag: str = ""
    parse: Callable[[str], Any] | None = None
    several: str = "repeat"
    api_only: bool = False
    minimum: int | None = None


def option(
    default: T,
    help: str,  # noqa: A002 - argparse's name for it
    *,
    metavar: str = "",
    flag: str = "",
    parse: Callable[[str], Any] | None = None,
    several: str = "repeat",
    api_only: bool = False,
    minimum: int | None = None,
) -> T:
    """A field of a dataclass of options, with its default and what `Described` holds."""
    described = Described(help, metavar, flag, parse, several, api_only, minimum)
    made: T = field(default=default, metadata={"option": described})
    return made


@dataclass(frozen=True)
class CheckedOptions:
    """A base of dataclasses of options, whose values are checked when an instance is made.

    Raises:
        TypeError: a value is not of its field's type.
        ValueError: a value is not one of its field's choices, is below its minimum, or is too large for a machine.
    """

    def __post_init__(self) -> None:
        types = get_type_hints(type(self))
        for one in fields(self):
            value = getattr(self, one.name)
            _check(one.name, value, types[one.name])
            described = one.metadata.get("option")
            if described is not None and described.minimum is not None and value < described.minimum:
                raise ValueError(f"{one.name}: found {value}, expected {described.minimum} or more")
            if isinstance(value, int) and value > LARGEST:
                raise ValueError(f"{one.name}: found more than {LARGEST:,}, expected less")


def several(name: str, values: Iterable[T]) -> tuple[T, ...]:
    """The values of an option that takes several, as a tuple.

    Raises:
        TypeError: `values` is one text or path, which is easily passed by mistake, or cannot be iterated.
    """
    checked: object = values  # a text is an iterable of texts for type checkers
    if isinstance(checked, str | bytes | PathLike) or not isinstance(checked, Iterable):
        raise TypeError(f"{name}: found {type(values).__name__}, expected a list; next: write [{checked!r}]")
    return tuple(values)


def _check(name: str, value: object, annotation: Any) -> None:
    kinds = get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)
    if not any(_fits(value, kind) for kind in kinds):
        choices = [repr(choice) for kind in kinds if get_origin(kind) is Literal for choice in get_args(kind)]
        if choices and isinstance(value, str):
            raise ValueError(f"{name}: found {value!r}, expected {' or '.join(choices)}")
        expected = choices or ["None" if kind is NoneType else _name(kind) for kind in kinds]
        raise TypeError(f"{name}: found {type(value).__name__} {value!r}, expected {' or '.join(expected)}")


def _fits(value: object, kind: Any) -> bool:
    origin = get_origin(kind)
    if origin is Literal:
        return value in get_args(kind)
    if origin is None:
        accepted = int | float if kind is float else kind
        return isinstance(value, accepted) and not (kind in {int, float} and isinstance(value, bool))
    items = value if isinstance(value, Sequence) and not isinstance(value, str) else None
    return items is not None and all(_fits(item, get_args(kind)[0]) for item in items)


def _name(kind: Any) -> str:
    return f"a list of {get_args(kind)[0].__name__}" if get_origin(kind) else str(kind.__name__)
