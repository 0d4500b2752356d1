from __future__ import annotations

from own_package import Rows, linked_rows, own_rows

from newsrows.site import speech as said
from newsrows.site.package import Package
from newsrows.site.rows import EntityKey


def quayside() -> Package:
    return linked_rows(own_rows())


def test_words_are_counted_by_kind_of_quote() -> None:
    amount = said.speech(quayside().quotes)
    assert (amount.quotes, amount.words, len(amount.articles)) == (4, sum(amount.parts), 3)
    assert amount.indirect == 11
    assert amount.mixed == 0


def test_words_are_counted_here_if_the_package_does_not_count_them() -> None:
    rows = own_rows()
    rows.tables["quotes"][0]["words"] = None
    assert said.words_of(next(iter(linked_rows(rows).quotes))) == 12


def test_speakers_with_the_most_direct_speech_come_first() -> None:
    names = [entity.name.split()[0] for entity, _ in said.speakers(quayside())]
    assert names == ["Marta", "Eve", "Tom"]  # Tom has many words, but none of them is direct


def test_gender_is_unknown_unless_the_package_gives_it() -> None:
    package = quayside()
    assert [said.gender(package, quote) for quote in package.quotes] == ["female", "unknown", "female", "unknown"]


def test_person_speaks_for_the_organisation_of_the_row() -> None:
    package = quayside()
    bodies = [said.organisation(package, quote) for quote in package.quotes]
    assert [body.name if body else None for body in bodies] == ["Quayside Council", None, "Quayside Council", None]
    assert not any(said.is_official(package, quote) for quote in package.quotes)


def test_government_is_an_official_source() -> None:
    rows = own_rows()
    rows.tables["organisations"][0]["kind"] = "government"
    package = linked_rows(rows)
    assert [said.is_official(package, quote) for quote in package.quotes] == [True, False, True, False]


def test_speakers_do_not_count_as_spoken_about() -> None:
    rows = Rows()
    rows.article("a", "Ann Lee and Bo said: we, Ann Lee and Bo, agree.")
    rows.tables["people"] = [{"person_id": "ann", "name": "Ann Lee"}, {"person_id": "bo", "name": "Bo"}]
    rows.quote("a", "we, Ann Lee and Bo, agree", speaker="Ann Lee", cue="said", person_id="ann")
    quote_id = rows.tables["quotes"][0]["quote_id"]
    rows.mention("a", "Ann Lee", 1, person_id="ann", quote_id=quote_id)
    rows.mention("a", "Bo", 1, person_id="bo", quote_id=quote_id, confidence=0.4)
    package = linked_rows(rows)
    assert said.spoken_about(package, next(iter(package.quotes))) == {EntityKey("person", "bo"): 0.4}
