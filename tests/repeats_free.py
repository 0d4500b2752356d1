"""Tables of articles that repeat nothing: every quote is its own utterance, every figure its own claim."""

from collections.abc import Mapping

import polars as pl

from newsrows.records.contract import ACROSS_COLUMNS
from newsrows.resolution.repeats.claims import CLAIM_SCHEMA, STATISTIC_MEMBER_SCHEMA
from newsrows.resolution.repeats.copies import ARTICLE_SCHEMA
from newsrows.resolution.repeats.utterances import QUOTE_MEMBER_SCHEMA, UTTERANCE_SCHEMA
from newsrows.tables import claim_rows, utterance_rows, with_claims, with_utterances

NO_COPIES = pl.DataFrame(schema=ARTICLE_SCHEMA)


def repeats_free(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables with duplicate_of, independent_articles, utterances and claims, whatever they had before."""
    rows = {name: frame.drop(ACROSS_COLUMNS.get(name, ()), strict=False) for name, frame in tables.items()}
    dates = rows["articles"].select("article_id", "published_on")
    quotes = with_utterances(rows["quotes"], pl.DataFrame(schema=QUOTE_MEMBER_SCHEMA))
    statistics = with_claims(rows["statistics"], pl.DataFrame(schema=STATISTIC_MEMBER_SCHEMA))
    for name in ("people", "organisations"):
        rows[name] = rows[name].with_columns(independent_articles=pl.col("articles"))
    return {
        **rows,
        "articles": rows["articles"].with_columns(duplicate_of=pl.lit(None, pl.String)),
        "quotes": quotes,
        "statistics": statistics,
        "utterances": utterance_rows(quotes, pl.DataFrame(schema=UTTERANCE_SCHEMA), dates),
        "claims": claim_rows(statistics, pl.DataFrame(schema=CLAIM_SCHEMA), dates),
    }
