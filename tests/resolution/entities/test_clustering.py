from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.records import Entity
from newsrows.resolution import resolve
from resolution.stories import in_articles, organisation, person, resolved, slice_of


def test_rows_have_given_and_family_names_and_kinds() -> None:
    resolution = resolve(
        [slice_of(("a", 0, person("Ludwig van Berg", honorific="Mr")), ("a", 1, organisation("Home Office")))]
    )
    assert resolution.tables["people"].rows() == [
        ("ludwig-van-berg", "Ludwig van Berg", "Ludwig", "van Berg", "Mr", None, None)
    ]
    assert resolution.tables["organisations"].rows() == [("home-office", "Home Office", None, "government", None)]


_ENTITIES = st.builds(
    lambda name, gender: person(name, gender=gender),
    st.sampled_from(["Ann Carter", "A. Carter", "Carter", "Ann B. Carter", "Quellmalz", "Bill Quellmalz", "李"]),
    st.sampled_from([None, "male", "female"]),
)


@settings(deadline=None, max_examples=50)
@given(st.lists(_ENTITIES, max_size=8), st.randoms(use_true_random=False))
def test_the_order_and_number_of_slices_do_not_change_the_result(entities: list[Entity], shuffler: Random) -> None:
    items = in_articles(*entities)
    mixed = list(items)
    shuffler.shuffle(mixed)
    at = shuffler.randint(0, len(items))
    one, other = resolved(*entities), resolve([slice_of(*mixed[:at]), slice_of(*mixed[at:])])
    assert one.ids.equals(other.ids)
    assert one.tables["people"].equals(other.tables["people"])
    assert one.tables["organisations"].equals(other.tables["organisations"])


@settings(deadline=None, max_examples=50)
@given(st.lists(_ENTITIES, max_size=8))
def test_every_entity_has_a_row(entities: list[Entity]) -> None:
    resolution = resolved(*entities)
    assert set(resolution.ids["id"]) == set(resolution.tables["people"]["person_id"])
    assert resolution.ids.height == len(entities)
    assert resolution.tables["people"]["person_id"].is_unique().all()


def test_no_articles_give_empty_tables() -> None:
    for slices in ([], [slice_of()]):
        resolution = resolve(slices)
        assert (
            resolution.ids.height,
            resolution.tables["people"].height,
            resolution.tables["organisations"].height,
        ) == (0, 0, 0)
