from __future__ import annotations

import sqlite3

import pytest

from newsrows.publishing.editions.sql import create_table, quoted_name, quoted_text
from newsrows.schema import TableSchema, load_tables

TYPES = dict.fromkeys(("string", "date", "datetime"), "text") | {
    "integer": "integer",
    "number": "real",
    "boolean": "integer",
}


@pytest.mark.parametrize("table", load_tables().values(), ids=load_tables())
def test_statement_creates_every_table_of_newsrows(table: TableSchema) -> None:
    database = sqlite3.connect(":memory:")
    database.execute(create_table(table, TYPES))
    columns = [row[1] for row in database.execute(f"pragma table_info({quoted_name(table.name)})")]
    assert columns == list(table.field_names)
    database.close()


def test_quotation_marks_in_names_and_texts_are_doubled() -> None:
    assert quoted_name('a"b') == '"a""b"'
    assert quoted_text("it's") == "'it''s'"
