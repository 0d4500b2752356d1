"""Made-up articles about namesakes, relatives and surnames alone, with marks that say who is who.

An article's file name begins with its date. Lines that begin with # are roles: a title, and the phrase that gives it.
The text marks each name as in `[p minister|Jane Mercer]`: p person, o organisation or a acronym, then a label of the
entity, which is the same in all articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from newsrows.records import Article, Findings, Gender, LinkedArticle, Mention, Role, Span
from newsrows.resolution import link, resolve
from newsrows.tables.shard import ENTITY_SCHEMA, entity_rows

FOLDER = Path(__file__).parent / "namesakes"
_MARK = re.compile(r"\[([poa]) (\w+)\|([^\]]+)\]")
_HONORIFICS: dict[str, Gender] = {"Mr": "male", "Mrs": "female", "Ms": "female"}


@dataclass(frozen=True)
class LabelledArticle:
    """An article, its findings, and the label of each mention's entity."""

    article: Article
    findings: Findings
    labels: tuple[str, ...]


def read_corpus() -> list[LabelledArticle]:
    """All articles of the folder."""
    return [_read(path) for path in sorted(FOLDER.glob("*.txt"))]


def _read(path: Path) -> LabelledArticle:
    lines = path.read_text(encoding="utf-8").splitlines()
    marked = " ".join(line for line in lines if not line.startswith("#"))
    text, mentions, labels, done = "", [], [], 0
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        kind, label, name = mark.groups()
        mentions.append(_mention(kind, text, name))
        labels.append(label)
        text += name
        done = mark.end()
    text += marked[done:]
    roles = tuple(_role(line, text, mentions) for line in lines if line.startswith("#"))
    article = Article(path.stem, path.name, "", text, published_on=date.fromisoformat(path.stem[:10]))
    return LabelledArticle(article, Findings(path.stem, len(text.split()), 1, 1, tuple(mentions), roles), tuple(labels))


def _mention(kind: str, text: str, name: str) -> Mention:
    before = text.split()[-1:] or [""]
    honorific = before[0] if before[0] in _HONORIFICS else None
    values: dict[str, Any] = {
        "type": "person" if kind == "p" else "organisation",
        "form": "acronym" if kind == "a" else "name",
        "honorific": honorific,
        "gender": _HONORIFICS.get(honorific or ""),
    }
    return Mention(Span(len(text), len(text) + len(name), name), sentence=0, **values)


def _role(line: str, text: str, mentions: Sequence[Mention]) -> Role:
    title, phrase = line.removeprefix("# ").split(" = ")
    at = text.index(phrase)
    span = Span(at, at + len(phrase), phrase)
    person = next(m.span for m in mentions if m.type == "person" and span.holds(m.span))
    body = next((m.span for m in mentions if m.type == "organisation" and span.holds(m.span)), None)
    return Role(span, title, person, body)


def rows_of(corpus: Sequence[LabelledArticle]) -> Iterator[tuple[str, str, str, str, str]]:
    """(type, label, id that it was resolved to, article, text) of each mention."""
    linked = [(labelled, link(labelled.article, labelled.findings)) for labelled in corpus]
    entities = [row for labelled, article in linked for row in entity_rows(labelled.article, article.entities)]
    ids = {
        (article, entity): id_
        for article, entity, _, id_ in resolve([pl.DataFrame(entities, schema=ENTITY_SCHEMA)]).ids.iter_rows()
    }
    for labelled, article in linked:
        yield from _rows(labelled, article, ids)


def _rows(
    labelled: LabelledArticle, article: LinkedArticle, ids: dict[tuple[str, int], str]
) -> Iterator[tuple[str, str, str, str, str]]:
    labels = {
        mention.span.start: label for mention, label in zip(labelled.findings.mentions, labelled.labels, strict=True)
    }
    name = labelled.article.article_id
    for linked in article.mentions:
        span = linked.mention.span
        yield linked.mention.type, labels[span.start], ids[name, linked.entity], name, span.text


def b_cubed(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """B-cubed precision (1: nobody is merged wrongly) and recall (1: nobody is split) of (label, id) pairs.

    Source: Bagga and Baldwin, Algorithms for scoring coreference chains, 1998.
    """
    gold, rows, both = Counter(g for g, _ in pairs), Counter(r for _, r in pairs), Counter(pairs)
    precision = sum(n * n / rows[row] for (_, row), n in both.items()) / len(pairs)
    recall = sum(n * n / gold[who] for (who, _), n in both.items()) / len(pairs)
    return precision, recall
