from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl
import pytest
from own_package import own_rows, row_of

from newsrows.datapackage.model import Constraints, Field
from newsrows.schema import load_tables
from newsrows.site import listing_pages, rows, tables, write_report
from newsrows.site.entity_pages import article_links
from newsrows.site.listing_pages import listings, script_files
from newsrows.site.package import link
from newsrows.site.tables import Tables

NEW_COLUMNS = (
    Field("tone", constraints=Constraints(enum=("very_calm", "angry"))),
    Field("loudness", type="number"),
    Field("tone_start", type="integer"),
)


@pytest.fixture
def wider_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Schemas in which quotes has further columns."""
    quotes = load_tables()["quotes"]
    schemas = MappingProxyType({**load_tables(), "quotes": replace(quotes, fields=(*quotes.fields, *NEW_COLUMNS))})
    for module in (listing_pages, rows, tables):
        monkeypatch.setattr(module, "load_tables", lambda: schemas)


def _write(folder: Path, **values: Any) -> str:
    """The page of quotes of a package whose quotes have further columns."""
    own_rows().write(folder / "package")
    path = folder / "package" / "data" / "parquet" / "quotes.parquet"
    pl.read_parquet(path).with_columns(**{name: pl.lit(value) for name, value in values.items()}).write_parquet(path)
    write_report(folder / "package", folder / "report")
    return (folder / "report" / "quotes.html").read_text("utf-8")


@pytest.mark.usefixtures("wider_quotes")
def test_new_column_of_the_schema_is_listed(tmp_path: Path) -> None:
    page = _write(tmp_path, tone="very_calm", loudness=0.25, tone_start=7)
    assert '<th scope="col">Tone</th><th scope="col" class="number">Loudness</th></tr>' in page
    assert '<td>very calm</td><td class="number">0.25</td></tr>' in page
    assert '<select name="Tone"><option value="">any</option><option>very calm</option></select>' in page
    assert "Tone start" not in page


def test_column_that_the_schema_does_not_have_is_not_listed(tmp_path: Path) -> None:
    assert "Tone" not in _write(tmp_path, tone="very_calm")


def test_script_files_are_split_at_the_limit() -> None:
    assert list(script_files("rows", ["[1]", "[2]", "[3]"], limit=6)) == [
        "newsrows.rows([\n[1],\n[2]\n]);\n",
        "newsrows.rows([\n[3]\n]);\n",
    ]
    assert list(script_files("rows", [])) == ["newsrows.rows([\n\n]);\n"]


def test_listings_show_these_columns() -> None:
    tables = {name: tuple(row_of(name, **row) for row in rows) for name, rows in own_rows().tables.items()}
    package = link(Tables("Quayside", tables))
    shown = {
        listing.name: [column.name for column in listing.columns]
        for listing in listings(package, article_links(package))
    }
    assert shown == {
        "articles": ["Article", "Publisher", "Date", "Words", "Quotes", "Figures", "Authors", "Section",
                     "Published at"],
        "people": ["Name", "Honorific", "Articles", "Mentions", "Quotes", "Words spoken"],
        "organisations": ["Name", "Acronym", "Kind", "Articles", "Mentions", "Quotes", "Words spoken"],
        "quotes": ["Quote", "Speaker", "Cue", "Kind", "Polarity", "Source type", "Attribution", "Speaker confidence",
                       "Confidence", "Article", "Variant"],
        "statistics": [
            "Figure", "Value", "To", "Unit", "Concept", "Change", "Kind", "Bound", "Confidence", "Review",
            "Article",
        ],
        "roles": ["Role", "Status", "Person", "Organisation", "Phrase", "Review", "Article"],
    }  # fmt: skip
