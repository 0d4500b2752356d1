"""The page of an article: its text with every row marked, and the rows beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from newsrows.records import CORRECTABLE, EntityType
from newsrows.site.addresses import entity_page, row_anchor
from newsrows.site.formatters import figure_text, shorten
from newsrows.site.package import Package
from newsrows.site.rows import ArticleRow, EntityKey, EntityRow, MentionRow, QuoteRow, RoleRow, StatisticRow, entity_of
from newsrows.site.segments import Mark, MarkKind, Paragraph, mark_text

Found = MentionRow | RoleRow | QuoteRow | StatisticRow
_KINDS: tuple[EntityType, ...] = ("person", "organisation")


@dataclass(frozen=True, slots=True)
class Card:
    """A row beside the text. `anchor` is its name on the page, `in_text` whether a mark in the text answers to it.

    `page` is the page of the person or organisation that it is about (relative to the top of the report).
    `values` is what a reviewer can correct, by the names of `newsrows.records.CORRECTABLE`.
    """

    anchor: str
    row_id: str
    table: str
    row: Found
    in_text: bool
    values: dict[str, str | float | None]
    entity: EntityRow | None = None
    page: str | None = None
    organisation: EntityRow | None = None
    organisation_page: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A person or organisation and where the article mentions it."""

    name: str
    entity: EntityRow | None
    page: str | None
    mentions: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """All that the page shows.

    `numbers` are those of the quotes, by anchor; `choices` are what the article calls people and organisations.
    """

    article: ArticleRow
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Card, ...]
    statistics: tuple[Card, ...]
    roles: tuple[Card, ...]
    people: tuple[Named, ...]
    organisations: tuple[Named, ...]
    numbers: dict[str, int]
    choices: Mapping[EntityType, tuple[str, ...]]


def view_article(package: Package, article: ArticleRow) -> ArticleView:
    """The page of `article`, an article of `package`."""
    key = article.article_id
    length = len(article.text or "")
    names = local_names(package.mentions_in.get(key, ()))
    cards = {
        table: tuple(_card(package, table, row, length, names) for row in rows)
        for table, rows in (
            ("quotes", package.quotes_in.get(key, ())),
            ("statistics", package.statistics_in.get(key, ())),
            ("roles", package.roles_in.get(key, ())),
            ("mentions", package.mentions_in.get(key, ())),
        )
    }
    marks = [mark for group in cards.values() for card in group for mark in _marks(package, card)]
    return ArticleView(
        article,
        mark_text(article.text or "", marks),
        cards["quotes"],
        cards["statistics"],
        cards["roles"],
        _named(card for card in cards["mentions"] if _is_person(card)),
        _named(card for card in cards["mentions"] if not _is_person(card)),
        {card.anchor: number for number, card in enumerate(cards["quotes"], 1)},
        {kind: tuple(sorted(name for key, name in names.items() if key.type == kind)) for kind in _KINDS},
    )


def _is_person(card: Card) -> bool:
    return isinstance(card.row, MentionRow) and bool(card.row.person_id)


def _card(package: Package, table: str, row: Found, length: int, names: Mapping[EntityKey, str]) -> Card:
    row_id = _row_id(row)
    key = None if isinstance(row, StatisticRow) else entity_of(row)
    entity = package.entity(key)
    organisation = _organisation(package, row)
    return Card(
        row_anchor(row_id),
        row_id,
        table,
        row,
        0 <= row.start < row.end <= length,
        _correctable(table, row, names),
        entity,
        entity_page(entity.key) if entity else None,
        organisation,
        entity_page(organisation.key) if organisation else None,
    )


def _row_id(row: Found) -> str:
    match row:
        case MentionRow():
            return row.mention_id
        case RoleRow():
            return row.role_id
        case QuoteRow():
            return row.quote_id
        case StatisticRow():
            return row.statistic_id


def _organisation(package: Package, row: Found) -> EntityRow | None:
    """The organisation that a role is in."""
    if not isinstance(row, RoleRow) or not row.organisation_id:
        return None
    return package.entity(EntityKey("organisation", row.organisation_id))


def _correctable(table: str, row: Found, names: Mapping[EntityKey, str]) -> dict[str, str | float | None]:
    values: dict[str, str | float | None] = {}
    for name in CORRECTABLE[table]:
        if name == "person":
            values[name] = _name("person", getattr(row, "person_id", None), names)
        elif name == "organisation":
            values[name] = _name("organisation", getattr(row, "organisation_id", None), names)
        elif name not in {"start", "end"}:
            values[name] = getattr(row, name)
    return values


def _name(kind: EntityType, id_: str | None, names: Mapping[EntityKey, str]) -> str | None:
    return names.get(EntityKey(kind, id_), id_) if id_ else None


def _marks(package: Package, card: Card) -> Iterable[Mark]:
    row = card.row
    match row:
        case MentionRow():
            kind: MarkKind = "person" if row.person_id else "organisation"
            name = card.entity.name if card.entity else (row.text or "")
            yield Mark(row.start, row.end, "pronoun" if row.kind == "pronoun" else kind, card.anchor, f"{kind}: {name}")
        case RoleRow():
            yield Mark(row.start, row.end, "role", card.anchor)
        case StatisticRow():
            yield Mark(row.start, row.end, "statistic", card.anchor, f"figure: {figure_text(row)}")
        case QuoteRow():
            yield from _quote_marks(package, row, card.anchor)


def _quote_marks(package: Package, row: QuoteRow, anchor: str) -> Iterable[Mark]:
    label = f"{row.kind or ''} quote by {shorten(row.speaker, 60) if row.speaker else 'nobody named'}".strip()
    parts = [(part.start, part.end) for part in package.parts_of.get(row.quote_id, ())]
    for start, end in parts or [(row.start, row.end)]:
        yield Mark(start, end, "quote", anchor, label)
    if row.speaker_start is not None and row.speaker_end is not None:
        yield Mark(row.speaker_start, row.speaker_end, "speaker", anchor)
    if row.cue_start is not None and row.cue_end is not None:
        yield Mark(row.cue_start, row.cue_end, "cue", anchor)


def _named(cards: Iterable[Card]) -> tuple[Named, ...]:
    """Mentions put together by whom they mention, those named most often first."""
    groups: dict[object, list[Card]] = {}
    for card in cards:
        groups.setdefault(entity_of(card.row) if isinstance(card.row, MentionRow) else None, []).append(card)
    named = [
        Named(
            group[0].entity.name if group[0].entity else (group[0].row.text or "?"),
            group[0].entity,
            group[0].page,
            tuple(group),
        )
        for group in groups.values()
    ]
    return tuple(sorted(named, key=lambda entry: (-len(entry.mentions), entry.name)))


# What people and organisations are called in one article: marks of a review name them so, for ids may change.

_ORDER = ("name", "acronym", "partial")


def local_names(mentions: Iterable[MentionRow]) -> Mapping[EntityKey, str]:
    """One name for each whom an article mentions, by which nobody else of the kind goes there.

    The longest of the fullest kind; the id where the article has no name of one's own ('the minister', 'she', or
    'Smith' where there are two).
    """
    named: dict[EntityKey, set[tuple[int, int, str]]] = {}
    bearers: dict[tuple[str, str], set[EntityKey]] = {}
    for mention in mentions:
        key = entity_of(mention)
        if key is None:
            continue
        forms = named.setdefault(key, set())
        if mention.text and mention.kind in _ORDER:
            form = " ".join(mention.text.split())
            forms.add((_ORDER.index(mention.kind), -len(form), form))
            bearers.setdefault((key.type, form), set()).add(key)
    return {
        key: next((form for _, _, form in sorted(forms) if len(bearers[key.type, form]) == 1), key.id)
        for key, forms in named.items()
    }
