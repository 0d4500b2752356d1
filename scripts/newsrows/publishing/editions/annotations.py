"""The rows of a package as annotations of its articles' texts, which each annotation format then writes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from newsrows.publishing.editions.contents import Contents
from newsrows.publishing.errors import ExportError

Layer = Literal["person", "organisation", "role", "quote", "speaker", "statistic"]
LAYERS: tuple[Layer, ...] = ("person", "organisation", "role", "quote", "speaker", "statistic")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stretch of text with a label.

    Attributes:
        id: the id of the row; for the words of a quote's speaker, the id of the quote and `:speaker`.
        layer: the label.
        parts: half-open spans in code points of the article's text, in order; several for a quote that is interrupted.
        facts: what the row says, by the name of the column, without nulls.
    """

    id: str
    layer: Layer
    parts: tuple[tuple[int, int], ...]
    facts: Mapping[str, str | float]


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article's row, its annotations in reading order, and the pairs of a quote and the words of its speaker."""

    article: Mapping[str, Any]
    annotations: list[Annotation] = field(default_factory=list)
    speakers: list[tuple[str, str]] = field(default_factory=list)


def annotated_articles(contents: Contents, edition: str) -> Iterator[AnnotatedArticle]:
    """Every article with its annotations, in the order of the articles.

    Args:
        contents: the package.
        edition: the name of the format, for the message.

    Raises:
        ExportError: the package has no texts, because they were left out.
    """
    if "text" not in contents.schemas["articles"].field_names:
        raise ExportError(f"--format: {edition} annotates the articles' text, which is left out; next: export others")
    names = _names(contents)
    rows = {name: _by_article(contents, name) for name in ("mentions", "roles", "quotes", "statistics")}
    parts = defaultdict(list)
    for part in contents.frames["quote_spans"].iter_rows(named=True):
        parts[part["quote_id"]].append((part["start"], part["end"]))
    for article in contents.frames["articles"].iter_rows(named=True):
        result = AnnotatedArticle(article)
        for table, of_article in rows.items():
            for row in of_article.get(article["article_id"], ()):
                _add(result, table, row, parts, names)
        result.annotations.sort(key=lambda annotation: (annotation.parts, LAYERS.index(annotation.layer)))
        yield result


def _add(
    result: AnnotatedArticle,
    table: str,
    row: Mapping[str, Any],
    parts: Mapping[str, list[tuple[int, int]]],
    names: Mapping[str, str],
) -> None:
    entity = names.get(row.get("person_id") or row.get("organisation_id") or "")
    span = (row["start"], row["end"])
    if table == "mentions":
        layer: Layer = "person" if row["person_id"] else "organisation"
        annotation = Annotation(row["mention_id"], layer, (span,), _facts(row, "kind", "confidence", name=entity))
    elif table == "roles":
        holder = names.get(row["person_id"])
        annotation = Annotation(row["role_id"], "role", (span,), _facts(row, "title", "status", holder=holder))
    elif table == "statistics":
        facts = _facts(row, "value", "value_max", "bound", "kind", "unit", "concept", "change", "confidence")
        annotation = Annotation(row["statistic_id"], "statistic", (span,), facts)
    else:
        facts = _facts(row, "kind", "polarity", "source_type", "confidence", "speaker_confidence", speaker=entity)
        annotation = Annotation(row["quote_id"], "quote", tuple(parts[row["quote_id"]]), facts)
        if row["speaker_start"] is not None:
            words = (row["speaker_start"], row["speaker_end"])
            speaker = Annotation(f"{row['quote_id']}:speaker", "speaker", (words,), _facts(row, "attribution"))
            result.annotations.append(speaker)
            result.speakers.append((annotation.id, speaker.id))
    result.annotations.append(annotation)


def _facts(row: Mapping[str, Any], *columns: str, **more: str | None) -> dict[str, str | float]:
    facts = {column: row[column] for column in columns} | more
    return {name: value for name, value in facts.items() if value is not None}


def _names(contents: Contents) -> dict[str, str]:
    people, organisations = contents.frames["people"], contents.frames["organisations"]
    return dict(people.select("person_id", "name").iter_rows()) | dict(
        organisations.select("organisation_id", "name").iter_rows()
    )


def _by_article(contents: Contents, table: str) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in contents.frames[table].iter_rows(named=True):
        rows[row["article_id"]].append(row)
    return rows
