from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import polars as pl
import pytest
from own_package import linked_rows, own_rows

from newsrows.datapackage.model import Constraints, Field
from newsrows.schema import load_tables
from newsrows.site import listing_pages, rows, tables, write_report
from newsrows.site.entity_pages import article_links
from newsrows.site.listing_pages import Listing, listings, script_files

EVE = "Eve <script>alert(1)</script> O'Hara"
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
    assert 'class="choice more">Tone</th>' in page
    assert 'class="number more">Loudness</th>' in page
    assert '<td data-label="Tone" class="choice more">very calm</td>' in page
    assert '<select name="tone"><option value="">any</option><option>very calm</option></select>' in page
    assert "Tone start" not in page


def test_column_that_the_schema_does_not_have_is_not_listed(tmp_path: Path) -> None:
    assert "Tone" not in _write(tmp_path, tone="very_calm")


def test_script_files_are_split_at_the_limit() -> None:
    assert list(script_files("rows", ["[1]", "[2]", "[3]"], limit=6)) == [
        "newsrows.rows([\n[1],\n[2]\n]);\n",
        "newsrows.rows([\n[3]\n]);\n",
    ]
    assert list(script_files("rows", [])) == ["newsrows.rows([\n\n]);\n"]


@pytest.fixture(scope="module")
def quayside() -> dict[str, Listing]:
    package = linked_rows(own_rows())
    return {listing.name: listing for listing in listings(package, article_links(package))}


def test_listings_show_these_columns(quayside: dict[str, Listing]) -> None:
    shown = {name: [column.heading for column in listing.columns if column.shown] for name, listing in quayside.items()}
    assert shown == {
        "articles": ["Article", "Paper", "Date", "Words", "Quotes", "Figures", "Copy of"],
        "people": ["Name", "Position", "Gender", "Words spoken", "Direct words", "Quotes", "Articles", "Mentions"],
        "organisations": ["Name", "Kind", "Acronym", "Words spoken", "Direct words", "Quotes", "Articles", "Mentions"],
        "quotes": ["Quote", "Speaker", "Paper", "Date", "Kind", "Source type", "Polarity", "Confidence", "Words",
                   "About"],
        "statistics": ["Figure", "Value", "To", "Unit", "Concept", "Speaker", "Paper", "Date", "Kind", "Bound",
                       "Confidence", "Review"],
        "roles": ["Role", "Status", "Person", "Organisation", "Paper", "Date", "Phrase", "Review", "Article"],
    }  # fmt: skip


def test_quotes_can_be_filtered(quayside: dict[str, Listing]) -> None:
    filters = {column.key: column.filter for column in quayside["quotes"].columns if column.filter}
    expected = {
        "speaker": "name", "paper": "choice", "date": "period", "kind": "choice", "source_type": "choice",
        "polarity": "choice", "confidence": "least", "about": "name", "organisation": "name", "gender": "choice",
    }  # fmt: skip
    assert expected.items() <= filters.items()


def test_people_are_sorted_by_family_name(quayside: dict[str, Listing]) -> None:
    assert [row[0] for row in quayside["people"].rows] == [
        ("Tom Adeyemi", "people/tom-adeyemi.html", "adeyemi, tom adeyemi"),
        ("Marta Lindqvist", "people/marta-lindqvist.html", "lindqvist, marta lindqvist"),
        (EVE, "people/eve-o-hara.html", f"o'hara, {EVE.casefold()}"),
    ]


def test_accents_and_case_do_not_matter_when_names_are_sorted() -> None:
    rows = own_rows()
    rows.tables["people"] = [
        {"person_id": name.casefold(), "name": f"Ann {name}"} for name in ("Zola", "Østby", "éclair", "Eden")
    ]
    package = linked_rows(rows)
    people = next(listing for listing in listings(package, article_links(package)) if listing.name == "people")
    assert [str(row[0]).split("'")[1] for row in people.rows] == ["Ann éclair", "Ann Eden", "Ann Zola", "Ann Østby"]


def test_quote_names_whom_it_is_about_with_confidence(quayside: dict[str, Listing]) -> None:
    column = next(number for number, column in enumerate(quayside["quotes"].columns) if column.key == "about")
    assert [row[column] for row in quayside["quotes"].rows if row[column]] == [
        (("Ferry Users United", "organisations/ferry-users-united.html", 0.6),)
    ]
