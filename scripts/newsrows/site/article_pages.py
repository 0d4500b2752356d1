"""The page of an article: its text with every row marked, and cards for the rows beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from newsrows.records import CORRECTABLE, EntityType
from newsrows.records.entity_kinds import ENTITY_KINDS
from newsrows.schema import load_tables
from newsrows.schema.text_fragments import quote_link
from newsrows.site.addresses import entity_page, row_anchor, web_link
from newsrows.site.formatters import figure_text, shorten
from newsrows.site.package import Package
from newsrows.site.rows import Entity, EntityKey, Row, entity_of, organisation_of_role
from newsrows.site.segments import Mark, Paragraph, mark_text

# The kinds of mention that can give an entity its name in an article, the fullest first.
_NAMING_ORDER: Final = ("name", "acronym", "partial")


@dataclass(frozen=True, slots=True)
class Card:
    """A row as it is shown beside the text.

    Attributes:
        anchor: the row's name on the page.
        row_id: its id in the package.
        table: its table.
        row: the row.
        in_text: whether the text has a mark for it.
        values: what a reviewer can correct, by the names of `newsrows.records.CORRECTABLE`.
        entity: the person or organisation that it is about.
        page: the page of `entity`, relative to the report's folder.
        organisation: the organisation of a role.
        organisation_page: the page of `organisation`.
        live: for a quote, its address on the page from which the article comes.
    """

    anchor: str
    row_id: str
    table: str
    row: Row
    in_text: bool
    values: dict[str, str | float | None]
    entity: Entity | None = None
    page: str | None = None
    organisation: Entity | None = None
    organisation_page: str | None = None
    live: str | None = None


@dataclass(frozen=True, slots=True)
class EntityMentions:
    """A person or organisation, and where the article mentions it."""

    name: str
    entity: Entity | None
    page: str | None
    mentions: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """Everything that the page shows.

    `numbers` are the numbers of the quotes by anchor. `choices` are the names that the article uses for people and
    organisations, by type of entity.
    """

    article: Row
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[Card, ...]
    statistics: tuple[Card, ...]
    roles: tuple[Card, ...]
    people: tuple[EntityMentions, ...]
    organisations: tuple[EntityMentions, ...]
    numbers: dict[str, int]
    choices: Mapping[EntityType, tuple[str, ...]]


def view_article(package: Package, article: Row) -> ArticleView:
    """The page of an article of `package`."""
    article_id = article.article_id
    text = article.text or ""
    mentions = package.mentions_in.get(article_id, ())
    names = local_names(mentions)
    quotes, statistics, roles, mention_cards = (
        tuple(_card(package, row, article, names) for row in rows)
        for rows in (
            package.quotes_in.get(article_id, ()),
            package.statistics_in.get(article_id, ()),
            package.roles_in.get(article_id, ()),
            mentions,
        )
    )
    cards = (*quotes, *statistics, *roles, *mention_cards)
    return ArticleView(
        article=article,
        paragraphs=mark_text(text, [mark for card in cards for mark in _marks(package, card)]),
        quotes=quotes,
        statistics=statistics,
        roles=roles,
        people=_by_entity(card for card in mention_cards if card.row["person_id"]),
        organisations=_by_entity(card for card in mention_cards if not card.row["person_id"]),
        numbers={card.anchor: number for number, card in enumerate(quotes, 1)},
        choices={
            kind.type: tuple(sorted(name for key, name in names.items() if key.type == kind.type))
            for kind in ENTITY_KINDS
        },
    )


def vocabularies() -> Mapping[str, tuple[str, ...]]:
    """The values that a corrected column may have, by '<table>-<column>': 'quotes-kind' is direct, indirect, mixed."""
    return {
        f"{table}-{column.name}": column.constraints.enum
        for table, correctable in CORRECTABLE.items()
        for column in load_tables()[table].fields
        if column.constraints.enum and column.name in correctable
    }


def local_names(mentions: Iterable[Row]) -> Mapping[EntityKey, str]:
    """One name for each entity that an article mentions, which the article uses for no other entity of the type.

    Review marks use these names, because ids may change between builds. The name is the longest form of the fullest
    kind. An entity without a name of its own ('the minister', 'she', or 'Smith' where there are two) has its id.
    """
    forms_of: dict[EntityKey, set[tuple[int, int, str]]] = {}
    entities_with: dict[tuple[str, str], set[EntityKey]] = {}
    for mention in mentions:
        key = entity_of(mention)
        if key is None:
            continue
        forms = forms_of.setdefault(key, set())
        if mention.text and mention["kind"] in _NAMING_ORDER:
            form = " ".join(mention.text.split())
            forms.add((_NAMING_ORDER.index(mention["kind"]), -len(form), form))
            entities_with.setdefault((key.type, form), set()).add(key)
    return {
        key: next((form for _, _, form in sorted(forms) if len(entities_with[key.type, form]) == 1), key.id)
        for key, forms in forms_of.items()
    }


# Cards.


def _card(package: Package, row: Row, article: Row, names: Mapping[EntityKey, str]) -> Card:
    entity = None if row.table == "statistics" else package.entity(entity_of(row))
    organisation = package.entity(organisation_of_role(row)) if row.table == "roles" else None
    return Card(
        anchor=row_anchor(row.id),
        row_id=row.id,
        table=row.table,
        row=row,
        in_text=0 <= row.start < row.end <= len(article.text or ""),
        values=_correctable_values(row, names),
        entity=entity,
        page=entity_page(entity.key) if entity else None,
        organisation=organisation,
        organisation_page=entity_page(organisation.key) if organisation else None,
        live=_live_address(package, row, article) if row.table == "quotes" else None,
    )


def _live_address(package: Package, quote: Row, article: Row) -> str | None:
    parts = [part.text or "" for part in package.parts_of.get(quote.id, ())]
    return quote_link(web_link(article["url"]), parts or [quote.text or ""])


def _correctable_values(row: Row, names: Mapping[EntityKey, str]) -> dict[str, str | float | None]:
    values: dict[str, str | float | None] = {}
    for name in CORRECTABLE[row.table]:
        kind = next((kind for kind in ENTITY_KINDS if kind.type == name), None)
        if kind:
            entity_id = row[kind.id_column]
            values[name] = names.get(EntityKey(kind.type, entity_id), entity_id) if entity_id else None
        elif name not in {"start", "end"}:
            values[name] = row[name]
    return values


def _by_entity(cards: Iterable[Card]) -> tuple[EntityMentions, ...]:
    """Mentions grouped by the entity that they mention, the most frequent first."""
    groups: dict[EntityKey | None, list[Card]] = {}
    for card in cards:
        groups.setdefault(entity_of(card.row), []).append(card)
    grouped = [
        EntityMentions(
            name=group[0].entity.name if group[0].entity else (group[0].row.text or "?"),
            entity=group[0].entity,
            page=group[0].page,
            mentions=tuple(group),
        )
        for group in groups.values()
    ]
    return tuple(sorted(grouped, key=lambda entry: (-len(entry.mentions), entry.name)))


# Marks in the text.


def _marks(package: Package, card: Card) -> Iterator[Mark]:
    row = card.row
    match row.table:
        case "mentions":
            type_: EntityType = "person" if row["person_id"] else "organisation"
            name = card.entity.name if card.entity else (row.text or "")
            kind = "pronoun" if row["kind"] == "pronoun" else type_
            yield Mark(row.start, row.end, kind, card.anchor, f"{type_}: {name}")
        case "roles":
            yield Mark(row.start, row.end, "role", card.anchor)
        case "statistics":
            yield Mark(row.start, row.end, "statistic", card.anchor, f"figure: {figure_text(row)}")
        case "quotes":
            yield from _quote_marks(package, row, card.anchor)


def _quote_marks(package: Package, quote: Row, anchor: str) -> Iterator[Mark]:
    speaker = shorten(quote["speaker"], 60) if quote["speaker"] else "nobody named"
    label = f"{quote['kind'] or ''} quote by {speaker}".strip()
    parts = [(part.start, part.end) for part in package.parts_of.get(quote.id, ())]
    for start, end in parts or [(quote.start, quote.end)]:
        yield Mark(start, end, "quote", anchor, label)
    if quote["speaker_start"] is not None and quote["speaker_end"] is not None:
        yield Mark(quote["speaker_start"], quote["speaker_end"], "speaker", anchor)
    if quote["cue_start"] is not None and quote["cue_end"] is not None:
        yield Mark(quote["cue_start"], quote["cue_end"], "cue", anchor)
