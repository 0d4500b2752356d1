from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from stories import linked, organisation, person, slice_of

from newsrows.records import Entity
from newsrows.resolution import Resolution, resolve


def people(*entities: Entity) -> list[str]:
    """The ids of people of articles a000, a001, ..., one each."""
    return list(resolved(*entities).ids["id"])


def resolved(*entities: Entity) -> Resolution:
    return resolve([slice_of(*(articles(*entities)))])


def articles(*entities: Entity) -> list[tuple[str, int, Entity]]:
    """Each in an article of its own."""
    return [(f"a{i:03}", 0, entity) for i, entity in enumerate(entities)]


def bodies(*names: str) -> list[str]:
    return people(*(organisation(name) for name in names))


def test_one_name_is_one_row() -> None:
    assert people(person("Ann Carter"), person("Ann Carter")) == ["ann-carter", "ann-carter"]


def test_variants_are_one_row_under_the_fullest_name() -> None:
    assert people(person("Tony Núñez"), person("Anthony Nunez")) == ["anthony-nunez"] * 2
    assert people(person("Ann Carter"), person("Ann B. Carter")) == ["ann-b-carter"] * 2


def test_relatives_are_two_rows() -> None:
    assert people(person("Ann Carter"), person("Bill Carter")) == ["ann-carter", "bill-carter"]
    assert len(set(people(person("Bill Carter Jr"), person("Bill Carter Sr")))) == 2


def test_namesakes_of_two_genders_are_two_rows() -> None:
    ids = people(person("Robin Carter", gender="male"), person("Robin Carter", gender="female"))
    assert ids == ["robin-carter", "robin-carter-2"]


def test_a_goalkeeper_is_not_the_minister() -> None:
    ids = people(
        person("John Carter", "minister"), person("John Carter", "goalkeeper"), person("John Carter", "minister")
    )
    assert ids == ["john-carter", "john-carter-2", "john-carter"]


def test_a_rare_surname_alone_is_its_only_bearers() -> None:
    assert people(person("Robina Quellmalz"), person("Quellmalz")) == ["robina-quellmalz"] * 2


def test_a_common_surname_alone_needs_a_title() -> None:
    assert people(person("Jane Smith", "mayor"), person("Smith", "mayor")) == ["jane-smith"] * 2
    assert people(person("Jane Smith", "mayor"), person("Smith")) == ["jane-smith", "smith"]


def test_a_surname_of_two_people_is_neithers() -> None:
    ids = people(person("Robina Quellmalz"), person("Bill Quellmalz"), person("Quellmalz"))
    assert ids == ["robina-quellmalz", "bill-quellmalz", "quellmalz"]


def test_organisations_are_joined_by_name_order_country_and_short_form() -> None:
    assert len(set(bodies("Home Office", "UK Home Office"))) == 1
    assert len(set(bodies("University of Riverton", "Riverton University"))) == 1
    assert len(set(bodies("Riverton Green Party", "Riverton Green"))) == 1
    assert len(set(bodies("Bank of Riverton", "Bank of Northtown"))) == 2


def test_a_court_that_each_article_shortens_is_not_joined_with_anothers() -> None:
    told = [
        linked(f"[o {town} High Court] sat. The [o High Court] rose. The [b court] left.").entities
        for town in ("Riverton", "Northtown")
    ]
    assert [len(entities) for entities in told] == [1, 1]
    courts = people(*(entity for entities in told for entity in entities), organisation("High Court"))
    assert courts == ["riverton-high-court", "northtown-high-court", "high-court"]


def test_an_acronym_that_one_article_explains_is_joined_in_another() -> None:
    ids = people(organisation("Coast Housing Trust", acronym="CHT"), organisation("CHT"))
    assert ids == ["coast-housing-trust"] * 2


def test_an_acronym_of_two_organisations_stays_alone() -> None:
    ids = people(
        organisation("Coast Housing Trust", acronym="CHT"),
        organisation("Carter Hill Theatre", acronym="CHT"),
        organisation("CHT"),
    )
    assert ids[2] == "cht"


def test_rows_hold_the_names_parts() -> None:
    resolution = resolve(
        [slice_of(("a", 0, person("Ludwig van Berg", honorific="Mr")), ("a", 1, organisation("Home Office")))]
    )
    assert resolution.tables["people"].rows() == [("ludwig-van-berg", "Ludwig van Berg", "Ludwig", "van Berg", "Mr", None)]
    assert resolution.tables["organisations"].rows() == [("home-office", "Home Office", None, "government", None)]


_ENTITIES = st.builds(
    lambda name, gender: person(name, gender=gender),
    st.sampled_from(["Ann Carter", "A. Carter", "Carter", "Ann B. Carter", "Quellmalz", "Bill Quellmalz", "李"]),
    st.sampled_from([None, "male", "female"]),
)


@settings(deadline=None, max_examples=50)
@given(st.lists(_ENTITIES, max_size=8), st.randoms(use_true_random=False))
def test_the_order_and_number_of_slices_changes_nothing(entities: list[Entity], shuffler: Random) -> None:
    items = articles(*entities)
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


def test_no_articles_have_no_rows() -> None:
    for slices in ([], [slice_of()]):
        resolution = resolve(slices)
        assert (resolution.ids.height, resolution.tables["people"].height, resolution.tables["organisations"].height) == (0, 0, 0)
