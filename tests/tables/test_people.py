"""What people has besides names and counts: gender, title and organisation, from all slices of rows."""

from __future__ import annotations

from typing import Any

import polars as pl

from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tables.gender import GENDER_SCHEMA
from newsrows.tables.people import PeopleFacts

MENTIONS = {"person_id": pl.String, "confidence": pl.Float64, **GENDER_SCHEMA}


def _slice(*mentions: tuple[float, str, str], roles: list[dict[str, Any]] | None = None) -> dict[str, pl.DataFrame]:
    rows = [("ada-brook", *mention) for mention in mentions]
    return {
        "mentions": pl.DataFrame(rows, schema=MENTIONS, orient="row"),
        "roles": pl.DataFrame(
            [{"person_id": "ada-brook", "status": "current", **role} for role in roles or ()],
            schema=polars_schema(load_tables()["roles"]),
        ),
    }


def _person(*slices: dict[str, pl.DataFrame], registry: str | None = None) -> dict[str, Any]:
    facts = PeopleFacts()
    for tables in slices:
        facts.add(tables)
    people = pl.DataFrame({"person_id": ["ada-brook"], "gender": [registry]}, schema_overrides={"gender": pl.String})
    return facts.join(people).row(0, named=True)


def test_a_person_without_evidence_and_roles_has_neither_gender_nor_title_nor_organisation() -> None:
    empty = {"gender": None, "gender_source": None, "title": None, "organisation_id": None}
    assert _person(_slice()) == {"person_id": "ada-brook", **empty}


def test_only_links_that_are_certain_enough_show_a_gender() -> None:
    assert _person(_slice((0.79, "female", "pronouns")))["gender"] is None
    assert _person(_slice((0.8, "female", "pronouns")))["gender"] == "female"


def test_evidence_of_several_slices_is_added_up() -> None:
    both = _person(_slice((1.0, "female", "honorific")), _slice((1.0, "male", "honorific")))
    assert (both["gender"], both["gender_source"]) == (None, None)


def test_the_registry_decides_against_the_articles() -> None:
    person = _person(_slice((1.0, "male", "honorific")), registry="other")
    assert (person["gender"], person["gender_source"]) == ("other", "registry")


def test_the_commonest_title_counts_whatever_its_capitals() -> None:
    titles = ["Mayor", "mayor", "mayor", "editor", "editor"]
    assert _person(_slice(roles=[{"title": title} for title in titles]))["title"] == "mayor"


def test_of_equally_common_titles_the_first_in_the_alphabet_counts() -> None:
    assert _person(_slice(roles=[{"title": "mayor"}, {"title": "Editor"}]))["title"] == "Editor"


def test_former_roles_count_only_if_there_are_no_others() -> None:
    before = [{"title": "minister", "status": "former", "organisation_id": "home-office"}] * 3
    now = [{"title": "chair", "status": "acting"}]
    person = _person(_slice(roles=before), _slice(roles=now))
    assert (person["title"], person["organisation_id"]) == ("chair", "home-office")
    assert _person(_slice(roles=before))["title"] == "minister"


def test_the_commonest_organisation_of_the_roles_is_that_of_the_person() -> None:
    ids = ["tidewatch", "harbour-board", "harbour-board", None]
    roles = [{"title": "chair", "organisation_id": organisation_id} for organisation_id in ids]
    assert _person(_slice(roles=roles))["organisation_id"] == "harbour-board"
