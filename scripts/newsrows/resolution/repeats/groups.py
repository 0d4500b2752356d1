"""Groups items by links between them, so that chains of links do not join what is not alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

Item = int
Link = tuple[Item, Item, float]


def best_parents(links: Iterable[Link], rank: Callable[[Item], tuple[int, ...]]) -> dict[Item, Item]:
    """The most similar item of a lower rank to which each item is linked.

    Args:
        links: two items, and how similar they are.
        rank: gives the place of an item in the order in which items can lead a group; the lowest leads.
    """
    best: dict[Item, tuple[float, tuple[int, ...], Item]] = {}
    for one, other, similarity in links:
        lead, follower = sorted((one, other), key=rank)
        offer = (-similarity, rank(lead), lead)
        if follower not in best or offer < best[follower]:
            best[follower] = offer
    return {follower: lead for follower, (_, _, lead) in best.items()}


def leaders(parents: Mapping[Item, Item]) -> dict[Item, Item]:
    """The first item of the chain of parents above each item that has a parent."""
    found: dict[Item, Item] = {}
    for item in parents:
        chain = [item]
        while chain[-1] in parents and chain[-1] not in found:
            chain.append(parents[chain[-1]])
        lead = found.get(chain[-1], chain[-1])
        found.update(dict.fromkeys((below for below in chain if below in parents), lead))
    return found
