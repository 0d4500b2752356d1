from __future__ import annotations

from own_package import row_of

from newsrows.site.labels import labels, position
from newsrows.site.rows import Entity, EntityKey

HARBOUR = EntityKey("organisation", "harbour")


def person(person_id: str, name: str, **more: str) -> Entity:
    return Entity(EntityKey("person", person_id), row_of("people", person_id=person_id, name=name, **more))


def organisation(organisation_id: str, name: str, **more: str) -> Entity:
    row = row_of("organisations", organisation_id=organisation_id, name=name, **more)
    return Entity(EntityKey("organisation", organisation_id), row)


def labelled(*entities: Entity) -> list[str]:
    result = labels({entity.key: entity for entity in entities})
    return [result[entity.key] for entity in entities]


def test_name_that_nobody_else_has_is_the_label() -> None:
    assert labelled(person("a", "Ann Lee", title="warden"), person("b", "Bo Lee")) == ["Ann Lee", "Bo Lee"]


def test_namesakes_are_told_apart_by_position_or_id() -> None:
    both = labelled(person("a", "Ann Lee", title="warden"), person("a-2", "ANN  Lee", title="cook"))
    assert both == ["Ann Lee (warden)", "ANN  Lee (cook)"]
    assert labelled(person("a", "Ann Lee"), person("a-2", "Ann Lee")) == ["Ann Lee (a)", "Ann Lee (a-2)"]
    same = labelled(person("a", "Ann Lee", title="cook"), person("a-2", "Ann Lee", title="Cook"))
    assert same == ["Ann Lee (a)", "Ann Lee (a-2)"]


def test_person_and_organisation_of_the_same_name_are_told_apart() -> None:
    assert labelled(person("lee", "Lee"), organisation("lee", "Lee", kind="company")) == ["Lee (lee)", "Lee (company)"]


def test_labels_are_unique_even_if_a_name_looks_like_another_label() -> None:
    entities = person("a", "Ann Lee"), person("b", "Ann Lee"), person("c", "Ann Lee (a)")
    assert len(set(labelled(*entities))) == 3


def test_position_is_title_and_organisation_or_kind() -> None:
    harbour = organisation("harbour", "Harbour Trust", kind="charity")
    entities = {HARBOUR: harbour}
    assert position(person("a", "Ann Lee", title="warden", organisation_id="harbour"), entities) == (
        "warden, Harbour Trust"
    )
    assert position(person("a", "Ann Lee", organisation_id="unknown"), entities) == ""
    assert position(harbour, entities) == "charity"
