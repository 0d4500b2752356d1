"""Who is quoted with whom, and who speaks about whom, as a drawing and as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

import numpy as np

from newsrows.site import speech as said
from newsrows.site.addresses import rows_link
from newsrows.site.confidence import level_values
from newsrows.site.first_page import entity_cell
from newsrows.site.formatters import shorten
from newsrows.site.package import Package
from newsrows.site.panels import Cell, Heading, Panel
from newsrows.site.rows import Entity, EntityKey

Pair = tuple[EntityKey, EntityKey]

MAX_NODES: Final = 200
_MAX_EDGES: Final = 300  # of each kind; more would hide each other
_MAX_WEIGHT: Final = 5
_MAX_NAME: Final = 24
_LETTER, _LINE = 6.5, 14  # the width of a letter of a name, and its height
_MAX_SPEAKERS: Final = 60  # of an article; the number of pairs grows with the square
WIDTH: Final = 1000
HEIGHT: Final = 720


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody in the drawing: place, radius, and whether the name is shown before the node is pointed at."""

    entity: Entity
    label: str
    name: str
    x: int
    y: int
    radius: float
    labelled: bool


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes, given by their numbers; the kind is 'together' or 'about', the weight at most 5."""

    kind: str
    first: int
    second: int
    weight: int


@dataclass(frozen=True, slots=True)
class Network:
    """The drawing. `people` is the number of those who have connections; at most `MAX_NODES` are drawn."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    people: int


def pairs_together(package: Package) -> Counter[Pair]:
    """The number of articles that quote both of two speakers."""
    pairs: Counter[Pair] = Counter()
    for quotes in package.quotes_in.values():
        words: Counter[EntityKey] = Counter()
        for quote in quotes:
            speaker = package.speaker(quote)
            if speaker:
                words[speaker.key] += said.words_of(quote)
        pairs.update(combinations(sorted(key for key, _ in words.most_common(_MAX_SPEAKERS)), 2))
    return pairs


def pairs_about(package: Package) -> Counter[Pair]:
    """The number of quotes in which somebody (first) mentions somebody else (second)."""
    pairs: Counter[Pair] = Counter()
    for quote in package.quotes:
        speaker = package.speaker(quote)
        if speaker:
            pairs.update((speaker.key, key) for key in said.spoken_about(package, quote))
    return pairs


def network(package: Package, together: Mapping[Pair, int], about: Mapping[Pair, int]) -> Network:
    """The drawing of those who are quoted or spoken about most; those whom no line reaches are left out."""
    strength: Counter[EntityKey] = Counter()
    for pair, count in about.items():
        for key in pair:
            strength[key] += count
    for key in {key for pair in together for key in pair}:
        strength[key] += len({quote.article_id for quote in package.quotes_by[key]})
    ranked = sorted(strength, key=lambda key: (-strength[key], key))[:MAX_NODES]
    drawn = [(kind, *edge) for kind, pairs in (("together", together), ("about", about))
             for edge in _strongest(pairs, {key: strength[key] for key in ranked})]  # fmt: skip
    reached = {key for _, pair, _ in drawn for key in pair}
    chosen = [key for key in ranked if key in reached]
    numbers = {key: number for number, key in enumerate(chosen)}
    edges = tuple(Edge(kind, numbers[a], numbers[b], min(count, _MAX_WEIGHT)) for kind, (a, b), count in drawn)
    places = lay_out(len(chosen), [(edge.first, edge.second, edge.weight) for edge in edges])
    names = [shorten(package.labels[key], _MAX_NAME) for key in chosen]
    radii = [round(4 + 10 * (strength[key] / strength[chosen[0]]) ** 0.5, 1) for key in chosen]
    free = _free_labels(places, names, radii)
    nodes = tuple(
        Node(package.entities[key], package.labels[key], name, x, y, radius, has_room)
        for key, name, (x, y), radius, has_room in zip(chosen, names, places, radii, free, strict=True)
    )
    return Network(nodes, edges, len(strength))


def _strongest(pairs: Mapping[Pair, int], strength: Mapping[EntityKey, int]) -> list[tuple[Pair, int]]:
    """The pairs with the highest counts, and of equal ones those of the strongest entities."""
    inside = [(pair, count) for pair, count in pairs.items() if pair[0] in strength and pair[1] in strength]

    def order(item: tuple[Pair, int]) -> tuple[int, int, Pair]:
        (first, second), count = item
        return -count, -strength[first] - strength[second], (first, second)

    return sorted(inside, key=order)[:_MAX_EDGES]


def _free_labels(places: Sequence[tuple[int, int]], names: Sequence[str], radii: Sequence[float]) -> list[bool]:
    """Which names can be written above their nodes without covering an earlier name."""
    written: list[tuple[float, float, float]] = []
    free = []
    for (x, y), name, radius in zip(places, names, radii, strict=True):
        half, line = len(name) * _LETTER / 2, y - radius
        has_room = all(abs(line - other) > _LINE or abs(x - at) > half + width for at, other, width in written)
        if has_room:
            written.append((x, line, half))
        free.append(has_room)
    return free


def lay_out(count: int, edges: Sequence[tuple[int, int, int]], *, rounds: int = 120) -> list[tuple[int, int]]:
    """Places for nodes, so that those with an edge are near: the same for the same edges.

    The method is that of Fruchterman and Reingold (1991): nodes push each other away, edges pull, and the steps
    become smaller. The nodes begin on a spiral.

    Args:
        count: the number of nodes.
        edges: the numbers of two nodes and a weight.
        rounds: the number of steps.
    """
    if count == 0:
        return []
    turns = np.arange(count)
    radius = np.sqrt((turns + 0.5) / count)
    places = np.stack([radius * np.cos(turns * 2.399963), radius * np.sin(turns * 2.399963)])
    pull: np.ndarray[Any, Any] = np.zeros((count, count))
    for first, second, weight in edges:
        pull[first, second] += weight
        pull[second, first] += weight
    ideal = 1.4 / np.sqrt(count)
    pull = np.sqrt(pull) / ideal
    for step in range(rounds):
        apart = [place[:, None] - place[None, :] for place in places]
        square = np.maximum(apart[0] ** 2 + apart[1] ** 2, 1e-4)
        force = ideal**2 / square - pull * np.sqrt(square)
        move = np.stack([(difference * force).sum(axis=1) for difference in apart]) - 0.3 * places
        length = np.maximum(np.hypot(*move), 1e-9)
        places += move / length * np.minimum(length, 0.12 * (1 - step / rounds))
    places = places.T
    low, high = places.min(axis=0), places.max(axis=0)
    scaled = (places - low) / np.maximum(high - low, 1e-9) if count > 1 else places * 0 + 0.5
    ranks = places.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable") / max(count - 1, 1)
    scaled = 0.35 * scaled + 0.65 * ranks if count > 2 else scaled  # ranks thin out where nodes crowd
    margin = 60
    size = np.array([WIDTH - 2 * margin, HEIGHT - 2 * margin])
    return [(int(x), int(y)) for x, y in np.rint(margin + scaled * size)]


def together_panel(package: Package, pairs: Mapping[Pair, int], *, shown: int) -> Panel:
    """The pairs that most articles quote together, as a table."""
    rows = tuple(
        (*_names(package, pair, linked=number < shown), Cell(count))
        for number, (pair, count) in enumerate(sorted(pairs.items(), key=lambda item: (-item[1], item[0])))
    )
    headings = (Heading("Speaker"), Heading("Quoted with"), Heading("Articles", "number"))
    return Panel("together", "Quoted in the same articles", headings, rows, shown=shown)


def about_panel(package: Package, pairs: Mapping[Pair, int], level: int, *, shown: int) -> Panel:
    """Who speaks about whom most, as a table."""
    rows = []
    for number, (pair, count) in enumerate(sorted(pairs.items(), key=lambda item: (-item[1], item[0]))):
        page = None
        if number < shown:
            speaker, other = (package.labels[key] for key in pair)
            page = rows_link("quotes.html", speaker=speaker, about=other, **level_values(level))
        rows.append((*_names(package, pair, linked=number < shown), Cell(count, page=page)))
    headings = (Heading("Speaker"), Heading("Speaks about"), Heading("Quotes", "number"))
    return Panel("speaks-about", "Who speaks about whom", headings, tuple(rows), shown=shown)


def _names(package: Package, pair: Pair, *, linked: bool) -> tuple[Cell, ...]:
    """The two of a pair; those that only the CSV file shows need no links."""
    return tuple(entity_cell(package, package.entities[key]) if linked else Cell(package.labels[key]) for key in pair)
