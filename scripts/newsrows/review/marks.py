"""Reads files of marks strictly: a line that cannot be understood is an error, and is never skipped."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, cast, get_args

from newsrows.records import ADDABLE, CORRECTABLE, REVIEW_COLUMNS, ReviewMark, SourceError, Verdict
from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.records.printable import printable
from newsrows.regular_files import open_regular

_MAX_PROBLEMS: Final = 20  # in a file of another kind every line is wrong
_SHOWN: Final = 300  # characters of a cell or message
_VERDICTS: Final = get_args(Verdict)


class ReviewError(SourceError):
    """A file of marks cannot be used."""


_NEXT = "next: name files that were saved from the pages of a report, or correct these lines (docs/reviewing.md)"


class _LineError(ValueError):
    """A line is wrong; the message says what was found and expected."""


@dataclass(frozen=True, slots=True)
class Reviews:
    """Marks by the SHA-256 of their article's bytes, and the marks that later marks of the same row replace."""

    marks: Mapping[str, tuple[ReviewMark, ...]]
    overruled: tuple[ReviewMark, ...] = ()

    def __iter__(self) -> Iterator[ReviewMark]:
        """Iterate over the marks, article by article."""
        for marks in self.marks.values():
            yield from marks

    @property
    def named(self) -> frozenset[str]:
        """The names and ids of entities in the corrections."""
        return frozenset(
            name for mark in self for kind in ENTITY_KINDS for name in [mark.corrections.get(kind.type)] if name
        )


def read_reviews(paths: Sequence[Path]) -> Reviews:
    """Read the marks of several files. Of several marks of a row only the latest counts.

    Raises:
        ReviewError: a file cannot be read, a line cannot be understood, or two marks of a row at the same time
            contradict each other; the message names the file and line of each problem.
    """
    problems: list[str] = []
    lines = [mark for path in dict.fromkeys(paths) for mark in _read_file(path, problems)]
    marks = list(_join_lines(lines, problems))
    if problems:
        more = [f"... and {len(problems) - _MAX_PROBLEMS} more"] if len(problems) > _MAX_PROBLEMS else []
        raise ReviewError("\n".join([*problems[:_MAX_PROBLEMS], *more, _NEXT]))
    return _latest(marks)


def _read_file(path: Path, problems: list[str]) -> Iterator[ReviewMark]:
    try:
        with io.TextIOWrapper(open_regular(path), "utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            header = next(rows, [])
            if tuple(header) != REVIEW_COLUMNS:
                columns, expected = ",".join(header), ",".join(REVIEW_COLUMNS)
                problems.append(
                    f'{path}, line 1: found "{printable(columns, _SHOWN)}", expected the columns {expected}'
                )
                return
            line = rows.line_num + 1
            for cells in rows:
                try:
                    if cells:
                        yield _mark(cells, str(path), line)
                except _LineError as error:
                    problems.append(f"{path}, line {line}: {printable(str(error), _SHOWN)}")
                line = rows.line_num + 1
    except OSError as error:
        problems.append(f"{path}: cannot be read ({error.strerror or error})")
    except UnicodeDecodeError as error:
        problems.append(f"{path}: byte {error.start} is not UTF-8; expected a CSV file in UTF-8")
    except csv.Error as error:
        problems.append(f"{path}, line {rows.line_num}: not CSV ({error})")


def _mark(cells: Sequence[str], file: str, line: int) -> ReviewMark:
    """The mark of one line. If the row is corrected or added, the line has one of its values."""
    if len(cells) != len(REVIEW_COLUMNS):
        raise _LineError(f"{len(cells)} cells, expected {len(REVIEW_COLUMNS)}")
    row = dict(zip(REVIEW_COLUMNS, cells, strict=True))
    table = _one_of(row, "table", tuple(CORRECTABLE))
    verdict = cast("Verdict", _one_of(row, "verdict", _VERDICTS))
    if not re.fullmatch(r"[0-9a-f]{64}", row["article_sha256"]):
        raise _LineError(f'article_sha256 "{row["article_sha256"]}", expected 64 digits 0-9 a-f')
    start, end = _offset(row, "start"), _offset(row, "end")
    if end <= start:
        raise _LineError(f"end {end}, expected more than start {start}")
    return ReviewMark(
        article_sha256=row["article_sha256"],
        article_id=row["article_id"],
        table=table,
        row_id=row["row_id"],
        start=start,
        end=end,
        text=row["text"],
        verdict=verdict,
        finding=_finding(row, table),
        corrections=_correction(row, table, verdict),
        reviewed_at=_moment(row),
        file=file,
        line=line,
    )


def _one_of(row: Mapping[str, str], column: str, values: Sequence[str]) -> str:
    if row[column] not in values:
        raise _LineError(f'{column} "{row[column]}", expected one of {", ".join(values)}')
    return row[column]


def _offset(row: Mapping[str, str], column: str) -> int:
    if not re.fullmatch(r"[0-9]{1,12}", row[column]):
        raise _LineError(f'{column} "{row[column]}", expected an offset: digits only')
    return int(row[column])


def _finding(row: Mapping[str, str], table: str) -> dict[str, str | float | None] | None:
    """The values of the row when it was marked; None if the line does not give them."""
    if not row["finding"]:
        return None
    try:
        finding = json.loads(row["finding"])
    except (ValueError, RecursionError):
        finding = None
    is_flat = isinstance(finding, dict) and all(
        value is None or type(value) in {str, int, float} for value in finding.values()
    )
    if not is_flat or not finding.keys() <= {*CORRECTABLE[table]}:
        expected = f"a JSON object of some of {', '.join(CORRECTABLE[table])}, or nothing"
        raise _LineError(f"finding {printable(row['finding'], _SHOWN)!r}, expected {expected}")
    return cast("dict[str, str | float | None]", finding)


def _correction(row: Mapping[str, str], table: str, verdict: Verdict) -> dict[str, str | None]:
    column, corrected = row["column"], row["corrected"]
    if verdict == "added":
        _one_of(row, "table", tuple(ADDABLE))
        if not column and not corrected:
            return {}
        _one_of(row, "column", ADDABLE[table])
        return {column: corrected.strip() or None}
    if verdict != "corrected":
        if column or corrected:
            raise _LineError(
                f'column "{column}" and corrected "{corrected}", expected neither where verdict is {verdict}'
            )
        return {}
    _one_of(row, "column", CORRECTABLE[table])
    return {column: corrected.strip() or None}


def write_reviews(marks: Iterable[ReviewMark], path: Path) -> None:
    """Write marks to a CSV file that `read_reviews` reads.

    Raises:
        OSError: the file cannot be written.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, REVIEW_COLUMNS, lineterminator="\n")
        rows.writeheader()
        for mark in marks:
            line = {
                **{name: getattr(mark, name) for name in REVIEW_COLUMNS if name not in {"column", "corrected"}},
                "finding": "" if mark.finding is None else json.dumps(mark.finding, ensure_ascii=False),
                "reviewed_at": mark.reviewed_at.isoformat(),
            }
            for column, value in mark.corrections.items() or [("", "")]:
                rows.writerow({**line, "column": column, "corrected": value})


def _moment(row: Mapping[str, str]) -> datetime:
    try:
        moment = datetime.fromisoformat(row["reviewed_at"])
    except ValueError:
        raise _LineError(f'reviewed_at "{row["reviewed_at"]}", expected a time as in 2026-03-01T09:30:00Z') from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _join_lines(lines: Iterable[ReviewMark], problems: list[str]) -> Iterator[ReviewMark]:
    """Join the lines of the same row and time: a corrected or added row has one line per value."""
    groups: dict[object, list[ReviewMark]] = {}
    for mark in lines:
        groups.setdefault((mark.row, mark.reviewed_at), []).append(mark)
    for first, *others in groups.values():
        joined = first
        for mark in others:
            if contradiction := _contradiction(joined, mark):
                problems.append(
                    f"{mark.place}: {contradiction}, where {first.place} says otherwise about the same row at the "
                    "same time; expected one of the two; next: remove the other"
                )
                continue
            joined = replace(joined, corrections={**joined.corrections, **mark.corrections})
        yield joined


def _contradiction(before: ReviewMark, mark: ReviewMark) -> str | None:
    if mark.verdict != before.verdict:
        return f"verdict {mark.verdict}"
    if mark.finding != before.finding:
        return "another finding"
    for column, value in mark.corrections.items():
        if before.corrections.get(column, value) != value:
            return f'{column} "{value or ""}"'
    return None


def _latest(marks: Iterable[ReviewMark]) -> Reviews:
    """The latest mark of each state of each row: a row may be marked again after a mark has changed it."""
    groups: dict[object, list[ReviewMark]] = {}
    for mark in sorted(marks, key=lambda mark: mark.reviewed_at):
        groups.setdefault(mark.row, []).append(mark)
    by_article: dict[str, list[ReviewMark]] = {}
    overruled: list[ReviewMark] = []
    for group in groups.values():
        has_states = all(mark.finding is not None for mark in group if mark.verdict != "added")
        states = [_state(mark) if has_states or mark.verdict == "added" else "" for mark in group]
        for number, mark in enumerate(group):
            if states[number] in states[number + 1 :]:
                overruled.append(mark)
            else:
                by_article.setdefault(mark.article_sha256, []).append(mark)
    return Reviews({sha256: tuple(article_marks) for sha256, article_marks in by_article.items()}, tuple(overruled))


def _state(mark: ReviewMark) -> str:
    """The row as the mark found it; a mark that adds a row found none."""
    return "added" if mark.verdict == "added" else json.dumps(mark.finding, sort_keys=True)
