from __future__ import annotations

from itertools import combinations

import pytest
from own_package import Rows, linked_rows, own_rows

from newsrows.site.network import (
    HEIGHT,
    MAX_NODES,
    WIDTH,
    about_panel,
    lay_out,
    network,
    pairs_about,
    pairs_together,
    together_panel,
)
from newsrows.site.rows import EntityKey

MARTA = EntityKey("person", "marta-lindqvist")
TOM = EntityKey("person", "tom-adeyemi")
FERRIES = EntityKey("organisation", "ferry-users-united")


def test_speakers_of_the_same_article_are_a_pair() -> None:
    assert pairs_together(linked_rows(own_rows())) == {(MARTA, TOM): 1}


def test_speaker_and_the_one_mentioned_are_a_pair() -> None:
    assert pairs_about(linked_rows(own_rows())) == {(TOM, FERRIES): 1}


def test_drawing_has_the_pairs_as_lines() -> None:
    package = linked_rows(own_rows())
    drawn = network(package, pairs_together(package), pairs_about(package))
    names = [node.label for node in drawn.nodes]
    lines = [(edge.kind, names[edge.first], names[edge.second]) for edge in drawn.edges]
    assert lines == [
        ("together", "Marta Lindqvist", "Tom Adeyemi"),
        ("about", "Tom Adeyemi", "Ferry Users United"),
    ]
    assert drawn.people == 3


def test_tables_have_the_same_pairs() -> None:
    package = linked_rows(own_rows())
    (row,) = together_panel(package, pairs_together(package), shown=5).rows
    assert [cell.value for cell in row] == ["Marta Lindqvist", "Tom Adeyemi", 1]
    (row,) = about_panel(package, pairs_about(package), 90, shown=5).rows
    assert row[2].page == "quotes.html?speaker=Tom+Adeyemi&about=Ferry+Users+United&confidence=0.9"


@pytest.fixture(scope="module")
def crowd() -> Rows:
    """An article in which 300 people speak."""
    rows = Rows()
    rows.article("a", "Many spoke.")
    place = {"article_id": "a", "start": 0, "end": 4, "text": "Many", "kind": "direct", "words": 1}
    for number in range(300):
        rows.tables["people"].append({"person_id": f"p{number:03}", "name": f"Person {number:03}"})
        rows.tables["quotes"].append({"quote_id": f"a:q{number}", "person_id": f"p{number:03}", **place})
    return rows


def test_at_most_200_are_drawn_and_sixty_of_an_article_paired(crowd: Rows) -> None:
    package = linked_rows(crowd)
    together = pairs_together(package)
    assert len(together) == 60 * 59 / 2
    pairs = dict.fromkeys(combinations((EntityKey("person", f"p{number:03}") for number in range(300)), 2), 1)
    drawn = network(package, pairs, {})
    assert len(drawn.nodes) <= MAX_NODES
    assert drawn.people == 300


def test_layout_is_the_same_each_time_and_inside_the_drawing() -> None:
    edges = [(0, number, 1) for number in range(1, 50)]
    places = lay_out(50, edges)
    assert places == lay_out(50, edges)
    assert all(0 < x < WIDTH and 0 < y < HEIGHT for x, y in places)
    assert len(set(places)) == 50


def test_layout_draws_connected_nodes_near_each_other() -> None:
    groups = [list(range(10)), list(range(10, 20))]
    places = lay_out(20, [(a, b, 3) for group in groups for a, b in combinations(group, 2)])

    def distance(a: int, b: int) -> float:
        return float(((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5)

    inside = [distance(a, b) for group in groups for a, b in combinations(group, 2)]
    across = [distance(a, b) for a in groups[0] for b in groups[1]]
    assert sum(inside) / len(inside) < 0.7 * sum(across) / len(across)


def test_few_nodes_have_a_layout() -> None:
    assert lay_out(0, []) == []
    assert lay_out(1, []) == [(WIDTH // 2, HEIGHT // 2)]
    assert len(set(lay_out(2, [(0, 1, 1)]))) == 2
