from __future__ import annotations

from newsrows.records import Entity
from newsrows.resolution.names.organisation_kinds import COMPANY
from resolution.stories import ids_of, organisation, resolved


def court(nation: str | None = None) -> Entity:
    """A Supreme Court, with the nation that its article shows next to the name."""
    return organisation("Supreme Court", evidence=(nation,) if nation else ())


def test_nations_next_to_a_name_separate_organisations() -> None:
    assert len(set(ids_of(court("Kenya"), court("Peru")))) == 2


def test_a_bare_name_belongs_to_the_nation_shown_most_often() -> None:
    kenyan, other_kenyan, peruvian, bare = ids_of(court("Kenya"), court("Kenya"), court("Peru"), court())
    assert kenyan == other_kenyan == bare != peruvian


def test_a_nation_in_the_name_and_next_to_it_is_the_same() -> None:
    assert len(set(ids_of(organisation("Supreme Court of Kenya"), court("Kenya")))) == 1


def test_a_kind_comes_from_the_name_before_the_words_next_to_it() -> None:
    names = [organisation(name, evidence=(COMPANY,)) for name in ("Lumora", "Riverton Club")]
    kinds = resolved(*names).tables["organisations"].select("name", "kind").rows()
    assert sorted(kinds) == [("Lumora", "company"), ("Riverton Club", "club")]


def test_a_kind_that_nothing_shows_is_missing() -> None:
    kinds = resolved(organisation("Lumora"), organisation("Riverton Museum")).tables["organisations"]
    assert sorted(kinds.select("name", "kind").rows()) == [("Lumora", None), ("Riverton Museum", "other")]


def test_the_commonest_acronym_is_the_acronym_of_the_row() -> None:
    rows = [organisation("Coast Housing Trust", acronym=acronym) for acronym in ("CHT", "CHT", "CoHT")]
    assert resolved(*rows).tables["organisations"]["acronym"].to_list() == ["CHT"]
