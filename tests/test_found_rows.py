"""Whatever is found in articles makes tables that validate: one odd figure must not keep a package from being made."""

from __future__ import annotations

from hashlib import sha256

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.extraction.finder import find
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.records import Article
from newsrows.resolution import link, resolve
from newsrows.schema import load_tables
from newsrows.tables import Counts, join_ids, shard
from newsrows.validation.frames import validate_frames
from odd_articles import odd_articles
from repeats_free import NO_COPIES, repeats_free


def tables(parses: list[ParsedArticle]) -> dict[str, pl.DataFrame]:
    """The published tables of some articles, as a build makes them."""
    linked = []
    for number, parsed in enumerate(parses):
        digest = sha256(f"{number}".encode()).hexdigest()
        article = Article(article_id=f"a{number}", file_name=f"a{number}.txt", sha256=digest, text=parsed.text)
        linked.append((article, link(article, find(article, parsed))))
    shards = shard(linked)
    resolution = resolve([shards.pop("entities")])
    joined = join_ids(shards, resolution.ids)
    counts = Counts(NO_COPIES)
    counts.add(joined)
    every = repeats_free(joined | counts.tables(resolution.tables, resolution.relation))
    return {
        name: every[name].select(table.field_names).sort(table.primary_key) for name, table in load_tables().items()
    }


@settings(deadline=None, max_examples=20)
@given(st.lists(odd_articles().filter(lambda parsed: bool(parsed.text.strip())), min_size=1, max_size=8))
def test_whatever_stands_there_the_tables_validate(parses: list[ParsedArticle]) -> None:
    assert validate_frames(tables(parses)) == []
