"""Utterances and claims of single rows, and those that were found across articles."""

from datetime import date

import polars as pl

from newsrows.resolution.repeats.claims import CLAIM_SCHEMA, STATISTIC_MEMBER_SCHEMA
from newsrows.resolution.repeats.utterances import QUOTE_MEMBER_SCHEMA, UTTERANCE_SCHEMA
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tables import claim_rows, utterance_rows, with_claims, with_final_ids, with_utterances

DATES = pl.DataFrame({"article_id": ["pier", "gull"], "published_on": [date(2031, 3, 1), None]})


def rows(table: str, *values: dict[str, object]) -> pl.DataFrame:
    schema = polars_schema(load_tables()[table])
    later = {"utterance_id", "variant", "claim_id"}
    return pl.DataFrame(values, schema={name: kind for name, kind in schema.items() if name not in later})


QUOTES = rows(
    "quotes",
    {"quote_id": "gull:q4", "article_id": "gull", "kind": "indirect", "text": "it rained"},
    {"quote_id": "pier:q0", "article_id": "pier", "kind": "direct", "text": "Rain!", "person_id": "ann-lind"},
    {"quote_id": "pier:q9", "article_id": "pier", "kind": "direct", "text": "No boats."},
)
STATISTICS = rows(
    "statistics",
    {"statistic_id": "gull:s4", "article_id": "gull", "value": 3.0, "value_max": 5.0, "kind": "count", "unit": "boat"},
    {"statistic_id": "pier:s0", "article_id": "pier", "value": 4.0, "kind": "count", "unit": "gull"},
)
GROUP = {"utterance_id": "gull:u4", "text": "Rain!", "quotes": 2, "articles": 2, "independent_articles": 1}
MEMBERS = pl.DataFrame(
    [("gull:q4", "gull:u4", "reported"), ("pier:q0", "gull:u4", "full")], schema=QUOTE_MEMBER_SCHEMA, orient="row"
)


def test_a_quote_alone_is_its_own_utterance() -> None:
    quotes = with_utterances(QUOTES, pl.DataFrame(schema=QUOTE_MEMBER_SCHEMA))
    assert quotes.select("utterance_id", "variant").rows() == [
        ("gull:u4", "reported"),
        ("pier:u0", "full"),
        ("pier:u9", "full"),
    ]
    utterances = utterance_rows(quotes, pl.DataFrame(schema=UTTERANCE_SCHEMA), DATES)
    assert utterances.schema == polars_schema(load_tables()["utterances"])
    assert utterances.select("utterance_id", "person_id", "text", "quotes", "first_published_on").rows() == [
        ("gull:u4", None, "it rained", 1, None),
        ("pier:u0", "ann-lind", "Rain!", 1, date(2031, 3, 1)),
        ("pier:u9", None, "No boats.", 1, date(2031, 3, 1)),
    ]


def test_the_row_of_an_utterance_comes_with_its_first_quote() -> None:
    quotes = with_utterances(QUOTES, MEMBERS)
    several = pl.DataFrame([GROUP], schema=UTTERANCE_SCHEMA)
    here, there = (quotes.filter(pl.col("article_id") == article) for article in ("gull", "pier"))
    assert utterance_rows(here, several, DATES).select("utterance_id", "quotes").rows() == [("gull:u4", 2)]
    assert utterance_rows(there, several, DATES).select("utterance_id", "quotes").rows() == [("pier:u9", 1)]


def test_a_figure_alone_is_its_own_claim() -> None:
    statistics = with_claims(STATISTICS, pl.DataFrame(schema=STATISTIC_MEMBER_SCHEMA))
    claims = claim_rows(statistics, pl.DataFrame(schema=CLAIM_SCHEMA), DATES)
    assert claims.schema == polars_schema(load_tables()["claims"])
    assert claims.select("claim_id", "value", "value_low", "value_high", "agreement").rows() == [
        ("gull:c4", 3.0, 3.0, 5.0, "single"),
        ("pier:c0", 4.0, 4.0, 4.0, "single"),
    ]


def test_figures_of_one_claim_have_its_id() -> None:
    members = pl.DataFrame(
        [("gull:s4", "gull:c4"), ("pier:s0", "gull:c4")], schema=STATISTIC_MEMBER_SCHEMA, orient="row"
    )
    assert with_claims(STATISTICS, members)["claim_id"].to_list() == ["gull:c4", "gull:c4"]


def test_rows_with_another_id_move_to_their_place() -> None:
    frames = [pl.DataFrame({"claim_id": ids, "n": [len(ids)] * len(ids)}) for ids in (["b", "d"], [], ["f", "h", "k"])]
    frames[1] = frames[0].clear()
    ids = pl.DataFrame({"id": ["b", "f", "k", "x"], "final": ["z", "a", "g", "y"]})
    rows = pl.concat(list(with_final_ids(lambda: iter(frames), "claim_id", ids)))
    assert rows.rows() == [("a", 3), ("d", 2), ("g", 3), ("h", 3), ("z", 2)]
    unchanged = with_final_ids(lambda: iter(frames), "claim_id", ids.clear())
    assert pl.concat(list(unchanged)).equals(pl.concat(frames))
