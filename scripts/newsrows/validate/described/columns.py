"""A resource's columns: matched with the schema's fields, read, and held to their constraints."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import polars as pl

from newsrows.records import Issue
from newsrows.validate.breach import as_issues, breach, numbered, shown
from newsrows.validate.described.model import Field, Schema
from newsrows.validate.described.values import Column, read_column, read_values
from newsrows.validate.rulebook import declared, issue


def matched(schema: Schema, names: tuple[str, ...], label: str) -> tuple[dict[str, int], list[Issue]]:
    """Where each field's column is, and one issue if the columns are not those that fieldsMatch asks for.

    A file without a header has its columns in the fields' order.
    """
    fields = tuple(field.name for field in schema.fields)
    if names and not any(names):
        names = fields[: len(names)]
    places = {name: place for place, name in reversed(list(enumerate(names))) if name in fields}
    fits = {
        "exact": names == fields,
        "equal": sorted(names) == sorted(fields),
        "subset": set(fields) <= set(names),
        "superset": set(names) <= set(fields),
        "partial": bool(set(names) & set(fields)),
    }.get(schema.match, names == fields)
    if fits and len(set(names)) == len(names):
        return places, []
    message = f"found the columns {', '.join(names)}, expected {', '.join(fields)}"
    if schema.match not in {"exact", "equal"}:
        message += f" ({schema.match})"
    return places, [issue(label, "columns-mismatch", message)]


def column_issues(label: str, field: Field, texts: pl.Series, *, key: bool) -> tuple[pl.Series, list[Issue]]:
    """A column of texts, null where missing, as values, and its issues; `key`: it is part of the primary key."""
    column = read_column(field, texts)
    issues: list[Issue] = []
    for rule, broken in column.broken.items():
        wrong = texts.is_in(list(broken)) & texts.is_not_null()
        issues += _issues(label, rule, field, texts, wrong)
    issues += constraint_issues(label, field, column, texts, key=key)
    return column.values, issues


def constraint_issues(label: str, field: Field, column: Column, texts: pl.Series, *, key: bool) -> Iterator[Issue]:
    """Cells that break a constraint of their field; `texts` are the cells as messages show them."""
    if field.constraints.get("required") is True or key:
        yield from _issues(label, "required", field, texts, texts.is_null())
    if column.judged:
        return
    for rule, wrong in _broken(field, column.values):
        yield from _issues(label, rule, field, texts, wrong)


def without_missing(field: Field, texts: pl.Series) -> pl.Series:
    """Null where a cell holds one of the texts that stand for nothing; an empty cell is an empty text."""
    if "" not in field.missing:
        texts = texts.fill_null("")
    odd = field.missing if texts.null_count() == len(texts) or (texts == "").any() else field.missing - {""}
    if not odd:
        return texts
    frame = texts.alias("text").to_frame()
    return frame.select(pl.when(~pl.col("text").is_in(list(odd))).then("text")).to_series().alias(texts.name)


def _broken(field: Field, values: pl.Series) -> Iterator[tuple[str, pl.Series]]:
    limits = field.constraints
    if values.dtype not in {pl.Boolean, pl.String}:
        yield from _out_of_bounds(field, values)
    if values.dtype == pl.String:
        yield from _broken_texts(limits, values)
    for rule, allowed in (("enum", limits.get("enum")), ("category", field.categories)):
        if isinstance(allowed, list):
            yield rule, ~values.is_in(read_values(field, allowed).drop_nulls().implode())


def _out_of_bounds(field: Field, values: pl.Series) -> Iterator[tuple[str, pl.Series]]:
    for name, (rule, compare) in _BOUNDS.items():
        if field.constraints.get(name) is not None:
            bound = read_values(field, [field.constraints[name]])[0]
            if bound is not None:
                yield rule, compare(values, bound)


# a constraint, its rule, and when a value breaks it
_BOUNDS: Mapping[str, tuple[str, Callable[[pl.Series, Any], pl.Series]]] = {
    "minimum": ("minimum", operator.lt),
    "maximum": ("maximum", operator.gt),
    "exclusiveMinimum": ("exclusive-minimum", operator.le),
    "exclusiveMaximum": ("exclusive-maximum", operator.ge),
}


def _broken_texts(limits: Mapping[str, Any], values: pl.Series) -> Iterator[tuple[str, pl.Series]]:
    if isinstance(shortest := limits.get("minLength"), int):
        yield "min-length", values.str.len_chars() < shortest
    if isinstance(longest := limits.get("maxLength"), int):
        yield "max-length", values.str.len_chars() > longest
    if isinstance(pattern := limits.get("pattern"), str):
        yield "pattern", _unlike(pattern, values)


def _unlike(pattern: str, values: pl.Series) -> pl.Series:
    """Which texts do not match a pattern as a whole, in Python's dialect of patterns, each different text once."""
    try:
        like = values.str.contains(f"^(?:{pattern})$")
        doubtful = values.filter(~like).unique()
    except pl.exceptions.PolarsError:  # Rust's patterns know no look-ahead and no back-references
        doubtful = values.drop_nulls().unique()
    try:
        compiled = re.compile(pattern)
    except re.error:
        return pl.Series([False]).new_from_index(0, len(values))
    wrong = [text for text in doubtful if text is not None and not compiled.fullmatch(text)]
    return values.is_in(wrong) & values.is_not_null()


def _issues(label: str, rule: str, field: Field, texts: pl.Series, wrong: pl.Series) -> Iterator[Issue]:
    if not wrong.any():
        return
    rows = numbered(texts.alias("cell").to_frame()).filter(wrong)
    expected = f"expected {_expectation(rule, field)}"
    for found in breach(label, rows, column=field.name, found=shown(pl.col("cell")), expected=expected):
        yield from as_issues(declared()[rule], found)


def _expectation(rule: str, field: Field) -> str:
    limits = field.constraints
    kind = field.type if field.format == "default" else f"{field.type} ({field.format})"
    allowed = field.categories if rule == "category" else limits.get("enum")
    words = {
        "type-error": f"a value of type {kind}",
        "required": "a value",
        "minimum": f"at least {limits.get('minimum')}",
        "maximum": f"at most {limits.get('maximum')}",
        "exclusive-minimum": f"more than {limits.get('exclusiveMinimum')}",
        "exclusive-maximum": f"less than {limits.get('exclusiveMaximum')}",
        "min-length": f"a length of at least {limits.get('minLength')}",
        "max-length": f"a length of at most {limits.get('maxLength')}",
        "pattern": f"a text like {limits.get('pattern')}",
    }
    return words.get(rule) or f"one of {', '.join(map(str, allowed or ()))}"[:200]
