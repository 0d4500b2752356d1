r"""Regular expressions of descriptors, matched in time that is linear in the text.

Whoever writes a package writes its patterns, and engines that backtrack, such as Python's, can take longer than anybody
waits for `(a+)+$`. polars' engine (Rust's regex) never does. It has no look-around and no back-references. Look-ahead
at the beginning of an alternative and look-behind at its end become conditions of their own; anything else of the kind
is refused with a reason.

Patterns follow XML Schema, as the standard says, in which subtraction is `[a-z-[aeiou]]`, or Python, in which `{` and
`[` may stand for themselves where they begin nothing.

Source: https://docs.rs/regex/latest/regex/#syntax and
https://docs.python.org/3/library/re.html#regular-expression-syntax
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

import polars as pl

# A pattern of n states takes up to n steps of 50 ns for each character of a text.
_MAX_LENGTH: Final = 10_000
_MAX_STATES: Final = 4_000
_COUNT = re.compile(r"\{(?P<least>[0-9]*)(?P<comma>,)?(?P<most>[0-9]*)\}")
_POSIX = re.compile(r"\[:\^?[a-z]{1,8}:\]")
_FLAGS = re.compile(r"\(\?[imsxuU]+\)")
_GROUP = re.compile(r"\((?:\?(?:P?<[A-Za-z_]\w*>|[a-zA-Z]*(?:-[a-zA-Z]+)?[:)]))?", re.ASCII)
# The characters of names in XML (https://www.w3.org/TR/xml/#NT-Name), which XML Schema calls \i at the start and \c.
_NAME_START: Final = (
    r":A-Z_a-z\x{C0}-\x{D6}\x{D8}-\x{F6}\x{F8}-\x{2FF}\x{370}-\x{37D}\x{37F}-\x{1FFF}\x{200C}-\x{200D}\x{2070}-\x{218F}"
    r"\x{2C00}-\x{2FEF}\x{3001}-\x{D7FF}\x{F900}-\x{FDCF}\x{FDF0}-\x{FFFD}\x{10000}-\x{EFFFF}"
)
_NAME: Final = rf"{_NAME_START}\-.0-9\x{{B7}}\x{{300}}-\x{{36F}}\x{{203F}}-\x{{2040}}"
_NAME_CLASSES: Final = {
    r"\i": f"[{_NAME_START}]",
    r"\I": f"[^{_NAME_START}]",
    r"\c": f"[{_NAME}]",
    r"\C": f"[^{_NAME}]",
}
_LOOKS: Final = {"(?=": "ahead", "(?!": "not ahead", "(?<=": "behind", "(?<!": "not behind"}


class PatternError(ValueError):
    """A pattern is not applied; the message says why. `is_valid` is whether another engine understands it."""

    def __init__(self, reason: str, *, is_valid: bool) -> None:
        super().__init__(reason)
        self.is_valid = is_valid


@dataclass(frozen=True, slots=True)
class Condition:
    """What a text must match somewhere, or must not match, as polars' engine writes it."""

    expression: str
    must_match: bool = True


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern: texts fit if they meet all conditions of one alternative."""

    alternatives: tuple[tuple[Condition, ...], ...]

    def fits(self, text: pl.Expr) -> pl.Expr:
        """Return whether texts match as a whole; null where the text is null."""
        return pl.any_horizontal(
            pl.all_horizontal(
                text.str.contains(one.expression) if one.must_match else ~text.str.contains(one.expression)
                for one in conditions
            )
            for conditions in self.alternatives
        )


@lru_cache(maxsize=1024)
def read_pattern(written: str) -> Pattern:
    """Return a pattern that a whole text must match.

    Raises:
        PatternError: it is not a regular expression, or one that takes more than linear time or too many states.
    """
    if len(written) > _MAX_LENGTH:
        reason = f"has {len(written):,} characters, expected at most {_MAX_LENGTH:,}"
        raise PatternError(reason, is_valid=True)
    try:
        pattern = Pattern(tuple(_conditions(one) for one in _Scan(written).alternatives()))
    except _BacktrackingError as error:
        raise PatternError(f"{error}, which can take exponential time", is_valid=_python_reads(written)) from None
    try:
        pl.select(pattern.fits(pl.lit("")))
    except pl.exceptions.PolarsError as error:
        is_too_large = "size limit" in str(error)
        reason = "is too large" if is_too_large else "is not understood by polars' engine"
        raise PatternError(reason, is_valid=is_too_large or _python_reads(written)) from None
    return pattern


def _python_reads(written: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # FutureWarning: sets that may mean something else one day
            re.compile(written)
    except (re.error, RecursionError, OverflowError, MemoryError):
        return False
    return True


class _BacktrackingError(Exception):
    """The pattern holds what only engines that backtrack have."""


Place = Literal["ahead", "not ahead", "behind", "not behind"]


@dataclass(slots=True)
class _Alternative:
    """One alternative of a pattern: what it consists of, and its looks with their places in `parts`."""

    parts: list[str] = field(default_factory=list)
    looks: list[tuple[int, str, str]] = field(default_factory=list)


def _conditions(alternative: _Alternative) -> tuple[Condition, ...]:
    """An alternative as conditions.

    Look-ahead must have nothing but anchors and flags in front of it, and look-behind nothing but an anchor behind it:
    there both look at the whole text.
    """
    parts = alternative.parts
    flags = "".join(part for part in parts if _FLAGS.fullmatch(part))
    conditions = [Condition(rf"\A(?:{''.join(parts)})\z")]
    for place, kind, content in alternative.looks:
        before = [part for part in parts[:place] if not _FLAGS.fullmatch(part)]
        if kind.endswith("ahead") and all(part in {"^", r"\A"} for part in before):
            conditions.append(Condition(rf"\A(?:{flags}{content})", kind == "ahead"))
        elif kind.endswith("behind") and all(part in {"$", r"\z"} for part in parts[place:]):
            conditions.append(Condition(rf"(?:{flags}{content})\z", kind == "behind"))
        else:
            raise _BacktrackingError("looks ahead or behind in its middle")
    return tuple(conditions)


class _Scan:
    """One pass over a pattern, which writes it as polars' engine does and counts its states."""

    def __init__(self, written: str) -> None:
        self._written = written
        self._place = 0
        # The states of the groups that are open, and of what a count behind it would repeat.
        self._open: list[int] = [0]
        self._atoms: list[int] = [0]

    def alternatives(self) -> list[_Alternative]:
        """Return the pattern's alternatives, of which a pattern without | has one."""
        found = [_Alternative()]
        while self._place < len(self._written):
            opened = next((start for start in _LOOKS if self._written.startswith(start, self._place)), None)
            if opened is not None:
                if len(self._open) > 1:
                    raise _BacktrackingError("looks ahead or behind inside a group")
                found[-1].looks.append((len(found[-1].parts), _LOOKS[opened], self._look(opened)))
            elif len(self._open) == 1 and self._written[self._place] == "|":
                self._place += 1
                found.append(_Alternative([part for part in found[-1].parts if _FLAGS.fullmatch(part)]))
            else:
                found[-1].parts.append(self._piece())
        return found

    def _look(self, opened: str) -> str:
        """The content of a look-around at the place, which is behind it afterwards."""
        self._place += len(opened)
        depth = len(self._open)
        self._enter()
        parts: list[str] = []
        while self._place < len(self._written):
            if any(self._written.startswith(start, self._place) for start in _LOOKS):
                raise _BacktrackingError("looks ahead or behind inside another look")
            piece = self._piece()
            if len(self._open) == depth:
                return "".join(parts)
            parts.append(piece)
        return "".join(parts)  # the group is never closed: no engine takes what is written then

    def _piece(self) -> str:
        """The next atom, group mark or repetition as polars' engine writes it."""
        written, start = self._written, self._place
        character = written[start]
        if character == "\\":
            return self._escape()
        if character == "[":
            return self._set()
        if character == "(":
            return self._group()
        self._place += 1
        if character == ")":
            self._leave()
        elif character in "*+?":
            return self._repetition(character)
        elif character == "{":
            return self._count()
        elif character not in "^$|":
            self._atom(1)
        return character

    def _escape(self) -> str:
        piece = self._written[self._place : self._place + 2]
        kind = piece[1:]
        if kind and kind in "pP" and self._written.startswith("{", self._place + 2):
            end = self._written.find("}", self._place)
            piece = self._written[self._place : end + 1] if end > 0 else piece
        elif kind and kind in "123456789":
            raise _BacktrackingError("refers back to a group")
        self._place += len(piece)
        if kind not in {"b", "B", "A", "Z", "z"}:
            self._atom(1)
        if piece in _NAME_CLASSES:
            return _NAME_CLASSES[piece]
        return r"\z" if piece == r"\Z" else piece

    def _set(self) -> str:
        """A set of characters. A [ in it is one of them, unless it subtracts a set or begins a class of POSIX."""
        start = self._place
        self._place += 1
        parts = ["["]
        if self._written.startswith("^", self._place):
            parts.append(self._take(1))
        if self._written.startswith("]", self._place):
            self._place += 1
            parts.append(r"\]")
        while self._place < len(self._written):
            character = self._written[self._place]
            if character == "]":
                parts.append(self._take(1))
                break
            if character == "\\":
                escape = self._take(2)
                parts.append(_NAME_CLASSES.get(escape, escape))
            elif posix := _POSIX.match(self._written, self._place):
                parts.append(self._take(len(posix[0])))
            elif self._written.startswith("-[", self._place) and self._place > start + 1:
                self._place += 1
                parts.append(f"--{self._set()}")
            elif character in "[&~":
                parts.append(f"\\{self._take(1)}")
            elif self._written.startswith("--", self._place):
                raise PatternError("has -- in a set, which engines read in different ways", is_valid=True)
            else:
                parts.append(self._take(1))
        self._atom(1)
        return "".join(parts)

    def _take(self, count: int) -> str:
        piece = self._written[self._place : self._place + count]
        self._place += count
        return piece

    def _group(self) -> str:
        found = _GROUP.match(self._written, self._place)
        mark = found[0] if found is not None else "("
        if self._written.startswith("(?", self._place) and mark == "(":
            if self._written.startswith(("(?>", "(?P=", "(?("), self._place):
                raise _BacktrackingError("has an atomic group, a condition or a reference to a group")
            self._enter()  # a comment, or what no engine knows
            return self._take(1)
        if not mark.endswith(")"):
            self._enter()
        return self._take(len(mark))

    def _repetition(self, mark: str) -> str:
        following = self._written[self._place : self._place + 1]
        if following == "+":
            raise _BacktrackingError("has a possessive repetition")
        if following == "?":
            self._place += 1
            return f"{mark}?"
        return mark

    def _count(self) -> str:
        """A count such as {2,5}, or a brace that stands for itself, as it does in Python."""
        count = _COUNT.match(self._written, self._place - 1)
        if count is None or not (count["least"] or count["most"]):
            self._atom(1)
            return r"\{"
        self._place = count.end()
        least = int(count["least"][:7] or 0)
        most = int(count["most"][:7] or 0) if count["comma"] else least
        self._repeat(max(least, most, 1))
        upper = count["most"] if count["comma"] else ""
        return self._repetition(f"{{{count['least'] or '0'}{count['comma'] or ''}{upper}}}")

    def _atom(self, states: int) -> None:
        self._atoms[-1] = states
        self._grow(states)

    def _repeat(self, times: int) -> None:
        more = self._atoms[-1] * (times - 1)
        self._atoms[-1] += more
        self._grow(more)

    def _grow(self, states: int) -> None:
        self._open[-1] += states
        if self._open[-1] > _MAX_STATES:
            raise PatternError(f"has more than {_MAX_STATES:,} states", is_valid=True)

    def _enter(self) -> None:
        self._open.append(0)
        self._atoms.append(0)

    def _leave(self) -> None:
        if len(self._open) > 1:  # else a bracket too many, which no engine takes
            states = self._open.pop()
            self._atoms.pop()
            self._atom(states)
