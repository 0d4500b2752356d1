from newsrows.site.article_pages import local_names
from newsrows.site.rows import EntityKey, MentionRow


def mention(start: int, text: str | None, kind: str, person: str | None, organisation: str | None = None) -> MentionRow:
    return MentionRow(f"a:m{start}", "a", start, start + 1, person, organisation, kind, text)


def test_the_fullest_name_is_taken():
    rows = [
        mention(0, "Brandt", "partial", "olga-brandt"),
        mention(9, "Olga\nBrandt", "name", "olga-brandt"),
        mention(20, "she", "pronoun", "olga-brandt"),
        mention(30, "QC", "acronym", None, "quay-council"),
    ]
    assert local_names(rows) == {
        EntityKey("person", "olga-brandt"): "Olga Brandt",
        EntityKey("organisation", "quay-council"): "QC",
    }


def test_a_name_of_two_is_nobodys():
    rows = [
        mention(0, "Brandt", "partial", "olga-brandt"),
        mention(9, "Brandt", "partial", "karl-brandt"),
        mention(20, "Karl Brandt", "name", "karl-brandt"),
        mention(30, "Brandt", "name", None, "brandt"),
    ]
    assert local_names(rows) == {
        EntityKey("person", "olga-brandt"): "olga-brandt",
        EntityKey("person", "karl-brandt"): "Karl Brandt",
        EntityKey("organisation", "brandt"): "Brandt",
    }


def test_who_is_never_named_goes_by_the_id():
    rows = [mention(0, "the minister", "nominal", "olga-brandt"), mention(9, None, "name", "karl-brandt")]
    assert set(local_names(rows).values()) == {"olga-brandt", "karl-brandt"}
    assert local_names([mention(0, "x", "name", None)]) == {}
