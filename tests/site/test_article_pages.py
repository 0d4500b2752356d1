from own_package import row_of

from newsrows.site.article_pages import local_names
from newsrows.site.rows import EntityKey, Row


def mention(text: str | None, kind: str, person: str | None, organisation: str | None = None) -> Row:
    return row_of("mentions", person_id=person, organisation_id=organisation, kind=kind, text=text)


def test_local_name_is_the_longest_form_of_the_fullest_kind():
    rows = [
        mention("Brandt", "partial", "olga-brandt"),
        mention("Olga\nBrandt", "name", "olga-brandt"),
        mention("she", "pronoun", "olga-brandt"),
        mention("QC", "acronym", None, "quay-council"),
    ]
    assert local_names(rows) == {
        EntityKey("person", "olga-brandt"): "Olga Brandt",
        EntityKey("organisation", "quay-council"): "QC",
    }


def test_name_of_two_entities_is_the_local_name_of_neither():
    rows = [
        mention("Brandt", "partial", "olga-brandt"),
        mention("Brandt", "partial", "karl-brandt"),
        mention("Karl Brandt", "name", "karl-brandt"),
        mention("Brandt", "name", None, "brandt"),
    ]
    assert local_names(rows) == {
        EntityKey("person", "olga-brandt"): "olga-brandt",
        EntityKey("person", "karl-brandt"): "Karl Brandt",
        EntityKey("organisation", "brandt"): "Brandt",
    }


def test_entity_without_a_name_in_the_article_has_its_id():
    rows = [mention("the minister", "nominal", "olga-brandt"), mention(None, "name", "karl-brandt")]
    assert set(local_names(rows).values()) == {"olga-brandt", "karl-brandt"}
    assert local_names([mention("x", "name", None)]) == {}


def test_acronym_is_preferred_to_a_part_of_the_name():
    rows = [mention("Council", "partial", None, "quay-council"), mention("QC", "acronym", None, "quay-council")]
    assert local_names(rows) == {EntityKey("organisation", "quay-council"): "QC"}
