from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest

from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.schema.views import flat_frames, views
from newsrows.schema.withheld import ARTICLE_TEXT, without_columns

TABLES = load_tables()


def frames(**rows: list[dict[str, Any]]) -> dict[str, pl.DataFrame]:
    """All tables; those that are not in `rows` have no rows."""
    return {name: pl.DataFrame(rows.get(name, []), schema=polars_schema(table)) for name, table in TABLES.items()}


def role(start: int, title: str, status: str, organisation: str | None = None) -> dict[str, Any]:
    return {"article_id": "quay", "person_id": "ada-brook", "title": title, "status": status, "start": start} | {
        "role_id": f"quay:r{start}",
        "organisation_id": organisation,
    }


ARTICLE = {"article_id": "quay", "publisher": "The Quay", "published_on": date(2024, 3, 1), "title": "Ferries stop"}
QUOTE = {"quote_id": "quay:q9", "article_id": "quay", "start": 9, "text": "We will sail", "kind": "direct"}
FIGURE = {"statistic_id": "quay:s4", "article_id": "quay", "start": 4, "value": 3.0, "concept": "ferries"}
PEOPLE = [{"person_id": "ada-brook", "name": "Ada Brook"}]
FIRMS = [{"organisation_id": "quay-lines", "name": "Quay Lines"}]


@pytest.mark.parametrize(
    ("roles", "title", "organisation"),
    [
        ([], None, None),
        ([role(5, "captain", "current", "quay-lines")], "captain", "Quay Lines"),
        ([role(5, "pilot", "former"), role(40, "captain", "current")], "captain", None),
        ([role(40, "owner", "current"), role(5, "captain", "current")], "captain", None),
        ([role(40, "cook", "former"), role(5, "pilot", "former")], "pilot", None),
    ],
)
def test_quote_has_its_speakers_current_or_first_role(
    roles: list[dict[str, Any]], title: str | None, organisation: str | None
) -> None:
    tables = frames(
        articles=[ARTICLE], people=PEOPLE, organisations=FIRMS, roles=roles, quotes=[QUOTE | {"person_id": "ada-brook"}]
    )
    row = flat_frames(tables, TABLES)["quotes_flat"].collect().row(0, named=True)
    assert (row["speaker_name"], row["role"], row["role_organisation"]) == ("Ada Brook", title, organisation)
    assert (row["published_on"], row["publisher"], row["headline"]) == (date(2024, 3, 1), "The Quay", "Ferries stop")


def test_quote_of_an_organisation_has_its_name() -> None:
    quote = QUOTE | {"organisation_id": "quay-lines"}
    tables = frames(articles=[ARTICLE], organisations=FIRMS, quotes=[quote])
    assert flat_frames(tables, TABLES)["quotes_flat"].collect()["speaker_name"].to_list() == ["Quay Lines"]


def test_statistic_outside_quotes_is_a_row_without_speaker() -> None:
    said = FIGURE | {"statistic_id": "quay:s12", "start": 12, "quote_id": "quay:q9"}
    tables = frames(
        articles=[ARTICLE], people=PEOPLE, quotes=[QUOTE | {"person_id": "ada-brook"}], statistics=[said, FIGURE]
    )
    rows = flat_frames(tables, TABLES)["statistics_flat"].collect()
    assert rows["statistic_id"].to_list() == ["quay:s4", "quay:s12"]
    assert rows["speaker_name"].to_list() == [None, "Ada Brook"]


def test_rows_are_in_reading_order() -> None:
    starts = [100, 9, 20]
    quotes = [QUOTE | {"quote_id": f"quay:q{start}", "start": start} for start in starts]
    rows = flat_frames(frames(articles=[ARTICLE], quotes=quotes), TABLES)["quotes_flat"].collect()
    assert rows["quote_id"].to_list() == ["quay:q9", "quay:q20", "quay:q100"]


def test_withheld_column_is_missing_and_the_others_stay() -> None:
    schemas = without_columns(TABLES, ARTICLE_TEXT)
    held = frames(articles=[ARTICLE], statistics=[FIGURE])
    tables = {name: held[name].select(table.field_names) for name, table in schemas.items()}
    rows = flat_frames(tables, schemas)["statistics_flat"].collect()
    assert set(flat_frames(held, TABLES)["statistics_flat"].collect().columns) - set(rows.columns) == {"sentence"}
    assert rows["concept"].to_list() == ["ferries"]


def test_every_column_has_a_description_of_one_sentence_or_more() -> None:
    columns = [column for view in views(TABLES) for column in view.columns]
    assert all(column.description.endswith(".") for column in columns)
    assert len({view.name for view in views(TABLES)}) == 2
