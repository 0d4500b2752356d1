"""Groups from links."""

from newsrows.resolution.repeats.groups import best_parents, leaders

RANK = {item: (item,) for item in range(10)}


def test_the_parent_is_the_most_similar_item_of_a_lower_rank() -> None:
    assert best_parents([(3, 0, 0.5), (1, 3, 0.9), (3, 7, 1.0)], RANK.__getitem__) == {3: 1, 7: 3}


def test_of_equally_similar_items_the_first_is_the_parent() -> None:
    assert best_parents([(3, 2, 0.5), (3, 1, 0.5)], RANK.__getitem__) == {3: 1}


def test_rank_need_not_be_the_number_of_the_item() -> None:
    assert best_parents([(1, 2, 0.5)], {1: (0, 9), 2: (0, 1)}.__getitem__) == {1: 2}


def test_the_leader_is_the_end_of_the_chain() -> None:
    assert leaders({5: 3, 3: 0, 4: 3, 9: 8}) == {5: 0, 3: 0, 4: 0, 9: 8}


def test_a_long_chain_has_one_leader() -> None:
    assert set(leaders({item: item - 1 for item in range(1, 5_000)}).values()) == {0}
