"""`join_ids` replaces entity numbers by ids."""

from __future__ import annotations

import polars as pl

from newsrows.tables import join_ids

IDS = pl.DataFrame(
    {
        "article_id": ["a", "a", "b"],
        "entity": [0, 1, 0],
        "type": ["person", "organisation", "person"],
        "id": ["ada-brook", "tidewatch", "cy-dale"],
    }
)


def shards() -> dict[str, pl.DataFrame]:
    rows = pl.DataFrame({"article_id": ["b", "a", "a", "a"], "entity": [0, 1, 0, None]})
    roles = pl.DataFrame({"article_id": ["a"], "person_entity": [0], "organisation_entity": [1]})
    return {"mentions": rows, "quotes": rows, "roles": roles, "articles": pl.DataFrame({"article_id": ["a", "b"]})}


def test_mentions_and_quotes_get_the_id_of_their_entity_in_the_column_of_its_kind() -> None:
    tables = join_ids(shards(), IDS)
    expected = [("cy-dale", None), (None, "tidewatch"), ("ada-brook", None), (None, None)]
    for name in ("mentions", "quotes"):
        assert tables[name].select("person_id", "organisation_id").rows() == expected


def test_roles_get_the_ids_of_person_and_organisation() -> None:
    assert join_ids(shards(), IDS)["roles"].select("person_id", "organisation_id").rows() == [
        ("ada-brook", "tidewatch")
    ]


def test_other_frames_are_unchanged() -> None:
    assert join_ids(shards(), IDS)["articles"].equals(shards()["articles"])
