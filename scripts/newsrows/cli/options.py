"""Dataclasses of options as the options of a command, and back.

Types, defaults and choices come from the fields, help texts from `newsrows.options.Described`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import MISSING, Field, fields
from functools import partial
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from newsrows.options import LARGEST, Described

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    T = TypeVar("T", bound=DataclassInstance)


def add_options(parser: argparse.ArgumentParser, options: type[DataclassInstance]) -> None:
    """Add an option to the parser for each field of a dataclass, except fields that only the API has."""
    types = get_type_hints(options)
    for field, described in _described(options):
        flag = described.flag or f"--{field.name.replace('_', '-')}"
        parser.add_argument(flag, dest=field.name, **_arguments(types[field.name], field, described))


def read_options(namespace: argparse.Namespace, options: type[T], **others: Any) -> T:
    """An instance of a dataclass from parsed options; `others` are values of fields that are not options.

    Raises:
        NewsrowsError: the options do not go together.
    """
    values = {field.name: getattr(namespace, field.name) for field, _ in _described(options)}
    try:
        return options(**values, **others)
    except ValueError as error:
        from newsrows.records import NewsrowsError  # noqa: PLC0415 - `--help` does not need it

        raise NewsrowsError(str(error)) from error


def _described(options: type[DataclassInstance]) -> list[tuple[Field[Any], Described]]:
    pairs = [(field, field.metadata["option"]) for field in fields(options)]
    return [(field, described) for field, described in pairs if not described.api_only]


def _arguments(annotation: Any, field: Field[Any], described: Described) -> dict[str, Any]:
    """What `add_argument` needs to know."""
    kind, is_several = _single_type(annotation)
    default = None if field.default is MISSING else field.default
    arguments: dict[str, Any] = {"help": _help(described, default), "default": default}
    if kind is bool:
        return arguments | {"action": "store_true"}
    if get_origin(kind) is Literal:
        arguments["choices"] = list(get_args(kind))
    elif described.parse is not None:
        arguments["type"] = _reader(described.parse)
    elif described.minimum is not None:
        arguments["type"] = _reader(partial(_number, minimum=described.minimum))
    elif kind is not str:
        arguments["type"] = kind
    if described.metavar:
        arguments["metavar"] = described.metavar
    if is_several and described.several == "list":
        arguments["nargs"] = "+"
    elif is_several and described.several == "repeat":
        arguments["action"] = "append"
        arguments["default"] = list(default or ())
    return arguments


def _single_type(annotation: Any) -> tuple[Any, bool]:
    """The type of one value, and whether the field holds several: `Sequence[Path]` gives Path and True."""
    origin = get_origin(annotation)
    if origin in {Union, UnionType}:
        (annotation,) = [part for part in get_args(annotation) if part is not NoneType]
        return _single_type(annotation)
    if origin is not None and isinstance(origin, type) and issubclass(origin, Sequence):
        return get_args(annotation)[0], True
    if annotation not in {bool, int, float, str, Path} and origin is not Literal and not isinstance(annotation, type):
        raise TypeError(
            f"found an option of type {annotation}, expected bool, int, float, str, Path, Literal or Sequence"
        )
    return annotation, False


def _help(described: Described, default: Any) -> str:
    text = described.help.replace("%", "%%")
    if isinstance(default, str | int | float) and not isinstance(default, bool) and "(default" not in text:
        return f"{text} (default: {default})"
    return text


def _number(text: str, *, minimum: int) -> int:
    try:
        number = int(text)
    except ValueError:
        raise ValueError(f"found {text!r}, expected a whole number") from None
    if number > LARGEST:
        raise ValueError(f"found more than {LARGEST:,}, expected less")
    if number < minimum:
        raise ValueError(f"found {number}, expected {minimum} or more")
    return number


def _reader(parse: Any) -> Any:
    """A function for argparse, whose message says what was expected."""

    def read(text: str) -> Any:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return read
