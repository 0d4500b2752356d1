"""Which properties of a descriptor are known, and what happens to the others in a comparison.

Known are those of Data Package v1 and v2 (https://datapackage.org/standard/), the older spellings in `normalise.py`,
those that frictionless-py adds, and three to which `newsrows diff` gives a meaning: `deprecated`, `renamedFrom`,
`openEnum`.

A property with a prefix (`skos:exactMatch`, `x-rank`, `_note`) is custom by the standard's own convention, and so is
any property of the package as a whole, as it describes the package and not how a table is read, unless it is a known
one with a slip (`verison`): custom properties are compared as text. Any other unknown property could change what a cell
means, or be a known one misspelt, so it is an error unless the user allows it by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from newsrows.datapackage.documents import Origin


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


KNOWN: dict[str, frozenset[str]] = {
    "package": _words(
        "$schema profile name id title description homepage version created contributors keywords image "
        "licenses license sources resources"
    ),
    "resource": _words(
        "$schema profile name type path url data title description homepage format mediatype mimetype encoding bytes "
        "hash licenses license sources schema dialect scheme compression innerpath extrapaths stats rowCount "
        "deprecated renamedFrom"
    ),
    "schema": _words(
        "$schema profile name title description homepage keywords fields fieldsMatch missingValues primaryKey "
        "uniqueKeys foreignKeys resources version created lastModified contributors licenses sources image path"
    ),
    "field": _words(
        "name id type format title description example examples constraints rdfType categories categoriesOrdered "
        "missingValues unit decimalChar groupChar bareNumber floatNumber trueValues falseValues delimiter itemType "
        "arrayItem deprecated renamedFrom openEnum"
    ),
    "constraints": _words(
        "required unique enum pattern minimum maximum exclusiveMinimum exclusiveMaximum minLength maxLength jsonSchema"
    ),
    "dialect": _words(
        "$schema profile name title description type delimiter lineTerminator quoteChar doubleQuote escapeChar "
        "nullSequence skipInitialSpace skipBlankRows header headerRows headerJoin headerCase caseSensitiveHeader "
        "commentRows commentChar csvddfVersion property itemType itemKeys sheetNumber sheetName sheet table keys keyed "
        "csv excel json"
    ),
    "foreignKey": _words("name title description fields reference"),
    "reference": _words("resource fields package datapackage"),
}
CLOSE = 0.8
EVERY = "*"


def is_prefixed(name: str) -> bool:
    """Whether a property is custom by its name: `dc:title`, `x-rank`, `_note`, `$comment`."""
    return ":" in name or name.startswith(("x-", "X-", "_")) or name == "$comment"


@dataclass(frozen=True, slots=True)
class UnknownProperty:
    """A property that could change what the data mean: where it is and what it may be, and what to do about it."""

    message: str
    advice: str


def unknown_properties(
    kind: str, members: Mapping[str, Any], origin: Origin, allowed: Set[str]
) -> Iterator[UnknownProperty]:
    """The properties that are neither known, custom, nor allowed."""
    for name in members:
        if name in KNOWN[kind] or is_prefixed(name) or name in allowed or EVERY in allowed:
            continue
        close = get_close_matches(name, KNOWN[kind], n=1, cutoff=CLOSE)
        if kind == "package" and not any(is_slip(name, known) for known in KNOWN[kind]):
            continue
        hint = f" (did you mean {close[0]!r}?)" if close else ""
        yield UnknownProperty(
            f"{origin.down(name)}: found the unknown property {name!r} in {kind}{hint}",
            f"next: correct it, write 'my:{name}', or allow it with --allow-property {name}",
        )


def is_slip(written: str, meant: str) -> bool:
    """Whether one letter too many, too few, wrong or swapped makes the one word of the other: `verison`."""
    if written == meant or abs(len(written) - len(meant)) > 1:
        return False
    at = next((i for i, (one, other) in enumerate(zip(written, meant, strict=False)) if one != other), None)
    if at is None:
        return True
    left, right = written[at:], meant[at:]
    swapped = left[:2] == right[:2][::-1] and left[2:] == right[2:]
    return swapped or left[1:] == right[1:] or left[1:] == right or left == right[1:]


def custom_properties(kind: str, members: Mapping[str, Any]) -> Iterator[str]:
    """Names of the properties that only their owners understand."""
    return (name for name in members if name not in KNOWN[kind])
