"""The first page: who speaks and how much, about whom, where and when, what kinds of sources, what is repeated."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from newsrows.site import speech as said
from newsrows.site.addresses import entity_page, rows_link
from newsrows.site.confidence import level_page, level_values
from newsrows.site.formatters import count_of, period_text, shorten, spaced, word_count
from newsrows.site.package import Package
from newsrows.site.panels import Cell, Heading, Panel, share, stacked
from newsrows.site.repeats import conflicting_panel, repeated_panel
from newsrows.site.rows import Entity, EntityKey, Row
from newsrows.site.timeline import OTHERS, Periods, periods, timeline

_DEPENDS_ON_COLUMNS = {
    "about": ("mentions.quote_id",),
    "sources": ("quotes.source_type",),
    "gender": ("people.gender",),
}


@dataclass(frozen=True, slots=True)
class Overview:
    """What the first page shows.

    `named_share` is the share of quotes whose speaker has a row (0 to 1). `missing` are columns that the package does
    not have. A panel without rows is left out.
    """

    heading: str
    period: str
    articles: int
    words: int
    publishers: int
    people: int
    organisations: int
    quotes: int
    all_quotes: int
    statistics: int
    named_share: float
    missing: tuple[str, ...]
    panels: tuple[Panel, ...]


def overview(package: Package, sure: Package, level: int) -> Overview:
    """What the first page shows.

    Args:
        package: all rows.
        sure: the rows that are at least `level` sure; see `newsrows.site.package.at_confidence`.
        level: one of `newsrows.site.confidence.LEVELS`.
    """
    articles = list(package.articles.values())
    quotes = list(sure.quotes)
    types = Counter(key.type for key in sure.mentions_of)
    named = sum(sure.speaker(quote) is not None for quote in quotes)
    panels = (
        speakers_panel(sure, level),
        _about(sure, level),
        _publishers(sure, level),
        _time(sure, level),
        _sources(sure, level),
        _gender(sure, level),
        _organisations(sure, level),
        repeated_panel(sure, level, shown=8),
        conflicting_panel(sure, level, shown=8),
    )
    return Overview(
        heading=heading(package),
        period=period(package),
        articles=len(articles),
        words=sum(article["words"] or word_count(article.text) for article in articles),
        publishers=len({article["publisher"] for article in articles if article["publisher"]}),
        people=types["person"],
        organisations=types["organisation"],
        quotes=len(quotes),
        all_quotes=sum(1 for _ in package.quotes),
        statistics=sum(1 for _ in sure.statistics),
        named_share=named / len(quotes) if quotes else 0.0,
        missing=package.missing,
        panels=tuple(
            panel
            for panel in panels
            if panel.rows and not any(name in package.missing for name in _DEPENDS_ON_COLUMNS.get(panel.name, ()))
        ),
    )


def heading(package: Package) -> str:
    """The owner's title of the package, or who published it: 'News from Metro, Northern Wire and 3 others'."""
    if package.title:
        return package.title
    articles = Counter(article["publisher"] for article in package.articles.values() if article["publisher"])
    publishers = [shorten(name, 40) for name in sorted(articles, key=lambda name: (-articles[name], name))]
    if not publishers:
        return "News articles"
    names = publishers if len(publishers) < 4 else [*publishers[:2], f"{len(publishers) - 2} others"]
    return f"News from {', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else f"News from {names[0]}"


def period(package: Package) -> str:
    """The days on which the articles were published: '2 March to 9 April 2021'; empty if none has a date."""
    days = [article["published_on"] for article in package.articles.values() if article["published_on"]]
    return period_text(min(days), max(days)) if days else ""


# Panels.


def speakers_panel(package: Package, level: int, *, shown: int = 12, with_trend: bool = False) -> Panel:
    """Who speaks and how much, the most direct speech first; `with_trend` draws their words over time."""
    span = periods(said.days(package)) if with_trend else None
    everything = said.speech(package.quotes)
    ranked = said.speakers(package)
    largest = max((speech.words for _, speech in ranked), default=0)
    rows: list[tuple[Cell, ...]] = []
    for entity, speech in ranked:
        is_shown = len(rows) < shown
        page = rows_link("quotes.html", speaker=package.label(entity), **level_values(level)) if is_shown else None
        papers = {package.articles[article]["publisher"] for article in speech.articles} - {None}
        rows.append(
            (
                entity_cell(package, entity),
                stacked(speech.parts, largest),
                Cell(speech.direct),
                share(speech.direct, everything.direct),
                Cell(speech.words),
                share(speech.words, everything.words),
                Cell(speech.quotes, page=page),
                Cell(len(papers)),
                *([_trend(package, entity, span if is_shown else None)] if span else []),
            )
        )
    return Panel(
        "speakers",
        "Who speaks, and how much",
        (
            Heading("Speaker"),
            Heading("Words", "bar"),
            Heading("Direct words", "number"),
            Heading("Share", "share"),
            Heading("All words", "number", extra=True),
            Heading("Share of all", "share", extra=True),
            Heading("Quotes", "number"),
            Heading("Papers", "number", extra=True),
            *([Heading(f"{span.labels[0]} to {span.labels[-1]}", "trend", extra=True)] if span else []),
        ),
        tuple(rows),
        shown=shown,
        legend=said.SPEECH_LEGEND,
        note="Shares are of the words of all quotes, also those of unnamed sources.",
        more=(f"All {count_of(len(rows), 'speaker')}", level_page("speakers.html", level)),
    )


def _trend(package: Package, entity: Entity, span: Periods | None) -> Cell:
    return Cell(parts=said.trend(package, package.quotes_by[entity.key], span))


def _about(package: Package, level: int) -> Panel:
    """Who is mentioned in the words of others."""
    quotes: Counter[EntityKey] = Counter()
    by: dict[EntityKey, Counter[EntityKey]] = defaultdict(Counter)
    for quote in package.quotes:
        speaker = package.speaker(quote)
        for key in said.spoken_about(package, quote):
            quotes[key] += 1
            if speaker:
                by[key][speaker.key] += 1
    rows = []
    for key, count in sorted(quotes.items(), key=lambda item: (-item[1], item[0])):
        entity = package.entities[key]
        most = min(by[key].items(), key=lambda item: (-item[1], item[0]), default=None)
        speaker = package.entities[most[0]] if most else None
        page = rows_link("quotes.html", about=package.label(entity), **level_values(level))
        rows.append(
            (
                entity_cell(package, entity),
                stacked((count,), quotes.most_common(1)[0][1]),
                Cell(count, page=page),
                Cell(len(by[key])),
                entity_cell(package, speaker, with_position=False) if speaker else Cell(),
            )
        )
    return Panel(
        "about",
        "Whom they speak about",
        (
            Heading("Named in quotes of others"),
            Heading("", "bar"),
            Heading("Quotes", "number"),
            Heading("Speakers", "number"),
            Heading("Most often by", extra=True),
        ),
        tuple(rows),
    )


def _publishers(package: Package, level: int) -> Panel:
    speech = said.speech_by(package.quotes, lambda quote: [said.publisher(package, quote)])
    articles = Counter(article["publisher"] for article in package.articles.values() if article["publisher"])
    largest = max((amount.words for amount in speech.values()), default=0)
    rows = []
    for name in sorted(articles, key=lambda name: (-speech.get(name, said.Speech()).words, name)):
        amount = speech.get(name, said.Speech())
        rows.append(
            (
                Cell(name, page=rows_link("articles.html", paper=name)),
                stacked(amount.parts, largest),
                Cell(articles[name], page=rows_link("articles.html", paper=name)),
                Cell(amount.quotes, page=rows_link("quotes.html", paper=name, **level_values(level))),
                Cell(amount.direct),
                Cell(amount.words),
            )
        )
    return Panel(
        "publishers",
        "In which paper",
        (
            Heading("Publisher"),
            Heading("Words", "bar"),
            Heading("Articles", "number"),
            Heading("Quotes", "number"),
            Heading("Direct words", "number", extra=True),
            Heading("All words", "number", extra=True),
        ),
        tuple(rows),
        legend=said.SPEECH_LEGEND,
        more=("Publishers side by side", level_page("publishers.html", level)),
    )


def _time(package: Package, level: int) -> Panel:
    chart = timeline(
        (package.articles[quote.article_id]["published_on"], said.publisher(package, quote), said.words_of(quote))
        for quote in package.quotes
    )
    if chart is None:
        return Panel("time", "When", (), ())
    linked = {article["publisher"] for article in package.articles.values()} - {OTHERS}

    def page(name: str | None, first: date, last: date) -> str:
        values = {"paper": name, "from_": first.isoformat(), "to": last.isoformat(), **level_values(level)}
        return rows_link("quotes.html", **values)

    rows = [
        (
            Cell(bar.label, page=page(None, bar.first, bar.last)),
            *(
                Cell(count, page=page(name, bar.first, bar.last) if count and name in linked else None)
                for name, count in zip(chart.series, bar.counts, strict=True)
            ),
        )
        for bar in chart.bars
        if bar.total
    ]
    undated = f"{count_of(chart.undated, 'word')} in articles without a date are not shown." if chart.undated else ""
    return Panel(
        "time",
        "When",
        (Heading(chart.step.capitalize()), *(Heading(name, "number") for name in chart.series)),
        tuple(rows),
        shown=len(rows),
        lead=f"Quoted words per {chart.step}.",
        note=undated,
        chart=chart,
    )


def _sources(package: Package, level: int) -> Panel:
    speech = said.speech_by(package.quotes, lambda quote: [said.source_type(quote)])
    everything = said.speech(package.quotes)
    largest = max((amount.words for amount in speech.values()), default=0)
    rows = []
    order = {value: number for number, value in enumerate(said.SOURCE_LABELS)}
    for value in sorted(speech, key=lambda value: (order.get(value, len(order)), value)):
        amount = speech[value]
        page = rows_link("quotes.html", source_type=spaced(value), **level_values(level))
        rows.append(
            (
                Cell(said.SOURCE_LABELS.get(value, value)),
                stacked(amount.parts, largest),
                Cell(amount.quotes, page=page),
                share(amount.quotes, everything.quotes),
                share(amount.words, everything.words),
            )
        )
    unnamed = sum(amount.quotes for value, amount in speech.items() if value in said.UNNAMED)
    return Panel(
        "sources",
        "Named, unnamed and document sources",
        (
            Heading("Source"),
            Heading("Words", "bar"),
            Heading("Quotes", "number"),
            Heading("Share", "share"),
            Heading("Share of words", "share"),
        ),
        tuple(rows),
        legend=said.SPEECH_LEGEND,
        lead=f"{100 * unnamed / everything.quotes:.0f} % of the quotes come from unnamed sources." if rows else "",
    )


def _gender(package: Package, level: int) -> Panel:
    speech = said.speech_by(package.quotes, lambda quote: [said.gender(package, quote)])
    people = [entity for key in package.quotes_by if key.type == "person" and (entity := package.entity(key))]
    by_gender = Counter(str(person.row["gender"] or said.UNKNOWN) for person in people)
    shown_by = Counter((str(person.row["gender"] or said.UNKNOWN), person.row["gender_source"]) for person in people)
    largest = max((amount.words for amount in speech.values()), default=0)
    words = sum(amount.words for amount in speech.values())
    rows = []
    for value in (value for value in said.GENDER_LABELS if value in speech):
        amount = speech[value]
        page = rows_link("quotes.html", gender=value, **level_values(level))
        basis = [(count, spaced(source)) for (name, source), count in shown_by.items() if name == value and source]
        rows.append(
            (
                Cell(said.GENDER_LABELS[value]),
                stacked(amount.parts, largest),
                Cell(by_gender[value]),
                share(by_gender[value], len(people)),
                Cell(amount.quotes, page=page),
                share(amount.words, words),
                Cell(", ".join(f"{source} {count:,}" for count, source in sorted(basis, reverse=True))),
            )
        )
    return Panel(
        "gender",
        "Women and men as sources",
        (
            Heading("Gender"),
            Heading("Words", "bar"),
            Heading("People", "number"),
            Heading("Share", "share"),
            Heading("Quotes", "number"),
            Heading("Share of words", "share"),
            Heading("Shown by", extra=True),
        ),
        tuple(rows),
        legend=said.SPEECH_LEGEND,
        lead=f"The gender of {by_gender[said.UNKNOWN]:,} of {count_of(len(people), 'quoted person', 'quoted people')} "
        "is not known.",
        note="The articles' own words or a registry show it ('she', 'Mr', 'chairwoman'); it is never guessed from a "
        "name.",
    )


def _organisations(package: Package, level: int) -> Panel:
    own = said.speech_by(package.quotes, lambda quote: [_own_voice(package, quote)])
    people = said.speech_by(package.quotes, lambda quote: [_voice_of_people(package, quote)])
    keys = {*own, *people}
    words = {key: own.get(key, said.Speech()).words + people.get(key, said.Speech()).words for key in keys}
    largest = max(words.values(), default=0)
    rows = []
    for key in sorted(keys, key=lambda key: (-words[key], key)):
        entity = package.entities[key]
        itself, staff = own.get(key, said.Speech()), people.get(key, said.Speech())
        label = package.label(entity)
        by_itself = rows_link("quotes.html", speaker=label, **level_values(level))
        by_all = rows_link("quotes.html", organisation=label, **level_values(level))
        rows.append(
            (
                entity_cell(package, entity),
                stacked((itself.words, staff.words), largest),
                Cell(itself.quotes, page=by_itself if itself.quotes else None),
                Cell(itself.quotes + staff.quotes, page=by_all),
                Cell(words[key]),
            )
        )
    return Panel(
        "organisations",
        "Organisations as sources",
        (
            Heading("Organisation"),
            Heading("Words", "bar"),
            Heading("Quotes of itself", "number", extra=True),
            Heading("With its people", "number"),
            Heading("All words", "number"),
        ),
        tuple(rows),
        legend=("by itself", "by its people"),
    )


def _own_voice(package: Package, quote: Row) -> EntityKey | None:
    speaker = package.speaker(quote)
    return speaker.key if speaker and speaker.key.type == "organisation" else None


def _voice_of_people(package: Package, quote: Row) -> EntityKey | None:
    speaker, body = package.speaker(quote), said.organisation(package, quote)
    return body.key if speaker and body and speaker.key.type == "person" else None


def entity_cell(package: Package, entity: Entity, *, with_position: bool = True) -> Cell:
    """The label of an entity, with a link to its page; its position follows if the label does not have it."""
    label = package.label(entity)
    note = package.position(entity) if with_position and label == entity.name else ""
    return Cell(label, page=entity_page(entity.key), note=note, style=entity.key.type)
