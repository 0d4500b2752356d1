"""Options of commands and of API functions: the fields of one dataclass per command.

A field's default, its type and what is said here about it make both the option of the command
(`newsrows.cli.options`) and the keyword argument of the API function. Importing this module loads no library.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


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
    """

    help: str
    metavar: str = ""
    flag: str = ""
    parse: Callable[[str], Any] | None = None
    several: str = "repeat"
    api_only: bool = False


def option(
    default: T,
    help: str,  # noqa: A002 - argparse's name for it
    *,
    metavar: str = "",
    flag: str = "",
    parse: Callable[[str], Any] | None = None,
    several: str = "repeat",
    api_only: bool = False,
) -> T:
    """A field of a dataclass of options, with its default and what `Described` holds."""
    described = Described(help, metavar, flag, parse, several, api_only)
    made: T = field(default=default, metadata={"option": described})
    return made
