"""Records, schemas and the published descriptor say the same."""

import json
from pathlib import Path
from typing import get_args

import pytest

from newsrows.records import findings, linked
from newsrows.schema import load_tables

TOP = Path(__file__).resolve().parents[2]
TABLES = load_tables()


@pytest.mark.parametrize(
    ("values", "table", "column"),
    [
        (linked.MentionKind, "mentions", "kind"),
        (linked.Attribution, "quotes", "attribution"),
        (findings.QuoteKind, "quotes", "kind"),
        (findings.Bound, "statistics", "bound"),
        (findings.StatisticKind, "statistics", "kind"),
    ],
)
def test_the_values_of_a_record_are_those_of_its_column(values, table, column) -> None:
    assert get_args(values) == TABLES[table].column(column).constraints.enum


def test_the_descriptor_holds_the_schemas() -> None:
    package = json.loads((TOP / "datapackage.json").read_text("utf-8"))
    published = {
        resource["name"]: resource["schema"] for resource in package["resources"] if resource["format"] == "csv"
    }
    assert published == {name: dict(table.descriptor) for name, table in TABLES.items()}
