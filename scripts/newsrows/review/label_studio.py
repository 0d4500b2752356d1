"""Reads corrected Label Studio tasks as marks: what annotators changed in the tasks that `newsrows export` wrote.

A task has the article's text and, as predictions, a region per row: https://labelstud.io/guide/export, JSON format.
Regions are compared with the rows by their ids, else by their spans, because Label Studio gives regions new ids.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import accumulate
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Final

from newsrows.records import ADDABLE, CORRECTABLE, ReviewMark, Verdict
from newsrows.records.contract import PART_SEPARATOR
from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.regular_files import read_regular
from newsrows.review.article_rows import ArticleRows, Row
from newsrows.review.marks import ReviewError
from newsrows.schema import load_tables

ROW_LINE: Final = "row: "
"""Begins the line of a region's meta text that has the id of its row. It stays when Label Studio changes the ids."""

# The tables of the labels of regions. The speaker of a quote is no row of its own.
_TABLES: Final = {"person": "mentions", "organisation": "mentions", "role": "roles"} | {
    "quote": "quotes",
    "statistic": "statistics",
}
_SPEAKERS: Final = frozenset({"speaker", "person", "organisation"})
_MAX_BYTES: Final = 1_000_000_000
_NUMBER: Final = re.compile(r"\d[\d,]*(?:\.\d+)?")
_OPENING, _CLOSING = '"“‘«„', '"”’»“'
_ENTITY_TYPES: Final = frozenset(kind.type for kind in ENTITY_KINDS)


@dataclass(frozen=True, slots=True)
class Task:
    """An annotated task.

    Attributes:
        article_id: of its article.
        text: the article's text.
        regions: the labelled regions.
        relations: pairs of ids of regions that the annotator has linked.
        made_at: when it was last saved.
        place: where it is, for messages.
    """

    article_id: str
    text: str
    regions: tuple[Region, ...]
    relations: tuple[tuple[str, str], ...]
    made_at: datetime
    place: str


@dataclass(frozen=True, slots=True)
class Region:
    """A labelled stretch of text; `start` and `end` count code points, `facts` are the lines of its meta text."""

    id: str
    label: str
    start: int
    end: int
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def row_id(self) -> str:
        """The id of the row that it was made of, with the number of the part, or with `:speaker`."""
        return self.facts.get(ROW_LINE.strip(": "), self.id)


@dataclass(frozen=True, slots=True)
class ImportedMarks:
    """The marks of tasks, and notes about what was not imported."""

    marks: tuple[ReviewMark, ...]
    notes: tuple[str, ...] = ()


# Reading the file


def read_tasks(path: Path) -> Iterator[Task]:
    """The annotated tasks of a file in Label Studio's JSON format; those without an annotation are left out.

    Of several annotations of a task, the one that was saved last counts.

    Raises:
        ReviewError: the file cannot be read or is not a list of such tasks.
    """
    try:
        tasks = json.loads(read_regular(path, _MAX_BYTES))
    except (OSError, ValueError, RecursionError) as error:
        raise ReviewError(f"{path}: cannot be read as JSON ({error}); {_NEXT}") from error
    if not isinstance(tasks, list):
        raise ReviewError(f"{path}: found {type(tasks).__name__}, expected a list of tasks; {_NEXT}")
    for number, task in enumerate(tasks, start=1):
        place = f"{path}, task {number}"
        try:
            annotation = _last_annotation(task)
            if annotation is not None:
                yield _task(task["data"], annotation, place)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            raise ReviewError(f"{place}: found no annotated article ({error!r}), expected one; {_NEXT}") from error


_NEXT: Final = "next: export the project from Label Studio in the format JSON (docs/reviewing.md)"


def _last_annotation(task: Mapping[str, Any]) -> Mapping[str, Any] | None:
    done = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    return max(done, key=_saved_at, default=None)


def _saved_at(annotation: Mapping[str, Any]) -> datetime:
    moment = annotation.get("updated_at") or annotation.get("created_at")
    if moment is None:
        return datetime.now(UTC)
    saved = datetime.fromisoformat(moment)
    return saved if saved.tzinfo else saved.replace(tzinfo=UTC)


def _task(data: Mapping[str, Any], annotation: Mapping[str, Any], place: str) -> Task:
    text = data["text"]
    units = [0, *accumulate(2 if ord(character) > 0xFFFF else 1 for character in text)]
    regions, relations = [], []
    for item in annotation["result"]:
        if item["type"] == "labels":
            value = item["value"]
            start, end = bisect_left(units, int(value["start"])), bisect_left(units, int(value["end"]))
            start, end = _trimmed(text, start, end)
            if start < end and value.get("labels"):
                regions.append(Region(str(item["id"]), str(value["labels"][0]), start, end, _facts(item)))
        elif item["type"] == "relation":
            relations.append((str(item["from_id"]), str(item["to_id"])))
    return Task(str(data["article_id"]), text, tuple(regions), tuple(relations), _saved_at(annotation), place)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its edges that annotators select by accident."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _facts(item: Mapping[str, Any]) -> dict[str, str]:
    lines = item.get("meta", {}).get("text", [])
    pairs = (str(line).partition(": ") for line in ([lines] if isinstance(lines, str) else lines))
    return {name.strip(): value.strip() for name, found, value in pairs if found}


# Comparing an annotated article with its rows


@dataclass(frozen=True, slots=True)
class _Part:
    """A span of a row: its only one, or the part of a quote with this number."""

    table: str
    row: Row
    label: str
    start: int
    end: int
    number: int = 0

    @property
    def id(self) -> str:
        """The id of its region in the export."""
        row_id = str(self.row[load_tables()[self.table].primary_key[0]])
        return f"{row_id}:{self.number}" if self.number else row_id


def marks_of_task(task: Task, rows: ArticleRows, sha256: str, *, confirm: bool = False) -> ImportedMarks:
    """What an annotator changed, as marks of rows.

    A row whose region was removed is wrong; one with another span, or a quote with another speaker, is corrected. New
    quotes and statistics are added. A quote whose inner parts changed is marked as wrong and added again. Mentions and
    roles cannot be added.

    Args:
        task: the annotated task.
        rows: the article's rows, as the task was made of.
        sha256: of the article's bytes.
        confirm: whether rows that the annotator left as they are are marked as right.
    """
    compared = _Comparison(task, rows, sha256)
    marks = [*compared.marks_of_rows(confirm=confirm), *compared.marks_of_new_regions()]
    return ImportedMarks(tuple(marks), tuple(f"{task.place}: {note}" for note in compared.notes))


class _Comparison:
    def __init__(self, task: Task, rows: ArticleRows, sha256: str) -> None:
        self.task = task
        self.rows = rows
        self.sha256 = sha256
        self.notes: list[str] = []
        self._parts = list(_parts_of(rows))
        self._region_of, self._new = _matched(self._parts, task.regions)
        self._speaker_of = self._speakers()

    def marks_of_rows(self, *, confirm: bool) -> Iterator[ReviewMark]:
        """The marks of the rows that the package has."""
        by_row: dict[int, list[_Part]] = defaultdict(list)
        for part in self._parts:
            by_row[id(part.row)].append(part)
        for parts in by_row.values():
            yield from self._marks_of_row(parts, confirm=confirm)

    def marks_of_new_regions(self) -> Iterator[ReviewMark]:
        """The marks that add quotes and statistics."""
        others = 0
        for region in self._new:
            if region.label == "quote":
                speaker = self._speaker_of.get(region.id)
                values = {"kind": _kind(self.rows.text, region.start, region.end), **_given("quotes", region.facts)}
                yield self._added("quotes", [(region.start, region.end)], {**values, **_speaker_values(speaker)})
            elif region.label == "statistic":
                yield self._added("statistics", [(region.start, region.end)], self._figure(region))
            elif region.label != "speaker":
                others += 1
        if others:
            self.notes.append(
                f"{others} new people, organisations or roles are not imported; only quotes and figures are"
            )

    def _marks_of_row(self, parts: Sequence[_Part], *, confirm: bool) -> Iterator[ReviewMark]:
        table, row = parts[0].table, parts[0].row
        regions = [self._region_of.get(id(part)) for part in parts]
        kept = [region for region in regions if region is not None]
        if not kept:
            yield self._mark(table, row, "wrong")
            return
        # A relation begins at the first region; without it, nothing is known of a change of speaker.
        is_speaker_known = table == "quotes" and (
            regions[0] is not None or any(one.id in self._speaker_of for one in kept)
        )
        speaker = self._corrected_speaker(row, kept) if is_speaker_known else {}
        spans = sorted((region.start, region.end) for region in kept)
        before = [(part.start, part.end) for part in parts]
        if len(kept) < len(parts) or _inner_edges(spans) != _inner_edges(before):
            copied = {name: row[name] for name in ("kind", "polarity", "source_type")}
            said_by = {name: row[name] for name in ("speaker_start", "speaker_end")} | speaker
            said_by = {name: value for name, value in said_by.items() if name != "speaker" and value is not None}
            yield self._mark(table, row, "wrong")
            yield self._added(table, spans, {**copied, **said_by})
            return
        edges = {"start": (spans[0][0], before[0][0]), "end": (spans[-1][1], before[-1][1])}
        corrections = {name: str(now) for name, (now, then) in edges.items() if now != then} | speaker
        if corrections:
            yield self._mark(table, row, "corrected", corrections)
        elif confirm:
            yield self._mark(table, row, "right")

    def _speakers(self) -> dict[str, Region]:
        """The region of the speaker of each quote, by the id of the quote's region."""
        by_id = {region.id: region for region in self.task.regions}
        speakers: dict[str, Region] = {}
        for ends in self.task.relations:
            regions = [by_id[end] for end in ends if end in by_id]
            for quote, speaker in (regions, regions[::-1]) if len(regions) == 2 else ():
                if quote.label == "quote" and speaker.label in _SPEAKERS:
                    speakers[quote.id] = speaker
        return speakers

    def _corrected_speaker(self, row: Row, regions: Sequence[Region]) -> dict[str, str | None]:
        speaker = next((self._speaker_of[region.id] for region in regions if region.id in self._speaker_of), None)
        now = None if speaker is None else (speaker.start, speaker.end)
        then = None if row["speaker_start"] is None else (row["speaker_start"], row["speaker_end"])
        if now == then:
            return {}
        return _speaker_values(speaker) or {"speaker": None, "speaker_start": None, "speaker_end": None}

    def _figure(self, region: Region) -> dict[str, str | None]:
        """The values of a new figure: those of the region's meta text, else the first number in it."""
        values = _given("statistics", region.facts)
        number = _NUMBER.search(self.rows.text[region.start : region.end])
        if "value" not in values and number is not None:
            values["value"] = number.group().replace(",", "")
        return values

    def _added(self, table: str, spans: Sequence[tuple[int, int]], values: Mapping[str, str | None]) -> ReviewMark:
        text = self.rows.text
        row = {
            "start": spans[0][0],
            "end": spans[-1][1],
            "text": PART_SEPARATOR.join(text[start:end] for start, end in spans),
        }
        parts = {"parts": " ".join(f"{start}-{end}" for start, end in spans)} if len(spans) > 1 else {}
        texts = {name: None if value is None else str(value) for name, value in values.items()}
        return replace(self._mark(table, row, "added", {**texts, **parts}), finding=None)

    def _mark(
        self, table: str, row: Row, verdict: Verdict, corrections: Mapping[str, str | None] | None = None
    ) -> ReviewMark:
        columns = [name for name in CORRECTABLE[table] if name not in {"start", "end", *_ENTITY_TYPES}]
        return ReviewMark(
            article_sha256=self.sha256,
            article_id=self.task.article_id,
            table=table,
            row_id=str(row.get(load_tables()[table].primary_key[0], "")),
            start=row["start"],
            end=row["end"],
            text=row["text"],
            verdict=verdict,
            reviewed_at=self.task.made_at,
            file=self.task.place,
            line=0,
            finding={name: row.get(name) for name in columns},
            corrections=corrections or {},
        )


def _parts_of(rows: ArticleRows) -> Iterator[_Part]:
    for table, label in (("mentions", ""), ("roles", "role"), ("statistics", "statistic")):
        for row in rows.tables[table]:
            kind = label or next(kind.type for kind in ENTITY_KINDS if row[kind.id_column] is not None)
            yield _Part(table, row, kind, row["start"], row["end"])
    for row in rows.tables["quotes"]:
        for part in rows.parts(row["quote_id"]):
            yield _Part("quotes", row, "quote", part["start"], part["end"], part["part"])


def _matched(parts: Sequence[_Part], regions: Sequence[Region]) -> tuple[dict[int, Region], list[Region]]:
    """The region of each part, by the part's `id()`, and the regions of rows that belong to none.

    Those with the id of the part come first, then those with its span, then those that share most with it.
    """
    by_id = {(part.label, part.id): part for part in parts}
    by_span = {(part.label, part.start, part.end): part for part in parts}
    matched: dict[int, Region] = {}
    taken: set[int] = set()

    def match(part: _Part | None, region: Region) -> None:
        if part is None or id(part) in matched or id(region) in taken:
            return
        if part.start < region.end and region.start < part.end:
            matched[id(part)] = region
            taken.add(id(region))

    for region in regions:
        match(by_id.get((region.label, region.row_id)), region)
    for region in regions:
        match(by_span.get((region.label, region.start, region.end)), region)
    shared = _overlaps(
        [part for part in parts if id(part) not in matched], [one for one in regions if id(one) not in taken]
    )
    for _, part, region in sorted(shared, key=itemgetter(0), reverse=True):
        match(part, region)
    return matched, [region for region in regions if id(region) not in taken and region.label in {*_TABLES, "speaker"}]


def _overlaps(parts: Iterable[_Part], regions: Iterable[Region]) -> Iterator[tuple[float, _Part, Region]]:
    """Parts and regions with the same label that share text, and the share of it (intersection over union)."""
    to_come = sorted(parts, key=attrgetter("start"), reverse=True)
    begun: list[_Part] = []
    for region in sorted(regions, key=attrgetter("start")):
        while to_come and to_come[-1].start < region.end:
            begun.append(to_come.pop())
        begun = [part for part in begun if part.end > region.start]
        for part in begun:
            common = min(part.end, region.end) - max(part.start, region.start)
            if region.label == part.label and common > 0:
                yield common / (max(part.end, region.end) - min(part.start, region.start)), part, region


def _inner_edges(spans: Sequence[tuple[int, int]]) -> list[int]:
    return [edge for span in spans for edge in span][1:-1]


def _speaker_values(speaker: Region | None) -> dict[str, str | None]:
    return {} if speaker is None else {"speaker_start": str(speaker.start), "speaker_end": str(speaker.end)}


def _given(table: str, facts: Mapping[str, str]) -> dict[str, str | None]:
    """The values of a new row in the meta text of its region: 'value: 1200'."""
    return {name: facts[name] for name in ADDABLE[table] if name in facts and name != "parts"}


def _kind(text: str, start: int, end: int) -> str:
    """The kind of a quote: direct with quotation marks around it, mixed with some inside, else indirect."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before and before in _OPENING and after and after in _CLOSING:
        return "direct"
    return "mixed" if any(mark in text[start:end] for mark in '"“”«»„') else "indirect"
