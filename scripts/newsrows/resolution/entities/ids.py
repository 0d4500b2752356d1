"""Chooses the name and the id of a person or an organisation: the fullest form in use, and its slug."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import polars as pl
from slugify import slugify

CLUSTER_SCHEMA: Final = pl.Schema(
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
"""One row per person or organisation before it has its id.

`first` sorts by first appearance, `registry` is the id that the user's registry gives. The others are as in schemas/.
"""

# A form counts as in use if it has at least one mention for this many of the commonest form.
_RARE: Final = 4
_PLAIN_NAME: Final = re.compile(r"[A-Za-z .-]+")
_NOT_LETTERS: Final = re.compile(r"[^a-z]+")
# 'A. Carter', 'AB Carter': such a form is not the fullest if there is another one.
_INITIALS: Final = re.compile(r"(?:[A-Z]\.? ?){1,3} (?=[^ .]{2,})")


def commonest(values: Iterable[tuple[str | None, int]]) -> str | None:
    """The value in most articles, of several the first in alphabetical order; None if there are no values.

    Args:
        values: pairs of a value and a number of articles.
    """
    articles_of: dict[str, int] = {}
    for value, articles in values:
        if value:
            articles_of[value] = articles_of.get(value, 0) + articles
    return min(articles_of, key=lambda value: (-articles_of[value], value)) if articles_of else None


def best_name(forms: Sequence[tuple[str, int]]) -> str:
    """The fullest form among those in use, which are mentioned at least a quarter as often as the commonest.

    A slip ('Ann] Carter', or 'Coast Bank International' once in a hundred articles) thus does not change name and id.

    Args:
        forms: pairs of a form and its number of mentions; a form may occur more than once.
    """
    if len(forms) == 1:
        return forms[0][0]
    mentions: Counter[str] = Counter()
    for form, count in forms:
        mentions[form] += count
    if len(mentions) == 1:
        return next(iter(mentions))
    most_words = max(len(form.split()) for form in mentions)
    full = [form for form in mentions if most_words == 1 or " " in form or _begins_another(form, mentions)]
    full = [form for form in full if not _INITIALS.match(form)] or full
    most_mentions = max(mentions[form] for form in full)
    in_use = [form for form in full if mentions[form] * _RARE >= most_mentions]
    return min(in_use, key=lambda form: (form.isupper() and " " in form, -len(form.split()), -mentions[form], form))


def _begins_another(form: str, forms: Iterable[str]) -> bool:
    return any(other.startswith(f"{form} ") for other in forms)


def slug_of(name: str) -> str:
    """A name as an id: lower-case letters, digits and hyphens."""
    slug = _NOT_LETTERS.sub("-", name.lower()).strip("-") if _PLAIN_NAME.fullmatch(name) else slugify(name)
    return slug or "unnamed"


def cluster_row(
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
    """A row of `CLUSTER_SCHEMA`."""
    return (name, slug_of(name), first, registry, given_name, family_name, honorific, acronym, kind)


def assign_ids(clusters: pl.DataFrame) -> pl.Series:
    """The id of each row of `CLUSTER_SCHEMA`, in the rows' order.

    An entry of the registry keeps its id. Of several entities with one slug, the first to appear gets the slug as id,
    the others get a number after it, in order of appearance. Numbers that would make an id twice are skipped.
    """
    rows = clusters.select("slug", "first", "registry").with_row_index("at")
    from_registry = rows.filter(pl.col("registry").is_not_null()).select("at", id="registry")
    others = rows.filter(pl.col("registry").is_null())
    taken = others.filter(pl.col("slug").is_in(from_registry["id"].implode()))["slug"].unique()
    # Most slugs occur once. They are ranked apart, because a window over millions of slugs takes gigabytes.
    is_shared = pl.col("slug").is_duplicated()
    alone = others.filter(~is_shared).with_columns(rank=pl.lit(1, dtype=pl.UInt32))
    shared = others.filter(is_shared).sort("slug", "first")
    ranked = pl.concat([alone, shared.with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("slug"))])
    first = ranked.filter((pl.col("rank") == 1) & ~pl.col("slug").is_in(taken.implode())).select("at", id="slug")
    later = ranked.join(first, on="at", how="anti").sort("slug", "rank")
    numbered = _with_numbers(later, first["id"], frozenset(taken) | frozenset(from_registry["id"]))
    return pl.concat([from_registry, first, numbered]).sort("at")["id"].alias("id")


def _with_numbers(later: pl.DataFrame, first_ids: pl.Series, taken: frozenset[str]) -> pl.DataFrame:
    """Ids with -2, -3 ... for all but the first entity of each slug."""
    taken |= frozenset(first_ids.filter(first_ids.str.contains(r"-\d+$")))
    numbers: Counter[str] = Counter()
    ids: list[str] = []
    for slug in later["slug"]:
        numbers[slug] = max(numbers[slug], 1)
        while True:
            numbers[slug] += 1
            candidate = f"{slug}-{numbers[slug]}"
            if candidate not in taken:
                break
        ids.append(candidate)
    return pl.DataFrame({"at": later["at"], "id": pl.Series(ids, dtype=pl.String)})
