"""Publishers side by side, and figures by subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from newsrows.site import speech as said
from newsrows.site.addresses import rows_link
from newsrows.site.confidence import level_values
from newsrows.site.formatters import rounded_text, spaced
from newsrows.site.package import Package
from newsrows.site.panels import Cell, Heading, Panel, share
from newsrows.site.rows import Row


@dataclass(slots=True)
class _Sources:
    """What one publisher's articles quote."""

    articles: int = 0
    quotes: int = 0
    direct: int = 0
    words: int = 0
    sources: int = 0
    unnamed: int = 0
    documents: int = 0
    officials: int = 0
    genders: dict[str, int] = field(default_factory=lambda: defaultdict(int))


def publishers_panel(package: Package, level: int) -> Panel:
    """What kinds of sources each publisher quotes; those with most articles first."""
    sources: dict[str, _Sources] = defaultdict(_Sources)
    for article_id, article in package.articles.items():
        if article["publisher"]:
            _count(sources[article["publisher"]], package, package.quotes_in.get(article_id, ()))
    rows = []
    for name, counts in sorted(sources.items(), key=lambda item: (-item[1].articles, item[0])):
        known = counts.genders["female"] + counts.genders["male"] + counts.genders["other"]
        link = level_values(level)
        rows.append(
            (
                Cell(name, page=rows_link("articles.html", paper=name)),
                Cell(counts.articles, page=rows_link("articles.html", paper=name)),
                Cell(counts.quotes, page=rows_link("quotes.html", paper=name, **link)),
                Cell(f"{counts.sources / counts.articles:.1f}"),
                share(counts.direct, counts.words),
                share(counts.unnamed, counts.quotes),
                share(counts.documents, counts.quotes),
                share(counts.officials, counts.quotes),
                share(counts.genders["female"], known),
                share(counts.genders[said.UNKNOWN], known + counts.genders[said.UNKNOWN]),
            )
        )
    return Panel(
        "publisher-sources",
        "What kinds of sources each quotes",
        (
            Heading("Publisher"),
            Heading("Articles", "number"),
            Heading("Quotes", "number"),
            Heading("Sources per article", "number"),
            Heading("Direct speech", "share", extra=True),
            Heading("Unnamed", "share"),
            Heading("Documents", "share", extra=True),
            Heading("Officials", "share", extra=True),
            Heading("Women", "share"),
            Heading("Gender not known", "share", extra=True),
        ),
        tuple(rows),
        shown=len(rows),
        note="Direct speech: share of all quoted words. Unnamed, documents, officials: share of the quotes. Officials "
        "are bodies of the state or of states (government, legislature, court, police, military, international), and "
        "people whose organisation is one. Women: share of the quotes of people whose gender is known; the last "
        "column is the share of people's quotes of which it is not.",
    )


def _count(counts: _Sources, package: Package, quotes: Iterable[Row]) -> None:
    """Add the quotes of one article."""
    counts.articles += 1
    sources: set[object] = set()
    for quote in quotes:
        speaker, words = package.speaker(quote), said.words_of(quote)
        sources.add(speaker.key if speaker else (quote["speaker"] or "").casefold())
        counts.quotes += 1
        counts.words += words
        counts.direct += words if quote["kind"] == "direct" else 0
        counts.unnamed += said.source_type(quote) in said.UNNAMED
        counts.documents += said.source_type(quote) == "document"
        counts.officials += said.is_official(package, quote)
        if gender := said.gender(package, quote):
            counts.genders[gender] += 1
    counts.sources += len(sources)


def subjects_panel(package: Package, level: int, *, shown: int) -> Panel:
    """The figures about the same thing in the same unit, and how they spread; the most frequent first."""
    groups: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for statistic in package.statistics:
        if statistic["concept"]:
            groups[statistic["concept"], statistic["unit"] or "", statistic["kind"] or ""].append(statistic)
    rows: list[tuple[Cell, ...]] = []
    for (concept, unit, kind), figures in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        values = [float(figure["value"]) for figure in figures]
        low, high = min(values), max(values)
        filters = {"concept": concept, "unit": unit, "kind": spaced(kind), **level_values(level)}
        page = rows_link("statistics.html", **filters) if len(rows) < shown else None
        papers = {package.articles[figure.article_id]["publisher"] for figure in figures} - {None}
        rows.append(
            (
                Cell(concept),
                Cell(unit or spaced(kind)),
                Cell(parts=tuple((value - low) / (high - low) if high > low else 0.5 for value in values)),
                Cell(len(figures), page=page),
                Cell(rounded_text(low)),
                Cell(rounded_text(high)),
                Cell(len({figure.article_id for figure in figures})),
                Cell(len(papers)),
            )
        )
    return Panel(
        "subjects",
        "Figures by subject and unit",
        (
            Heading("Subject"),
            Heading("Unit"),
            Heading("From lowest to highest", "dots", extra=True),
            Heading("Figures", "number"),
            Heading("Lowest", "number"),
            Heading("Highest", "number"),
            Heading("Articles", "number", extra=True),
            Heading("Papers", "number", extra=True),
        ),
        tuple(rows),
        shown=shown,
        note="Figures without a subject are not here; the table of figures has all.",
    )
