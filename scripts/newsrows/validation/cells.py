"""Cells as values: the columns of a file matched with the fields of a schema, and each slice of them cast.

A cast never fails: a cell that is not of its field's type becomes null, and is a type error at its row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from newsrows.datapackage.column import Column
from newsrows.datapackage.model import Field, TableSchema
from newsrows.datapackage.values import read_canonical_column, read_column
from newsrows.records import Issue
from newsrows.validation.registry import issue, shortened
from newsrows.validation.violations import Violation, numbered, shown, violation

# What a text or value may break, by the standard's name, and the rule's id.
_RULES: Mapping[str, str] = {
    "type": "type-error",
    "required": "required",
    "minimum": "minimum",
    "maximum": "maximum",
    "exclusiveMinimum": "exclusive-minimum",
    "exclusiveMaximum": "exclusive-maximum",
    "minLength": "min-length",
    "maxLength": "max-length",
    "pattern": "pattern",
    "enum": "enum",
    "jsonSchema": "json-schema",
}
# Up to so many names, messages have all of them.
_MANY_COLUMNS = 24
_TYPES: Mapping[str, str] = {
    "date": "a date like 2025-01-31",
    "datetime": "a date and time like 2025-01-31T09:30:00Z",
    "boolean": "true or false",
}

# What a column called row is called in frames, whose column row counts the rows.
ROW_COLUMN = "row (column)"

Violations = Iterator[tuple[str, Violation]]


@dataclass(frozen=True, slots=True)
class TypedSlice:
    """A slice of a table as values.

    Attributes:
        values: the columns that the file has, under the fields' names, and `row`, which counts from 1 in the file.
        texts: the cells as messages show them, null where one is missing; not the columns that hold values already.
        checked: columns whose constraints are checked already, or cannot be checked.
        broken: the texts that break the type or a constraint, by field and what they break.
        has_all_texts: whether `texts` has every column, so that an empty row can be seen in it.
    """

    values: pl.DataFrame
    texts: Mapping[str, pl.Series]
    checked: frozenset[str] = frozenset()
    broken: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    has_all_texts: bool = True

    def violations(self, table: TableSchema, label: str) -> Violations:
        """The cells that are of another type than their field, or that break a constraint of a rare type."""
        for name, broken in self.broken.items():
            texts = self.texts[name]
            for what, some in broken.items():
                rule = _RULES.get(what, "type-error")
                rows = self._rows(texts).filter(pl.col("cell").is_in(list(some)))
                expected = f"expected {expectation(rule, table.column(name))}"
                for wrong in violation(label, rows, column=name, found=shown(pl.col("cell")), expected=expected):
                    yield rule, wrong

    def empty_rows(self, label: str) -> Violations:
        """Rows in which every cell is missing."""
        columns = list(self.texts.values())
        if not self.has_all_texts or not columns or not all(column.null_count() for column in columns):
            return
        empty = pl.DataFrame([column.is_null().alias(str(place)) for place, column in enumerate(columns)])
        rows = self.values.select("row").filter(empty.select(pl.all_horizontal(pl.all())).to_series())
        for blank in violation(label, rows, column=None, found="nothing in any cell", expected="expected a row"):
            yield "blank-row", blank

    def _rows(self, texts: pl.Series) -> pl.DataFrame:
        return pl.DataFrame([self.values["row"], texts.alias("cell")])


def distinct_names(names: Sequence[str]) -> tuple[str, ...]:
    """Names of columns, those that occurred before with their number: a, a (2). The standard allows names twice."""
    seen: Counter[str] = Counter()
    distinct = []
    for name in names:
        seen[name] += 1
        distinct.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(distinct)


def frame_name(name: str) -> str:
    """A column's name in frames."""
    return ROW_COLUMN if name == "row" else name


def file_name(name: str) -> str:
    """The name in the file of a column of a frame."""
    return "row" if name == ROW_COLUMN else name


def _columns_message(names: Sequence[str], fields: Sequence[str]) -> str:
    """What differs: of few columns all names, of many the first difference."""
    if len(names) + len(fields) <= _MANY_COLUMNS:
        return f"found the columns {_listed(names)}, expected {_listed(fields)}"
    known, listed = frozenset(fields), frozenset(names)
    missing = [name for name in fields if name not in listed]
    extra = [name for name in names if name not in known]
    parts = [f"{_listed(missing[:5])} missing" if missing else "", f"{_listed(extra[:5])} added" if extra else ""]
    if not missing and not extra:
        pairs = zip(names, fields, strict=False)
        place = next((place for place, (one, other) in enumerate(pairs, start=1) if one != other), len(fields))
        parts = [
            f"{_listed(names[place - 1 : place])} as column {place}, expected {_listed(fields[place - 1 : place])}"
        ]
    return f"found {' and '.join(filter(None, parts))}; {len(names)} columns, expected {len(fields)}"


def _listed(names: Sequence[str]) -> str:
    """Names separated by commas; one with a space or comma at an end or within in quotation marks."""
    return ", ".join(f'"{name}"' if name != name.strip() or "," in name or not name else name for name in names)


def match_columns(schema: TableSchema, names: tuple[str, ...], label: str) -> tuple[dict[str, int], list[Issue]]:
    """The place of each field's column, and one issue if the columns are not those that fieldsMatch asks for.

    A file without a header has its columns in the fields' order.
    """
    fields = schema.field_names
    names = tuple(map(frame_name, names))
    if names and not any(names):
        names = fields[: len(names)] + ("",) * (len(names) - len(fields))
    if names != fields and distinct_names(names) == fields:
        names = fields
    known = frozenset(fields)
    places = {name: place for place, name in reversed(list(enumerate(names))) if name in known}
    fits = {
        "exact": names == fields,
        "equal": sorted(names) == sorted(fields),
        "subset": set(fields) <= set(names),
        "superset": set(names) <= set(fields),
        "partial": bool(set(names) & set(fields)),
    }.get(schema.fields_match, names == fields)
    if fits and len(set(names)) == len(names):
        return places, []
    message = _columns_message(tuple(map(file_name, names)), tuple(map(file_name, fields)))
    if not set(names) & set(fields):
        message += " (the first row of every file is its header)"
    if schema.fields_match not in {"exact", "equal"}:
        message += f" ({schema.fields_match})"
    return places, [issue(label, "columns-mismatch", message)]


def cast_texts(
    schema: TableSchema, places: Mapping[str, int], frame: pl.DataFrame, *, before: int, canonical: bool = False
) -> TypedSlice:
    """A slice of texts as values.

    Args:
        schema: the table's schema.
        places: the columns of its fields, as `match_columns` gives them.
        frame: the texts, with columns 0, 1, 2 ...
        before: how many rows of the file came earlier.
        canonical: whether the texts are those of newsrows' own tables, which have one form per type, and in which a
            missing cell is one with nothing in it.
    """
    read: Callable[[Field, pl.Series], Column] = read_canonical_column if canonical else read_column
    fields = [column for column in schema.fields if column.name in places]
    texts = {column.name: frame[str(places[column.name])] for column in fields}
    if not canonical:
        texts = {column.name: _without_missing(column, texts[column.name]) for column in fields}
    columns = {column.name: read(column, texts[column.name]) for column in fields}
    values = pl.DataFrame([column.values.alias(name) for name, column in columns.items()])
    return TypedSlice(
        numbered(values, before=before),
        texts,
        frozenset(name for name, column in columns.items() if column.checked),
        {name: column.broken for name, column in columns.items() if column.broken},
    )


def expectation(rule: str, column: Field) -> str:
    """What messages say is expected of a cell that breaks a rule."""
    limits = column.constraints
    kind = column.type if column.format == "default" else f"{column.type} ({column.format})"
    article = "an" if kind[0] in "aeiou" else "a"
    words = {
        "type-error": _TYPES.get(kind, f"{article} {kind}"),
        "required": "a value",
        "minimum": f"at least {limits.minimum}",
        "maximum": f"at most {limits.maximum}",
        "exclusive-minimum": f"more than {limits.exclusive_minimum}",
        "exclusive-maximum": f"less than {limits.exclusive_maximum}",
        "min-length": f"a length of at least {limits.min_length}",
        "max-length": f"a length of at most {limits.max_length}",
        "pattern": f"a text like {limits.pattern}",
        "json-schema": "what jsonSchema asks for",
    }
    allowed = column.categories if rule == "category" else limits.enum
    return shortened(words.get(rule) or f"one of {', '.join(map(str, (allowed or ())[:100]))}"[:200])


def _without_missing(column: Field, texts: pl.Series) -> pl.Series:
    """Null where a cell holds one of the texts that mean 'missing'; an empty cell is an empty text."""
    missing = set(column.missing_values)
    if "" not in missing:
        texts = texts.fill_null("")
    odd = missing if texts.null_count() == len(texts) or (texts == "").any() else missing - {""}
    if not odd:
        return texts
    frame = texts.alias("text").to_frame()
    return frame.select(pl.when(~pl.col("text").is_in(list(odd))).then("text")).to_series().alias(texts.name)
