"""Packages that leave columns out: the schemas of what is left."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from newsrows.datapackage.model import TableSchema
from newsrows.schema.load import SchemaError

# What a package for publishing leaves out where the articles' text may not be passed on: whole sentences in the
# articles' own words. Quotations stay (what people said is what the package is about), as do names and figures.
ARTICLE_TEXT = ("articles.text", "statistics.sentence")


def without_columns(tables: Mapping[str, TableSchema], withheld: Collection[str]) -> dict[str, TableSchema]:
    """The schemas without the columns of `withheld`, each written table.column.

    Raises:
        SchemaError: there is no such column, or it belongs to a key.
    """
    for place in withheld:
        table, _, column = place.partition(".")
        if table not in tables or column not in tables[table].field_names:
            raise SchemaError(f"withheld: found {place!r}, expected a column such as {ARTICLE_TEXT[0]}")
        if column in _keys(tables[table]):
            raise SchemaError(f"withheld: found {place!r}, which is part of a key, expected a column that is not")
    return {name: _without(table, withheld) for name, table in tables.items()}


def _without(table: TableSchema, withheld: Collection[str]) -> TableSchema:
    kept = tuple(field for field in table.fields if f"{table.name}.{field.name}" not in withheld)
    if len(kept) == len(table.fields):
        return table
    names = {field.name for field in kept}
    fields = [field for field in table.descriptor["fields"] if field["name"] in names]
    return replace(table, fields=kept, descriptor={**table.descriptor, "fields": fields})


def _keys(table: TableSchema) -> set[str]:
    keys = [table.primary_key, *table.unique_keys, *(key.fields for key in table.foreign_keys)]
    return {name for key in keys for name in key}
