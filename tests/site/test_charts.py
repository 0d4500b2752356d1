from newsrows.site.charts import columns, dots, stack


def test_parts_are_stacked_in_percent() -> None:
    assert list(stack((0.5, 0, 0.25))) == [(0, 0.0, 50.0), (2, 50.0, 25.0)]


def test_smallest_part_is_still_visible() -> None:
    assert list(stack((0.0001,))) == [(0, 0.0, 0.6)]


def test_highest_column_fills_the_height() -> None:
    assert list(columns((5, 0, 10))) == [(0, 10.0, 10.0), (8, 0.0, 20.0)]
    assert list(columns(())) == []


def test_different_places_have_a_dot_each() -> None:
    assert list(dots((1, 0, 0.5, 0.5))) == [4, 50, 96]
    assert len(list(dots([number / 1000 for number in range(1000)]))) == 60
