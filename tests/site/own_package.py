"""Packages written by hand. One of the articles attacks the page that shows it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.site.package import Package, link
from newsrows.site.rows import Row
from newsrows.site.tables import Tables
from repeats_free import repeats_free

FERRY = """\
Harbour ferries to stop at night

The Quayside Council will end night ferries in May, council leader Marta Lindqvist said on Tuesday 🚢.

"We cannot run empty boats," she told the Harbour Echo. "Only 1,200 people used them last year," Lindqvist added.

Ferry Users United called the plan a mistake. Its chairman, Tom Adeyemi, said that between 40% and 60% of cleaners had \
no other way home.
"""

BAKERY = """\
Bakery pays back £3.4m

Tom Adeyemi of Ferry Users United bought the first loaf. The Quayside Council lent at least £3.4m to the bakery.

"Every penny came back," Marta Lindqvist said.
"""

HOSTILE = """\
</title><script>document.title = "broken"</script>

Eve <script>alert(1)</script> O'Hara said: "</blockquote><img src=x onerror=alert(2)> & 'more' \\u003c/script>."

She paid 5 "<b>pounds</b>" to the --> Council.
"""


@dataclass
class Repeat:
    """Rows that are reports of one utterance or claim; its id is that of the first row."""

    table: str
    groups: str
    row_ids: tuple[str, ...]
    group: dict[str, Any]


@dataclass
class Rows:
    """The rows of a package; each is added by the words that it marks in an article."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {name: [] for name in load_tables()})
    repeats: list[Repeat] = field(default_factory=list)

    def article(self, article_id: str, text: str, **more: Any) -> None:
        self.tables["articles"].append(
            {
                "article_id": article_id,
                "file_name": f"{article_id}.txt",
                "sha256": sha256(text.encode()).hexdigest(),
                "language": "en",
                "characters": len(text),
                "words": len(text.split()),
                "sentences": 1,
                "paragraphs": 3,
                "text": text,
                **more,
            }
        )

    def place(self, article_id: str, words: str, nth: int = 0) -> tuple[int, int]:
        text = next(row["text"] for row in self.tables["articles"] if row["article_id"] == article_id)
        start = -1
        for _ in range(nth + 1):
            start = text.index(words, start + 1)
        return start, start + len(words)

    def mention(self, article_id: str, words: str, nth: int = 0, **more: Any) -> None:
        start, end = self.place(article_id, words, nth)
        row = {
            "mention_id": f"{article_id}:m{start}",
            "article_id": article_id,
            "start": start,
            "end": end,
            "text": words,
        }
        self.tables["mentions"].append(
            {"kind": "name", "sentence": 0, "confidence": 1.0, "review": "none", **row, **more}
        )

    def role(self, article_id: str, words: str, **more: Any) -> None:
        start, end = self.place(article_id, words)
        row = {"role_id": f"{article_id}:r{start}", "article_id": article_id, "start": start, "end": end, "text": words}
        self.tables["roles"].append({"status": "current", "review": "none", **row, **more})

    def quote(self, article_id: str, *parts: str, speaker: str, cue: str, **more: Any) -> None:
        places = [self.place(article_id, part) for part in parts]
        quote_id = f"{article_id}:q{places[0][0]}"
        speaker_start, speaker_end = self.place(article_id, speaker)
        cue_start, cue_end = self.place(article_id, cue)
        self.tables["quotes"].append(
            {
                "quote_id": quote_id,
                "article_id": article_id,
                "kind": "direct",
                "text": " … ".join(parts),
                "start": places[0][0],
                "end": places[-1][1],
                "sentence": 0,
                "paragraph": 0,
                "words": sum(len(part.split()) for part in parts),
                "cue": cue,
                "cue_start": cue_start,
                "cue_end": cue_end,
                "speaker": speaker,
                "speaker_start": speaker_start,
                "speaker_end": speaker_end,
                "attribution": "named",
                "polarity": "affirmed",
                "source_type": "person",
                "speaker_confidence": 0.95,
                "confidence": 0.8,
                "review": "none",
                **more,
            }
        )
        for number, (part, (start, end)) in enumerate(zip(parts, places, strict=True)):
            self.tables["quote_spans"].append(
                {"quote_id": quote_id, "part": number, "start": start, "end": end, "text": part}
            )

    def statistic(self, article_id: str, words: str, value: float, **more: Any) -> None:
        start, end = self.place(article_id, words)
        row = {"statistic_id": f"{article_id}:s{start}", "article_id": article_id, "start": start, "end": end}
        known = {"text": words, "value": value, "bound": "exact", "kind": "count", "sentence": words, "confidence": 0.9}
        self.tables["statistics"].append({**row, **known, "review": "none", **more})

    def alias(self, key: str, entity: str, form: str, relation: str, mentions: int = 1) -> None:
        row = {"alias_id": f"{key[0]}:{entity}:{len(self.tables['aliases'])}", key: entity, "form": form}
        self.tables["aliases"].append({**row, "relation": relation, "articles": 1, "mentions": mentions})

    def frames(self) -> dict[str, pl.DataFrame]:
        schemas = load_tables()
        rows = {name: pl.DataFrame(rows, schema=polars_schema(schemas[name])) for name, rows in self.tables.items()}
        tables = repeats_free(rows)
        for repeat in self.repeats:
            _join(tables, repeat)
        return {name: tables[name].select(table.field_names) for name, table in schemas.items()}

    def write(self, folder: Path, title: str = "Quayside news") -> Path:
        data = folder / "data" / "parquet"
        data.mkdir(parents=True, exist_ok=True)
        for name, frame in self.frames().items():
            frame.write_parquet(data / f"{name}.parquet")
        (folder / "datapackage.json").write_text(json.dumps({"name": "quayside", "title": title}), "utf-8")
        return folder


def _join(tables: dict[str, pl.DataFrame], repeat: Repeat) -> None:
    """Make the rows of `repeat` one group."""
    row_key = load_tables()[repeat.table].primary_key[0]
    key = load_tables()[repeat.groups].primary_key[0]
    members = pl.col(row_key).is_in(repeat.row_ids)
    own = tables[repeat.table].filter(members)[key].to_list()
    first = tables[repeat.table].filter(pl.col(row_key) == repeat.row_ids[0])[key].item()
    tables[repeat.table] = tables[repeat.table].with_columns(
        pl.when(members).then(pl.lit(first)).otherwise(key).alias(key)
    )
    counts = {name: len(own) for name in (repeat.table, "articles", "independent_articles")}
    groups = tables[repeat.groups]
    tables[repeat.groups] = groups.filter((pl.col(key) == first) | ~pl.col(key).is_in(own)).with_columns(
        pl.when(pl.col(key) == first).then(pl.lit(value)).otherwise(name).cast(groups.schema[name]).alias(name)
        for name, value in {**counts, **repeat.group}.items()
    )


def own_rows() -> Rows:
    """Two ordinary articles and a hostile one."""
    rows = Rows()
    rows.article("ferry", FERRY, title="Harbour ferries to stop at night", publisher="Harbour Echo",
                 published_on=date(2021, 3, 2), url="https://echo.example/ferry")  # fmt: skip
    rows.article("bakery", BAKERY, publisher="Loaf & Times", published_on=date(2021, 4, 9))
    rows.article("hostile", HOSTILE, title=HOSTILE.splitlines()[0], publisher='"><script>', url="javascript:alert(3)")
    for person_id, name in (("marta-lindqvist", "Marta Lindqvist"), ("tom-adeyemi", "Tom Adeyemi"),
                            ("eve-o-hara", "Eve <script>alert(1)</script> O'Hara")):  # fmt: skip
        rows.tables["people"].append({"person_id": person_id, "name": name, "articles": 1, "mentions": 1, "quotes": 1})
    rows.tables["people"][0].update(
        wikidata_id="Q4242", gender="female", gender_source="pronouns", title="council leader",
        organisation_id="quayside-council",
    )  # fmt: skip
    rows.tables["people"][2]["wikidata_id"] = '"><script>'
    for organisation_id, name in (
        ("quayside-council", "Quayside Council"),
        ("ferry-users-united", "Ferry Users United"),
    ):
        counts = {"articles": 2, "mentions": 2, "quotes": 0}
        rows.tables["organisations"].append({"organisation_id": organisation_id, "name": name, **counts})
    rows.alias("person_id", "marta-lindqvist", "Lindqvist", "partial")
    rows.alias("person_id", "marta-lindqvist", "Marta Lindqvist", "name", 2)
    rows.alias("person_id", "eve-o-hara", "<i>Eve</i>", "<b>variant</b>")
    _ferry(rows)
    _bakery(rows)
    _hostile(rows)
    quotes, statistics = rows.tables["quotes"], rows.tables["statistics"]
    boats, pennies = quotes[0]["quote_id"], next(row["quote_id"] for row in quotes if row["article_id"] == "bakery")
    rows.repeats = [
        Repeat("quotes", "utterances", (boats, pennies), {}),
        Repeat("statistics", "claims", (statistics[0]["statistic_id"], statistics[-1]["statistic_id"]),
               {"agreement": "conflicting", "value_low": 5.0, "value_high": 1200.0}),
    ]  # fmt: skip
    for name in ("people", "organisations"):
        for row in rows.tables[name]:
            row["independent_articles"] = row["articles"]
    return rows


def _ferry(rows: Rows) -> None:
    rows.mention("ferry", "Quayside Council", organisation_id="quayside-council")
    rows.mention("ferry", "Marta Lindqvist", person_id="marta-lindqvist")
    rows.mention("ferry", "she", person_id="marta-lindqvist", kind="pronoun")
    rows.mention("ferry", "Ferry Users United", organisation_id="ferry-users-united")
    rows.mention("ferry", "Tom Adeyemi", person_id="tom-adeyemi")
    rows.role("ferry", "council leader Marta Lindqvist", title="council leader", person_id="marta-lindqvist",
              organisation_id="quayside-council")  # fmt: skip
    rows.quote("ferry", "We cannot run empty boats,", "Only 1,200 people used them last year,", speaker="she",
               cue="told", person_id="marta-lindqvist", attribution="pronoun")  # fmt: skip
    rows.mention("ferry", "cleaners", organisation_id="ferry-users-united", kind="nominal", confidence=0.6,
                 quote_id=f"ferry:q{FERRY.index('between 40%')}")  # fmt: skip
    rows.quote("ferry", "between 40% and 60% of cleaners had no other way home", speaker="Its chairman, Tom Adeyemi",
               cue="said that", person_id="tom-adeyemi", kind="indirect")  # fmt: skip
    rows.statistic("ferry", "1,200 people", 1200, unit="person", concept="night ferry users")
    rows.statistic("ferry", "between 40% and 60%", 40, value_max=60, kind="percent", unit="percent", bound="range")


def _bakery(rows: Rows) -> None:
    rows.mention("bakery", "Tom Adeyemi", person_id="tom-adeyemi")
    rows.mention("bakery", "Ferry Users United", organisation_id="ferry-users-united")
    rows.mention("bakery", "Quayside Council", organisation_id="quayside-council")
    rows.mention("bakery", "Marta Lindqvist", person_id="marta-lindqvist")
    rows.quote("bakery", "Every penny came back,", speaker="Marta Lindqvist", cue="said", person_id="marta-lindqvist")
    rows.role("bakery", "Tom Adeyemi of Ferry Users United", title="chairman", status="former", review="confirmed",
              person_id="tom-adeyemi", organisation_id="ferry-users-united")  # fmt: skip
    rows.statistic("bakery", "at least £3.4m", 3.4e6, kind="money", unit="GBP", bound="at_least",
                   review="corrected")  # fmt: skip


def _hostile(rows: Rows) -> None:
    rows.mention("hostile", "Eve <script>alert(1)</script> O'Hara", person_id="eve-o-hara")
    rows.quote("hostile", "</blockquote><img src=x onerror=alert(2)> & 'more' \\u003c/script>.", cue="said",
               speaker="Eve <script>alert(1)</script> O'Hara", person_id="eve-o-hara")  # fmt: skip
    rows.statistic(
        "hostile", '5 "<b>pounds</b>"', 5, unit='"<b>pound</b>"', concept="</script><script>alert(4)</script>"
    )


def write_package(folder: Path) -> Path:
    return own_rows().write(folder)


def row_of(table: str, **values: Any) -> Row:
    """A row as the report reads it; columns without a value are null."""
    columns = {name: position for position, name in enumerate(load_tables()[table].field_names)}
    assert values.keys() <= columns.keys()
    return Row(table, columns, tuple(values.get(name) for name in columns))


def linked_rows(rows: Rows, *, title: str | None = "Quayside") -> Package:
    """The rows as the report reads them from files, but without files; repeats are left out."""
    tables = {name: tuple(row_of(name, **row) for row in table_rows) for name, table_rows in rows.tables.items()}
    return link(Tables(title, tables))


def linked_frames(rows: Rows) -> Package:
    """The rows with their repeats as the report reads them."""
    tables = {
        name: tuple(row_of(name, **row) for row in frame.iter_rows(named=True)) for name, frame in rows.frames().items()
    }
    return link(Tables("Quayside", tables))
