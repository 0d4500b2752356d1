from __future__ import annotations

import pytest

from newsrows.resolution.entities.organisation_matching import identity_of
from resolution.stories import ids_of, linked, organisation, person


def ids_of_names(*names: str) -> list[str]:
    return ids_of(*(organisation(name) for name in names))


def test_names_in_another_order_with_a_country_or_shortened_share_one_row() -> None:
    assert len(set(ids_of_names("Home Office", "UK Home Office"))) == 1
    assert len(set(ids_of_names("University of Riverton", "Riverton University"))) == 1
    assert len(set(ids_of_names("Riverton Green Party", "Riverton Green"))) == 1
    assert len(set(ids_of_names("Bank of Riverton", "Bank of Northtown"))) == 2


def test_two_courts_with_one_short_form_have_separate_rows() -> None:
    by_article = [
        linked(f"[o {town} High Court] sat. The [o High Court] rose. The [b court] left.").entities
        for town in ("Riverton", "Northtown")
    ]
    assert [len(entities) for entities in by_article] == [1, 1]
    courts = ids_of(*(entity for entities in by_article for entity in entities), organisation("High Court"))
    assert courts == ["riverton-high-court", "northtown-high-court", "high-court"]


def test_an_acronym_that_one_article_explains_is_linked_in_another_that_names_the_same_person() -> None:
    explained = organisation("Coast Housing Trust", acronym="CHT")
    assert ids_of(explained, organisation("CHT"), beside=person("Ada Brook")) == ["coast-housing-trust"] * 2
    assert ids_of(explained, organisation("CHT")) == ["coast-housing-trust", "cht"]


def test_a_fuller_name_than_the_one_explained_is_the_acronyms_too() -> None:
    names = [organisation("Riverton Green", acronym="RG"), organisation("Riverton Green Party"), organisation("RG")]
    assert ids_of(*names, beside=person("Ada Brook")) == ["riverton-green-party"] * 3


def test_an_acronym_of_two_organisations_is_linked_to_neither() -> None:
    ids = ids_of(
        organisation("Coast Housing Trust", acronym="CHT"),
        organisation("Carter Hill Theatre", acronym="CHT"),
        organisation("CHT"),
        beside=person("Ada Brook"),
    )
    assert ids[2] == "cht"


@pytest.mark.parametrize(("articles", "is_linked"), [(4, False), (5, True)])
def test_an_acronym_of_two_is_linked_to_one_with_five_times_the_articles(articles: int, is_linked: bool) -> None:
    trust, theatre = (organisation(name, acronym="CHT") for name in ("Coast Housing Trust", "Carter Hill Theatre"))
    ids = ids_of(*[trust] * articles, theatre, organisation("CHT"), beside=person("Ada Brook"))
    assert (ids[-1] == "coast-housing-trust") is is_linked


@pytest.mark.parametrize(
    ("words", "identity"),
    [
        ("university of leeds", ("leeds university", None)),
        ("kenyan supreme court", ("court supreme", "Kenya")),
        ("supreme court of kenya", ("court supreme", "Kenya")),
        ("kenyan choir", ("choir kenyan", None)),
        ("lumora", ("lumora", None)),
    ],
)
def test_an_identity_has_sorted_words_and_the_nation_of_national_bodies(
    words: str, identity: tuple[str, str | None]
) -> None:
    assert identity_of(words) == identity


def test_a_well_known_acronym_is_linked_to_its_full_name() -> None:
    assert ids_of_names("Federal Reserve", "Fed") == ["federal-reserve"] * 2
