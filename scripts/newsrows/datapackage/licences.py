"""Licences of a package, recognised however they are written: by name, by address or by title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from newsrows.datapackage.normalise import as_list

_SCHEME = re.compile(r"^https?://(?:www\.)?")
# The ends of addresses that show the same licence in another form or language.
_PAGE = re.compile(r"(?:/(?:deed|legalcode)(?:[.-][a-z_-]+)?|/legalcode\.txt|\.html?|\.txt|\.php|/summary|/index)$")
_CREATIVE_COMMONS = re.compile(r"creativecommons\.org/licen[sc]es/([a-z-]+)/([0-9.]+)")
_PUBLIC_DOMAIN = re.compile(r"creativecommons\.org/publicdomain/(zero|mark)/([0-9.]+)")
_LAST_PART = re.compile(r"(?:opensource\.org/licenses?|spdx\.org/licenses|apache\.org/licenses)/([^/]+)$")
_OPEN_DATA_COMMONS = re.compile(r"opendatacommons\.org/(?:licenses/)?([a-z]+)")
# Words of a name, in order, that the identifiers of SPDX write shorter; Creative Commons' terms first.
_WORDS = (
    ("creative commons", "cc"),
    ("public domain dedication and license", "pddl"),
    ("open database license", "odbl"),
    ("attribution", "by"),
    ("non-commercial", "nc"),
    ("noncommercial", "nc"),
    ("no derivatives", "nd"),
    ("noderivatives", "nd"),
    ("share alike", "sa"),
    ("sharealike", "sa"),
    ("zero", "0"),
)
_IDLE_WORDS = re.compile(
    r"\b(?:international|unported|universal|generic|licen[sc]e|version|the|v(?=[0-9]))\b|v(?=[0-9])"
)
_OPEN_DATA = {"pddl": "pddl-1.0", "odbl": "odbl-1.0", "by": "odc-by-1.0"}
# Names that say that a licence has no name.
_UNNAMED = frozenset(
    {"other", "other-open", "other-closed", "custom", "proprietary", "notspecified", "unknown", "none"}
)


@dataclass(frozen=True, slots=True)
class Licence:
    """What a descriptor says of one licence.

    Attributes:
        shown: how people see it: its address if it has one, else its name.
        known: its identifier in the manner of SPDX, in lower case, if its name, address or title tells one.
        names: its name, address and title in lower case, except names that say nothing.
    """

    shown: str
    known: frozenset[str]
    names: frozenset[str]

    def is_same(self, other: Licence) -> bool:
        """Whether two descriptions are of one licence."""
        if self.known and other.known:
            return not self.known.isdisjoint(other.known)
        return not self.names.isdisjoint(other.names) or self.shown == other.shown


def licences(members: Mapping[str, Any]) -> tuple[Licence, ...]:
    """The licences of a package or resource.

    `{"id", "url"}` (2013), `{"type", "url"}` (2014), `{"name", "path"}` (since 2017) and `license: "PDDL"` all occur.
    """
    written = as_list(members.get("licenses")) or as_list(members.get("license"))
    return tuple(map(_licence, written))


def without(these: tuple[Licence, ...], others: tuple[Licence, ...]) -> tuple[Licence, ...]:
    """The licences that are not among the others."""
    return tuple(one for one in these if not any(one.is_same(other) for other in others))


def _licence(item: Any) -> Licence:
    written = item if isinstance(item, Mapping) else {"name": item}
    stated = {key: str(written[key]).strip().lower() for key in _KEYS if written.get(key)}
    texts = [_SCHEME.sub("", text).rstrip("/") for text in stated.values()]
    known = frozenset(name for text in stated.values() for name in _known(text))
    return Licence(texts[0] if texts else "", known, frozenset(texts) - _UNNAMED)


_KEYS = ("path", "url", "name", "type", "id", "title")


def _known(text: str) -> Iterator[str]:
    """The identifier of a licence that a name, a title or an address tells, in lower case."""
    if "/" in text:
        yield from _known_address(_PAGE.sub("", _SCHEME.sub("", text).rstrip("/")))
        return
    name = text
    for words, short in _WORDS:
        name = name.replace(words, short)
    name = re.sub(r"[^a-z0-9.+]+", "-", _IDLE_WORDS.sub(" ", name)).strip("-")
    if match := re.fullmatch(r"cc-?(0|zero)(?:-([0-9.]+))?(?:-.*)?", name):
        yield f"cc0-{match[2] or '1.0'}"
    elif match := re.fullmatch(r"(?:cc-)?(by(?:-(?:nc|nd|sa))*)-([0-9]+(?:\.[0-9]+)?)(?:-(?:cc-.*|int|igo))?", name):
        yield f"cc-{match[1]}-{match[2] if '.' in match[2] else match[2] + '.0'}"
    elif match := re.fullmatch(r"(?:odc-|opendatacommons-)?(pddl|odbl)(?:-1\.0)?(?:-odbl)?", name):
        yield _OPEN_DATA[match[1]]
    elif re.fullmatch(r"odc-by(?:-1\.0)?", name):
        yield _OPEN_DATA["by"]
    elif re.fullmatch(r"(?:mit|apache-2\.0|bsd-[23]-clause|[al]?gpl-[0-9.]+(?:-only|-or-later)?|ogl-uk-[0-9.]+)", name):
        yield name


def _known_address(address: str) -> Iterator[str]:
    if match := _CREATIVE_COMMONS.match(address):
        yield f"cc-{match[1]}-{match[2]}"
    elif match := _PUBLIC_DOMAIN.match(address):
        yield f"cc0-{match[2]}" if match[1] == "zero" else f"pdm-{match[2]}"
    elif (match := _OPEN_DATA_COMMONS.match(address)) and match[1] in _OPEN_DATA:
        yield _OPEN_DATA[match[1]]
    elif match := _LAST_PART.search(address):
        yield from _known(match[1].replace("license-", "apache-"))
