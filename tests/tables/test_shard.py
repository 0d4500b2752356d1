"""Linked articles become rows of shards, and of the published tables once ids are known."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from newsrows.records import (
    Article,
    Cue,
    Entity,
    LinkedArticle,
    LinkedMention,
    LinkedQuote,
    LinkedRole,
    LinkedStatistic,
    Mention,
    Quote,
    Role,
    Span,
    Statistic,
)
from newsrows.schema import load_tables
from newsrows.schema.checks import pandera_schema
from newsrows.tables import SHARD_TABLES, Counts, Spool, join_ids, shard
from repeats_free import NO_COPIES, repeats_free

TEXT = 'Ada Brook, chair of Tidewatch, said: "Two boats sank." Brook added: "We mourn."'


def span(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span.of(TEXT, start, start + len(words))


ADA, BROOK, TIDEWATCH = span("Ada Brook"), span("Brook", 50), span("Tidewatch")
ARTICLE = Article("harbour", "harbour.txt", "0" * 64, TEXT)
LINKED = LinkedArticle(
    article_id="harbour",
    words=13,
    sentences=2,
    paragraphs=1,
    entities=(
        Entity("person", "Ada Brook", (("Ada Brook", 1), ("Brook", 1))),
        Entity("organisation", "Tidewatch", (("Tidewatch", 1),)),
    ),
    mentions=(
        LinkedMention(Mention(ADA, "person", "name", 0), "name", 0),
        LinkedMention(Mention(TIDEWATCH, "organisation", "name", 0), "name", 1),
        LinkedMention(Mention(BROOK, "person", "name", 1), "partial", 0),
    ),
    roles=(LinkedRole(Role(span("Ada Brook, chair of Tidewatch"), "chair", ADA, TIDEWATCH), 0, 1),),
    quotes=(
        LinkedQuote(
            Quote(
                "direct",
                (span("Two boats sank."), span("We mourn.")),
                Cue(span("said"), "say"),
                ADA,
            ),
            "named",
            0,
            "person",
            speaker_confidence=0.98765,
            confidence=0.87654,
        ),
    ),
    statistics=(
        LinkedStatistic(Statistic(span("Two boats"), 2.0, "exact", "count", span("Two boats sank."), unit="boat"), 0),
    ),
)


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    ids = pl.DataFrame(
        {
            "article_id": ["harbour"] * 2,
            "entity": [0, 1],
            "type": ["person", "organisation"],
            "id": ["ada-brook", "tidewatch"],
        }
    )
    people = pl.DataFrame(
        {
            "person_id": ["ada-brook"],
            "name": ["Ada Brook"],
            "given_name": ["Ada"],
            "family_name": ["Brook"],
            "honorific": [None],
            "wikidata_id": [None],
            "gender": [None],
        },
        schema_overrides={"honorific": pl.String, "wikidata_id": pl.String, "gender": pl.String},
    )
    organisations = pl.DataFrame(
        {
            "organisation_id": ["tidewatch"],
            "name": ["Tidewatch"],
            "acronym": [None],
            "kind": ["charity"],
            "wikidata_id": ["Q4115189"],
        },
        schema_overrides={"acronym": pl.String},
    )
    frames = shard([(ARTICLE, LINKED)])
    del frames["entities"]
    joined = join_ids(frames, ids)
    counts, spool = Counts(NO_COPIES), Spool(Path())
    counts.add(joined)
    spool.add(joined)
    entities = counts.tables(
        {"people": people, "organisations": organisations}, lambda *row: "name" if row[-1] == row[-2] else "partial"
    )
    rows = {name: pl.concat(spool.frames(name)) for name in frames}
    both = repeats_free(entities | rows)
    return {name: both[name].select(table.field_names) for name, table in load_tables().items()}


def test_the_tables_match_their_schemas(tables) -> None:
    assert list(tables) == list(load_tables())
    for name, schema in load_tables().items():
        pandera_schema(schema).validate(tables[name], lazy=True)


def test_ids_of_rows_contain_article_and_start(tables) -> None:
    assert tables["mentions"]["mention_id"].to_list() == ["harbour:m0", "harbour:m20", "harbour:m55"]
    assert tables["quotes"]["quote_id"].to_list() == ["harbour:q38"]
    assert tables["roles"]["role_id"].to_list() == ["harbour:r0"]
    assert tables["statistics"]["statistic_id"].to_list() == ["harbour:s38"]


def test_each_mention_has_a_person_or_an_organisation(tables) -> None:
    assert tables["mentions"].select("person_id", "organisation_id").rows() == [
        ("ada-brook", None),
        (None, "tidewatch"),
        ("ada-brook", None),
    ]


def test_people_and_organisations_are_counted(tables) -> None:
    assert tables["people"].select("articles", "mentions", "quotes").row(0) == (1, 2, 1)
    assert tables["organisations"].select("articles", "mentions", "quotes").row(0) == (1, 1, 0)


def test_the_forms_of_each_name_are_counted(tables) -> None:
    columns = ["alias_id", "person_id", "organisation_id", "form", "relation", "articles", "mentions"]
    assert tables["aliases"].select(columns).rows() == [
        ("o:tidewatch:0", None, "tidewatch", "Tidewatch", "name", 1, 1),
        ("p:ada-brook:0", "ada-brook", None, "Ada Brook", "name", 1, 1),
        ("p:ada-brook:1", "ada-brook", None, "Brook", "partial", 1, 1),
    ]


def test_a_role_has_a_person_and_an_organisation(tables) -> None:
    columns = ["person_id", "title", "status", "organisation_id"]
    assert tables["roles"].select(columns).row(0) == ("ada-brook", "chair", "current", "tidewatch")


def test_a_quote_in_parts_is_one_row_with_its_parts_in_quote_spans(tables) -> None:
    quote = tables["quotes"].row(0, named=True)
    assert quote["text"] == "Two boats sank. … We mourn."
    assert TEXT[quote["start"] : quote["end"]].startswith("Two boats")
    assert (quote["speaker_confidence"], quote["confidence"]) == (0.988, 0.877)
    assert tables["quote_spans"].select("part", "text").rows() == [(0, "Two boats sank."), (1, "We mourn.")]


def test_a_quote_has_its_sentence_its_paragraph_and_its_number_of_words() -> None:
    text = f"Harbour news\n\n{TEXT}"
    moved = [
        Span.of(text, text.index(part.text), text.index(part.text) + len(part.text))
        for part in LINKED.quotes[0].quote.parts
    ]
    quote = LinkedQuote(Quote("direct", tuple(moved), sentence=1), "none")
    article = replace(ARTICLE, text=text)
    linked = replace(LINKED, mentions=(), roles=(), statistics=(), quotes=(quote,))
    assert shard([(article, linked)])["quotes"].select("sentence", "paragraph", "words").rows() == [(1, 1, 5)]


def test_a_mention_inside_a_quote_has_its_id() -> None:
    boats = Mention(span("Two boats"), "person", "nominal", 1)
    linked = replace(LINKED, mentions=(LinkedMention(boats, "nominal", 0, quote=0), *LINKED.mentions[2:]))
    assert shard([(ARTICLE, linked)])["mentions"]["quote_id"].to_list() == ["harbour:q38", None]


def test_a_mention_has_the_gender_that_it_shows() -> None:
    named = LinkedMention(replace(LINKED.mentions[0].mention, gender="female"), "name", 0)
    frame = shard([(ARTICLE, replace(LINKED, mentions=(named, *LINKED.mentions[1:])))])["mentions"]
    assert frame.select("gender", "gender_source").rows() == [("female", "honorific"), (None, None), (None, None)]


def test_a_statistic_has_the_id_of_its_quote(tables) -> None:
    assert tables["statistics"]["quote_id"].to_list() == ["harbour:q38"]


def test_a_batch_without_articles_gives_empty_frames() -> None:
    assert {name: frame.height for name, frame in shard([]).items()} == dict.fromkeys(SHARD_TABLES, 0)


def test_an_entity_is_a_row_with_its_forms() -> None:
    entities = shard([(ARTICLE, LINKED)])["entities"]
    assert entities.select("article_id", "entity", "type", "name").rows() == [
        ("harbour", 0, "person", "Ada Brook"),
        ("harbour", 1, "organisation", "Tidewatch"),
    ]
    assert entities["forms"][0].to_list() == [{"form": "Ada Brook", "mentions": 1}, {"form": "Brook", "mentions": 1}]


def test_every_frame_of_a_shard_has_article_ids() -> None:
    for name, frame in shard([(ARTICLE, LINKED)]).items():
        assert set(frame["article_id"]) == {"harbour"}, name
