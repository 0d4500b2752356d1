"""Annotations as readers' marks: what `newsrows review` does."""

from __future__ import annotations

import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from newsrows.options import several
from newsrows.publishing import ExportError
from newsrows.publishing.editions.contents import read_contents
from newsrows.records import OutputError, PackageError, ReviewMark
from newsrows.review import ArticleRows, Task, marks_of_task, read_tasks, write_reviews


@dataclass(frozen=True, slots=True)
class ImportedReviews:
    """The marks that annotations gave.

    Attributes:
        out: the file with the marks, for `build(..., reviews=[out])`.
        corrected: how many rows have another span or another speaker.
        wrong: how many rows were removed.
        added: how many rows are new.
        right: how many rows were left as they are; 0 unless these are confirmed.
        notes: what was not imported.
        skipped: the tasks that belong to no article of the package, and why.
    """

    out: Path
    corrected: int
    wrong: int
    added: int
    right: int
    notes: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()


def import_reviews(
    files: Path | str | Sequence[Path | str],
    package: Path | str = ".",
    out: Path | str = "reviews.csv",
    *,
    confirm: bool = False,
) -> ImportedReviews:
    """Turn corrected Label Studio tasks into marks, which a build applies. docs/reviewing.md describes both.

    Args:
        files: one or more files that Label Studio has exported in the format JSON.
        package: the folder of the package that `export` has written the tasks of.
        out: the file of marks to write, which must not exist: it could hold marks of a report.
        confirm: mark the rows that the annotator left as they are as right.

    Raises:
        SourceError: a file of tasks cannot be read.
        PackageError: the package cannot be read, or has no texts.
        OutputError: the marks cannot be written, or the file exists.
    """
    _refuse_existing(Path(out))
    paths = [Path(files)] if isinstance(files, str | Path) else [Path(file) for file in several("files", files)]
    tasks = [task for path in paths for task in read_tasks(path)]
    articles = _articles(Path(package), {task.article_id for task in tasks})
    marks: list[ReviewMark] = []
    notes: list[str] = []
    skipped: list[str] = []
    for task in tasks:
        if (reason := _objection(task, articles)) is not None:
            skipped.append(f"{task.place}: {reason}")
            continue
        rows, sha256 = articles[task.article_id]
        imported = marks_of_task(task, rows, sha256, confirm=confirm)
        marks += imported.marks
        notes += imported.notes
    _write(marks, Path(out))
    counts = Counter(mark.verdict for mark in marks)
    return ImportedReviews(
        Path(out), counts["corrected"], counts["wrong"], counts["added"], counts["right"], tuple(notes), tuple(skipped)
    )


def _objection(task: Task, articles: Mapping[str, tuple[ArticleRows, str]]) -> str | None:
    if task.article_id not in articles:
        return f'found the article "{task.article_id}", which the package does not have; next: name another --package'
    if articles[task.article_id][0].text != task.text:
        return "the text differs from that of the article in the package; next: export the tasks of this package again"
    return None


def _articles(package: Path, wanted: set[str]) -> dict[str, tuple[ArticleRows, str]]:
    """The rows and the SHA-256 of each article."""
    try:
        contents = read_contents(package)
    except ExportError as error:
        raise PackageError(str(error)) from error
    frames = dict(contents.frames)
    if "text" not in contents.schemas["articles"].field_names:
        raise PackageError(f"{package}: found no texts of articles, expected them; next: name the whole package")
    of_quotes = frames["quotes"].select("quote_id", "article_id")
    frames["quote_spans"] = frames["quote_spans"].join(of_quotes, on="quote_id", maintain_order="left")
    names = ("mentions", "roles", "quotes", "quote_spans", "statistics")
    rows = {name: dict(_by_article(frames[name], wanted)) for name in names}
    articles = frames["articles"].filter(pl.col("article_id").is_in(list(wanted)))
    return {
        article_id: (ArticleRows(text, {name: rows[name].get(article_id, []) for name in names}, article_id), sha256)
        for article_id, sha256, text in articles.select("article_id", "sha256", "text").iter_rows()
    }


def _by_article(frame: pl.DataFrame, wanted: set[str]) -> Iterator[tuple[str, list[dict[str, object]]]]:
    chosen = frame.filter(pl.col("article_id").is_in(list(wanted)))
    for (article_id,), rows in chosen.partition_by("article_id", as_dict=True).items():
        yield str(article_id), rows.to_dicts()


def _refuse_existing(out: Path) -> None:
    if os.path.lexists(out):
        raise OutputError(f"{out}: found an existing file, expected none; next: name another one with --out")


def _write(marks: Sequence[ReviewMark], out: Path) -> None:
    """Write the file completely or not at all."""
    try:
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".newsrows-") as folder:
            file = Path(folder) / out.name
            write_reviews(marks, file)
            _refuse_existing(out)
            file.replace(out)
    except OSError as error:
        raise OutputError(
            f"{out}: cannot be written ({error.strerror}); next: check the folder, or name another file with --out"
        ) from None
