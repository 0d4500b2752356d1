from __future__ import annotations

from own_package import Rows, linked_rows, own_rows, row_of

from newsrows.schema import load_tables
from newsrows.site.entity_pages import article_links, view_entity
from newsrows.site.package import Package, link
from newsrows.site.rows import EntityKey
from newsrows.site.tables import Tables

MARTA = EntityKey("person", "marta-lindqvist")
LEE = EntityKey("person", "ann-lee")


def package_of(rows: Rows) -> Package:
    tables = {name: tuple(row_of(name, **row) for row in rows.tables[name]) for name in load_tables()}
    return link(Tables("Quayside", tables))


def rows_with(*, quotes: int = 0, articles: int = 1, roles: int = 0, aliases: int = 0, others: int = 0) -> Rows:
    """A person with so many rows; each of the others is mentioned in every article."""
    rows = Rows()
    rows.tables["people"].append({"person_id": LEE.id, "name": "Ann Lee"})
    for number in range(articles):
        rows.article(f"a{number}", "Ann Lee spoke.")
        rows.mention(f"a{number}", "Ann Lee", person_id=LEE.id)
        for other in range(others):
            rows.mention(f"a{number}", "spoke", person_id=f"other-{other}")
    for other in range(others):
        rows.tables["people"].append({"person_id": f"other-{other}", "name": f"Other {other}"})
    place = {"article_id": "a0", "start": 0, "end": 7, "person_id": LEE.id}
    rows.tables["quotes"] += [{"quote_id": f"a0:q{number}", **place, "text": "Two words"} for number in range(quotes)]
    rows.tables["roles"] += [
        {"role_id": f"a0:r{number}", **place, "title": f"Warden {number}"} for number in range(roles)
    ]
    for number in range(aliases):
        rows.alias("person_id", LEE.id, f"Form {number}", "variant")
    return rows


def pages(**counts: int) -> list[tuple[int, int]]:
    """The numbers of quotes and of mentioning articles on each page of the person."""
    package = package_of(rows_with(**counts))
    views = view_entity(package, package.entities[LEE], article_links(package))
    return [(sum(len(group.quotes) for group in view.quoted_in), len(view.mentioned_in)) for view in views]


def test_page_of_an_entity_has_at_most_400_quotes_and_2000_articles() -> None:
    assert pages(quotes=400) == [(400, 1)]
    assert pages(quotes=401) == [(400, 1), (1, 0)]
    assert pages(articles=2001) == [(0, 2000), (0, 1)]


def test_roles_and_aliases_are_on_the_first_page_only_and_limited() -> None:
    package = package_of(rows_with(quotes=401, roles=101, aliases=101))
    first, second = view_entity(package, package.entities[LEE], article_links(package))
    assert (len(first.roles), len(first.aliases)) == (100, 100)
    assert (len(second.roles), len(second.aliases)) == (0, 0)
    assert (first.quotes, first.words, second.page) == (401, 802, "people/ann-lee.2.html")


def test_ten_other_entities_of_the_same_articles_are_shown() -> None:
    package = package_of(rows_with(articles=2, others=11))
    (view,) = view_entity(package, package.entities[LEE], article_links(package))
    assert [(entity.name, articles) for entity, _, articles in view.co_mentioned][:2] == [
        ("Other 0", 2),
        ("Other 1", 2),
    ]
    assert len(view.co_mentioned) == 10


def test_same_role_in_several_rows_is_counted_once() -> None:
    rows = rows_with(roles=2)
    rows.tables["roles"][1]["title"] = "WARDEN 0"
    package = package_of(rows)
    (view,) = view_entity(package, package.entities[LEE], article_links(package))
    assert [(role.row["title"], role.times) for role in view.roles] == [("Warden 0", 2)]


def test_words_of_sure_quotes_are_drawn_over_time() -> None:
    package = linked_rows(own_rows())
    (view,) = view_entity(package, package.entities[MARTA], article_links(package))
    assert view.timeline is not None
    assert [sum(bar.total for bar in view.timeline.bars), view.timeline.series] == [
        16,
        ("Harbour Echo", "Loaf & Times"),
    ]
    assert view.position == "council leader, Quayside Council"


def test_one_day_is_not_drawn() -> None:
    package = linked_rows(own_rows())
    tom = EntityKey("person", "tom-adeyemi")
    (view,) = view_entity(package, package.entities[tom], article_links(package))
    assert view.timeline is None
