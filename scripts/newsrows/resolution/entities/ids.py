"""Names of people and organisations to their ids: slugs, and numbers behind those of namesakes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import polars as pl
from slugify import slugify

# One row a person or an organisation before it has its id. `first` sorts by first appearance; `registry` is the id
# that the user's registry gives.
GROUPS: Final = pl.Schema(
    {
        "name": pl.String(),
        "slug": pl.String(),
        "first": pl.String(),
        "registry": pl.String(),
        "given_name": pl.String(),
        "family_name": pl.String(),
        "honorific": pl.String(),
        "acronym": pl.String(),
        "kind": pl.String(),
    }
)
_PLAIN: Final = re.compile(r"[A-Za-z .-]+")
_BETWEEN: Final = re.compile(r"[^a-z]+")
# 'A. Carter', 'AB Carter': nobody's fullest name if there is another one.
_INITIAL: Final = re.compile(r"(?:[A-Z]\.? ?){1,3} (?=[^ .]{2,})")


def commonest(values: Iterable[tuple[str | None, int]]) -> str | None:
    """The value with most articles, None if there is none."""
    count: dict[str, int] = {}
    for value, articles in values:
        if value:
            count[value] = count.get(value, 0) + articles
    return min(count, key=lambda value: (-count[value], value)) if count else None


def best_name(forms: Sequence[tuple[str, int]]) -> str:
    """The name of a row: the fullest of those in use, that is with a quarter of the commonest's mentions.

    A slip ('Ann] Carter', 'Coast Bank International' once in a hundred articles) gives nobody a new name and id.
    """
    if len(forms) == 1:
        return forms[0][0]
    mentions: Counter[str] = Counter()
    for form, count in forms:
        mentions[form] += count
    if len(mentions) == 1:
        return next(iter(mentions))
    fullest = max(len(form.split()) for form in mentions)
    full = [form for form in mentions if fullest == 1 or " " in form or _begins_another(form, mentions)]
    full = [form for form in full if not _INITIAL.match(form)] or full
    most = max(mentions[form] for form in full)
    used = [form for form in full if mentions[form] * 4 >= most]
    return min(used, key=lambda form: (form.isupper() and " " in form, -len(form.split()), -mentions[form], form))


def _begins_another(form: str, forms: Iterable[str]) -> bool:
    return any(other.startswith(f"{form} ") for other in forms)


def slug_of(name: str) -> str:
    """A name as an id: small letters, digits and hyphens."""
    slug = _BETWEEN.sub("-", name.lower()).strip("-") if _PLAIN.fullmatch(name) else slugify(name)
    return slug or "unnamed"


def group_row(
    name: str,
    first: str,
    registry: str | None,
    *,
    given_name: str | None = None,
    family_name: str | None = None,
    honorific: str | None = None,
    acronym: str | None = None,
    kind: str | None = None,
) -> tuple[str | None, ...]:
    """A row of `GROUPS`."""
    return (name, slug_of(name), first, registry, given_name, family_name, honorific, acronym, kind)


def ids_of(groups: pl.DataFrame) -> pl.Series:
    """The id of each row of `GROUPS`.

    Whoever appears first has the plain slug, namesakes a number behind it, in order of appearance; numbers that would
    make the slug of another name, or an id of the registry, are left out.
    """
    plain = groups.select("slug", "first", "registry").with_row_index("at")
    fixed = plain.filter(pl.col("registry").is_not_null()).select("at", id="registry")
    free = plain.filter(pl.col("registry").is_null())
    taken = free.filter(pl.col("slug").is_in(fixed["id"].implode()))["slug"].unique()
    # Most slugs stand alone, and a window over millions of them takes gigabytes.
    several = pl.col("slug").is_duplicated()
    alone = free.filter(~several).with_columns(rank=pl.lit(1, dtype=pl.UInt32))
    shared = free.filter(several).sort("slug", "first")
    ranked = pl.concat([alone, shared.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("slug"))])
    first = ranked.filter((pl.col("rank") == 1) & ~pl.col("slug").is_in(taken.implode())).select("at", id="slug")
    used = frozenset(taken) | frozenset(fixed["id"])
    later = ranked.join(first, on="at", how="anti").sort("slug", "rank")
    numbered = _numbered(later, first["id"], used)
    return pl.concat([fixed, first, numbered]).sort("at")["id"].alias("id")


def _numbered(later: pl.DataFrame, first: pl.Series, used: frozenset[str]) -> pl.DataFrame:
    """Ids for all but the first of each slug: -2, -3 ..."""
    looks_numbered = first.filter(first.str.contains(r"-\d+$"))
    taken = used | frozenset(looks_numbered)
    number: Counter[str] = Counter()
    found: list[str] = []
    for slug in later["slug"]:
        number[slug] = max(number[slug], 1)
        while True:
            number[slug] += 1
            candidate = f"{slug}-{number[slug]}"
            if candidate not in taken:
                break
        found.append(candidate)
    return pl.DataFrame({"at": later["at"], "id": pl.Series(found, dtype=pl.String)})
