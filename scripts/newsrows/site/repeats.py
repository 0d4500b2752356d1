"""Utterances that several quotes report, and claims that several figures make: lists and pages.

An utterance or a claim of one row has no page: the row itself shows everything there is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from newsrows.site.addresses import group_page, row_link
from newsrows.site.confidence import level_page
from newsrows.site.entity_pages import ArticleLink
from newsrows.site.formatters import claim_text, shorten, spaced
from newsrows.site.package import Package
from newsrows.site.panels import Cell, Heading, Panel
from newsrows.site.rows import Entity, Row

_MAX_COMPARED: Final = 400  # words; comparing takes time that grows with the square of the length
_MAX_WORDINGS: Final = 500


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a wording, and how they differ from the fullest wording: 'same', 'added' or 'cut'."""

    text: str
    change: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A row that belongs to an utterance or a claim, its article and its address.

    Attributes:
        row: the quote or statistic.
        article: its article.
        link: its address, relative to the report's folder.
        pieces: the words of a quote, marked where they differ from the fullest wording.
        copy_of: the article of which its article is a copy.
    """

    row: Row
    article: ArticleLink
    link: str
    pieces: tuple[Piece, ...] = ()
    copy_of: ArticleLink | None = None


@dataclass(frozen=True, slots=True)
class GroupView:
    """The page of an utterance or a claim: all its rows in order of time. `left_out` rows are beyond the limit."""

    row: Row
    page: str
    speaker: Entity | None
    wordings: tuple[Wording, ...]
    left_out: int


def view_groups(package: Package, links: dict[str, ArticleLink]) -> Iterator[GroupView]:
    """The pages of all utterances and claims that have more than one row."""
    for group, rows in _repeated(package):
        shown = sorted(rows, key=lambda row: _when(package, row))[:_MAX_WORDINGS]
        fullest = (group.text or "") if group.table == "utterances" else ""
        yield GroupView(
            row=group,
            page=group_page(group.table, group.id),
            speaker=package.speaker(group) if group.table == "utterances" else None,
            wordings=tuple(_wording(package, row, fullest, links) for row in shown),
            left_out=len(rows) - len(shown),
        )


def repeated_pages(package: Package) -> dict[str, str]:
    """The page of every utterance and claim that has one, by id."""
    return {group.id: group_page(group.table, group.id) for group, _ in _repeated(package)}


def repeated_panel(package: Package, level: int, *, shown: int) -> Panel:
    """The utterances that most articles report; those of several articles before those of one."""
    groups = [
        (package.utterances[utterance_id], quotes)
        for utterance_id, quotes in package.wordings_of.items()
        if len(quotes) > 1 and utterance_id in package.utterances
    ]
    rows = []
    for utterance, quotes, spread in _most_repeated(package, groups):
        speaker = package.speaker(utterance)
        articles, independent, papers = spread
        rows.append(
            (
                Cell(shorten(utterance.text or "?", 160), page=group_page("utterances", utterance.id)),
                Cell(package.label(speaker) if speaker else "", style=speaker.key.type if speaker else ""),
                Cell(len(quotes)),
                Cell(articles),
                Cell(independent),
                Cell(papers),
            )
        )
    return Panel(
        "repeated",
        "Most repeated",
        (
            Heading("Words"),
            Heading("Speaker"),
            Heading("Quotes", "number"),
            Heading("Articles", "number"),
            Heading("Without copies", "number", extra=True),
            Heading("Papers", "number", extra=True),
        ),
        tuple(rows),
        shown=shown,
        note="Articles that copy another are counted once under ‘Without copies’.",
        more=("All that is repeated", level_page("repeats.html", level)),
    )


def conflicting_panel(package: Package, level: int, *, shown: int) -> Panel:
    """The claims whose reports conflict, those of most articles first."""
    rows = _claim_rows(package, {"conflicting"})
    return _claims_panel("conflicting", "Conflicting figures", rows, level=level, shown=shown)


def agreeing_panel(package: Package, level: int, *, shown: int) -> Panel:
    """The claims that several statistics report, and that agree."""
    rows = _claim_rows(package, {"same", "compatible"})
    return _claims_panel("agreeing", "Figures that agree", rows, level=level, shown=shown)


def _claim_rows(package: Package, agreements: set[str]) -> tuple[tuple[Cell, ...], ...]:
    """The cells of the claims that have one of these agreements and several statistics."""
    groups = [
        (package.claims[claim_id], statistics)
        for claim_id, statistics in package.reports_of.items()
        if len(statistics) > 1 and claim_id in package.claims and package.claims[claim_id]["agreement"] in agreements
    ]
    rows = []
    for claim, statistics, spread in _most_repeated(package, groups):
        articles, independent, papers = spread
        rows.append(
            (
                Cell(shorten(claim["concept"] or spaced(claim["kind"]), 120), page=group_page("claims", claim.id)),
                Cell(claim_text(claim)),
                Cell(len(statistics)),
                Cell(articles),
                Cell(independent),
                Cell(papers),
                Cell(spaced(claim["agreement"])),
            )
        )
    return tuple(rows)


def _claims_panel(name: str, title: str, rows: tuple[tuple[Cell, ...], ...], *, level: int, shown: int) -> Panel:
    return Panel(
        name,
        title,
        (
            Heading("About"),
            Heading("Values"),
            Heading("Figures", "number"),
            Heading("Articles", "number"),
            Heading("Without copies", "number", extra=True),
            Heading("Papers", "number", extra=True),
            Heading("Agreement", extra=True),
        ),
        rows,
        shown=shown,
        more=("All that is repeated", level_page("repeats.html", level)),
    )


def _repeated(package: Package) -> Iterator[tuple[Row, list[Row]]]:
    for groups, members in ((package.utterances, package.wordings_of), (package.claims, package.reports_of)):
        for group_id, rows in members.items():
            if len(rows) > 1 and group_id in groups:
                yield groups[group_id], rows


def _most_repeated(
    package: Package, groups: Sequence[tuple[Row, list[Row]]]
) -> list[tuple[Row, list[Row], tuple[int, int, int]]]:
    """Groups with their rows and their spread: most independent articles first, then most rows."""
    found = [(group, rows, _spread(package, rows)) for group, rows in groups]
    return sorted(found, key=lambda item: (-item[2][1], -len(item[1]), item[0].id))


def _spread(package: Package, rows: Sequence[Row]) -> tuple[int, int, int]:
    """The number of articles with these rows, the number without copies of each other, and of publishers."""
    articles = {row.article_id for row in rows}
    originals = {package.articles[article_id]["duplicate_of"] or article_id for article_id in articles}
    papers = {package.articles[article_id]["publisher"] for article_id in articles} - {None}
    return len(articles), len(originals), len(papers)


def _when(package: Package, row: Row) -> tuple[bool, str, str, str, int]:
    """A sort key: by time, then by day, rows without a date last."""
    article = package.articles[row.article_id]
    day, moment = article["published_on"], article["published_at"]
    return day is None, str(day), str(moment or ""), row.article_id, row.start


def _wording(package: Package, row: Row, fullest: str, links: dict[str, ArticleLink]) -> Wording:
    original = package.articles[row.article_id]["duplicate_of"]
    return Wording(
        row=row,
        article=links[row.article_id],
        link=row_link(row.article_id, row.id),
        pieces=differences(fullest, row.text or "") if row.table == "quotes" else (),
        copy_of=links.get(original) if original else None,
    )


def differences(fullest: str, wording: str) -> tuple[Piece, ...]:
    """The words of `wording`, and those of `fullest` that it cuts, in order. Very long ones are not compared."""
    before, after = fullest.split(), wording.split()
    if len(before) > _MAX_COMPARED or len(after) > _MAX_COMPARED:
        return (Piece(wording, "same"),)
    pieces = []
    matcher = SequenceMatcher(None, [_bare(word) for word in before], [_bare(word) for word in after], autojunk=False)
    for operation, start, end, other_start, other_end in matcher.get_opcodes():
        if operation in {"delete", "replace"}:
            pieces.append(Piece(" ".join(before[start:end]), "cut"))
        if operation != "delete":
            change = "same" if operation == "equal" else "added"
            pieces.append(Piece(" ".join(after[other_start:other_end]), change))
    return tuple(pieces)


def _bare(word: str) -> str:
    """A word without case and punctuation, which do not make a wording differ; punctuation alone stays."""
    return "".join(letter for letter in word.casefold() if letter.isalnum()) or word
