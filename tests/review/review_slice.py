"""The tables of one article, as a build has them before anything is counted, and marks of its rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

import polars as pl

from newsrows.records import REVIEW_COLUMNS
from newsrows.review import Known, Reviews, apply_reviews, read_reviews, report_reviews
from newsrows.review.outcomes import Outcome, ReviewReport
from newsrows.schema import load_tables
from newsrows.schema.frames import polars_schema
from newsrows.tables import Counts
from newsrows.tables.gender import GENDER_SCHEMA
from newsrows.validation.frames import validate_frames
from repeats_free import NO_COPIES, repeats_free

TEXT = """\
Tram line will open late

Mayor Ines Duarte of Marlow Borough said on Monday: "We owe 300 drivers an apology." She added: "Give us two years."

Kit Duarte, her brother, called it "a disgrace for 40 villages".
"""
SHA256 = sha256(TEXT.encode()).hexdigest()
WHEN = "2026-03-01T09:30:00Z"
KNOWN = Known(people=frozenset({"ines-duarte", "kit-duarte", "olga-brandt"}), organisations=frozenset({"marlow"}))

Row = dict[str, Any]


def at(words: str, nth: int = 0) -> tuple[int, int]:
    """The span of `words` in the article."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return start, start + len(words)


def _placed(letter: str, key: str, words: str, nth: int = 0, **more: Any) -> Row:
    start, end = at(words, nth)
    return {key: f"tram:{letter}{start}", "article_id": "tram", "start": start, "end": end, "text": words, **more}


def _mention(words: str, kind: str, sentence: int, person: str | None = None, nth: int = 0) -> Row:
    organisation = None if person else "marlow-borough"
    ids = {"person_id": person, "organisation_id": organisation, "kind": kind, "sentence": sentence, "confidence": 1.0}
    return _placed("m", "mention_id", words, nth, **ids)


def _quote(
    *parts: str, speaker: str, cue: str, person: str, attribution: str, sentence: int, kind: str = "direct"
) -> Row:
    first, last = at(parts[0]), at(parts[-1])
    (speaker_start, speaker_end), (cue_start, cue_end) = at(speaker), at(cue)
    return {
        "quote_id": f"tram:q{first[0]}",
        "article_id": "tram",
        "kind": kind,
        "text": " … ".join(parts),
        "start": first[0],
        "end": last[1],
        "sentence": sentence,
        "paragraph": TEXT.count("\n\n", 0, first[0]),
        "words": sum(len(part.split()) for part in parts),
        "cue": cue,
        "cue_start": cue_start,
        "cue_end": cue_end,
        "speaker": speaker,
        "speaker_start": speaker_start,
        "speaker_end": speaker_end,
        "person_id": person,
        "attribution": attribution,
        "polarity": "affirmed",
        "source_type": "person" if person else "unknown",
        "speaker_confidence": 0.95 if person else None,
        "confidence": 0.9,
    }


def _parts(*parts: str) -> list[Row]:
    quote_id = f"tram:q{at(parts[0])[0]}"
    places = [(words, *at(words)) for words in parts]
    return [
        {"quote_id": quote_id, "article_id": "tram", "part": number, "start": start, "end": end, "text": words}
        for number, (words, start, end) in enumerate(places)
    ]


def _statistic(words: str, value: float, unit: str, sentence: str, quote: str | None = None, **more: Any) -> Row:
    known = {"value": value, "bound": "exact", "kind": "count", "unit": unit, "sentence": sentence, "confidence": 0.9}
    quote_id = quote and f"tram:q{at(quote)[0]}"
    return _placed("s", "statistic_id", words, quote_id=quote_id, **{**known, **more})


APOLOGY = "We owe 300 drivers an apology."
YEARS = "Give us two years."
DISGRACE = "a disgrace for 40 villages"


def tables() -> dict[str, pl.DataFrame]:
    """The tables: the published columns, article_id in each, and one column that reviews do not know."""
    text = TEXT.splitlines()
    rows: dict[str, list[Row]] = {
        "articles": [
            {
                "article_id": "tram",
                "file_name": "tram.txt",
                "sha256": SHA256,
                "language": "en",
                "characters": len(TEXT),
                "words": 40,
                "sentences": 6,
                "paragraphs": 3,
                "text": TEXT,
            }
        ],
        "mentions": [
            _mention("Ines Duarte", "name", 1, "ines-duarte"),
            _mention("Marlow Borough", "name", 1),
            _mention("She", "pronoun", 2, "ines-duarte"),
            _mention("Kit Duarte", "name", 4, "kit-duarte"),
        ],
        "roles": [
            _placed("r", "role_id", "Mayor Ines Duarte", title="Mayor", status="current", person_id="ines-duarte",
                    organisation_id="marlow-borough"),
        ],
        "quotes": [
            _quote(APOLOGY, YEARS, speaker="Mayor Ines Duarte", cue="said", person="ines-duarte", attribution="named",
                   sentence=1),
            _quote(DISGRACE, speaker="Kit Duarte", cue="called", person="kit-duarte", attribution="named",
                   sentence=4, kind="mixed"),
        ],
        "quote_spans": [*_parts(APOLOGY, YEARS), *_parts(DISGRACE)],
        "statistics": [
            _statistic("300 drivers", 300, "driver", TEXT[at("Mayor")[0] : at("She")[0] - 1], APOLOGY),
            _statistic("two years", 2, "year", f'She added: "{YEARS}"', APOLOGY, kind="duration"),
            _statistic("40", 40, "village", text[4], DISGRACE),
        ],
    }  # fmt: skip
    extra = {"quote_spans": {"article_id": pl.String()}, "mentions": {"entity": pl.Int64(), **GENDER_SCHEMA}}
    return {
        name: pl.DataFrame(
            [{"review": "none", **row} if name not in {"articles", "quote_spans"} else row for row in table_rows],
            schema={**polars_schema(load_tables()[name]), **extra.get(name, {})},
        )
        for name, table_rows in rows.items()
    }


UNNAMED: Row = {"speaker": None, "speaker_start": None, "speaker_end": None}


def frames_with_quote(**values: str | None) -> dict[str, pl.DataFrame]:
    """The tables, in which the quote DISGRACE has other values."""
    frames = tables()
    rows = [row | (values if row["start"] == at(DISGRACE)[0] else {}) for row in frames["quotes"].to_dicts()]
    return {**frames, "quotes": pl.DataFrame(rows, frames["quotes"].schema)}


def mark(table: str, words: str, verdict: str, nth: int = 0, **more: Any) -> dict[str, str]:
    """A line of a file of marks about the row with `words`; `more` sets other columns, such as `finding`."""
    start, end = at(words, nth)
    line = {
        "article_sha256": SHA256,
        "article_id": "tram",
        "table": table,
        "row_id": f"tram:{table[0]}{start}",
        "start": start,
        "end": end,
        "text": words,
        "verdict": verdict,
        "reviewed_at": WHEN,
        **more,
    }
    if isinstance(line.get("finding"), Mapping):
        line["finding"] = json.dumps(line["finding"])
    return {column: str(line.get(column, "")) for column in REVIEW_COLUMNS}


def apology(verdict: str, **more: Any) -> dict[str, str]:
    """A mark of the quote in two parts."""
    return mark("quotes", APOLOGY, verdict, **{"end": at(YEARS)[1], "text": f"{APOLOGY} … {YEARS}", **more})


def corrected(line: dict[str, str], **corrections: Any) -> list[dict[str, str]]:
    """One line per corrected column."""
    return [{**line, "verdict": "corrected", "column": name, "corrected": str(value)}
            for name, value in corrections.items()]  # fmt: skip


def write(path: Path, lines: Iterable[Mapping[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, REVIEW_COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
    return path


class Reviewed:
    """The result of marks: the tables, the outcome of each mark, the report, and the issues of validation."""

    def __init__(self, reviews: Reviews, frames: Mapping[str, pl.DataFrame] | None = None) -> None:
        applied = apply_reviews(frames or tables(), reviews, KNOWN)
        self.tables = applied.tables
        self.outcomes: tuple[Outcome, ...] = applied.outcomes
        self.report: ReviewReport = report_reviews(reviews, applied.outcomes)
        self.issues = validate_frames(published(applied.tables))

    def rows(self, table: str) -> list[Row]:
        return sorted(self.tables[table].to_dicts(), key=lambda row: (row["start"], row.get("part", 0)))

    def row(self, table: str, start: int) -> Row:
        return next(row for row in self.rows(table) if row["start"] == start)

    def states(self) -> list[str]:
        return [outcome.state for outcome in self.outcomes]


def apply(folder: Path, *lines: Mapping[str, str], frames: Mapping[str, pl.DataFrame] | None = None) -> Reviewed:
    """Write the lines to a file, read it and apply the marks; fails if the tables are not valid afterwards."""
    reviewed = Reviewed(read_reviews([write(folder / "reviews.csv", lines)]), frames)
    assert reviewed.issues == []
    return reviewed


def published(slice_: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    counts = Counts(NO_COPIES)
    counts.add(slice_)
    people = pl.DataFrame(
        {
            "person_id": ["ines-duarte", "kit-duarte", "olga-brandt"],
            "name": ["Ines Duarte", "Kit Duarte", "Olga Brandt"],
        },
    )
    organisations = pl.DataFrame({"organisation_id": ["marlow-borough"], "name": ["Marlow Borough"]})
    entities = {"people": _filled("people", people), "organisations": _filled("organisations", organisations)}
    named = counts.tables(entities, lambda *_: "name")
    every = repeats_free({**slice_, **named})
    return {
        name: every[name].select(polars_schema(table).names()).sort(table.primary_key)
        for name, table in load_tables().items()
    }


def _filled(table: str, frame: pl.DataFrame) -> pl.DataFrame:
    columns = polars_schema(load_tables()[table])
    counted = {"articles", "independent_articles", "mentions", "quotes"}
    counted |= {"gender_source", "title", "organisation_id"} if table == "people" else set()
    missing = {name: kind for name, kind in columns.items() if name not in counted and name not in frame.columns}
    return frame.with_columns(pl.lit(None, kind).alias(name) for name, kind in missing.items())
