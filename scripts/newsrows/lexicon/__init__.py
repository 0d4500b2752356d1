"""Word lists of the rules: CSV files, one folder per language. The .md pages in that folder describe each list."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the list `name`.csv in file order, each as column name to cell.

    Raises:
        FileNotFoundError: there is no such list.
    """
    text = (files(__name__) / "en" / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def column(name: str, field: str, **where: str) -> frozenset[str]:
    """The distinct values of one column of the list `name`.csv.

    Args:
        name: the list.
        field: the column.
        where: use only rows whose other columns have these values, such as `kind="sport"`.

    Raises:
        FileNotFoundError: there is no such list.
        KeyError: the list has no such column.
    """
    return frozenset(row[field] for row in rows(name) if all(row[other] == cell for other, cell in where.items()))


@cache
def group(name: str, group_name: str) -> frozenset[str]:
    """The words of one group of the list `name`.csv, which has the columns `group` and `word`.

    Raises:
        FileNotFoundError: there is no such list.
        KeyError: the list has no such group.
    """
    return frozenset(ordered_group(name, group_name))


def ordered_group(name: str, group_name: str) -> tuple[str, ...]:
    """The words of one group like `group`, in file order: for lists where the first match wins."""
    groups = _groups(name)
    if group_name not in groups:
        raise KeyError(f"list {name}.csv has no group {group_name!r}; next: use one of {', '.join(sorted(groups))}")
    return groups[group_name]


def alternatives(name: str, group_name: str) -> str:
    """The words of one group as alternatives of a regular expression, in file order."""
    return "|".join(map(re.escape, ordered_group(name, group_name)))


@cache
def _groups(name: str) -> dict[str, tuple[str, ...]]:
    """Each group of a list with its words. The list is read once for all of its groups."""
    words: dict[str, list[str]] = {}
    for row in rows(name):
        words.setdefault(row["group"], []).append(row["word"])
    return {group_name: tuple(members) for group_name, members in words.items()}
