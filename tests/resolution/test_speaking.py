"""Who speaks behind a pronoun, and whom a possessive only points to."""

from __future__ import annotations

import pytest
from stories import linked, links

from newsrows.records import LinkedArticle


def speakers(article: LinkedArticle) -> list[str | None]:
    return [None if quote.entity is None else article.entities[quote.entity].name for quote in article.quotes]


def test_whoever_is_named_in_the_words_does_not_say_them() -> None:
    story = '[p Rory Quill] drowned. [p Wim Oster], a neighbour, wept. "[p Rory] dug my garden," [m he] said.'
    article = linked(story, said=(("Rory dug my garden", "he"),))
    assert speakers(article) == ["Wim Oster"]
    assert links(article)[2:] == [("Rory", "partial", "Rory Quill"), ("he", "pronoun", "Wim Oster")]


@pytest.mark.parametrize(
    ("report", "said", "name"),
    [
        ("[p Mona Quill] would move, [f she] said.", "Mona Quill would move", "Edda Oster"),
        ("Then [f she] said foes of [p Mona Quill] feared a sale.", "foes of Mona Quill feared a sale", "Mona Quill"),
    ],
)
def test_a_report_behind_its_speaker_may_name_her(report: str, said: str, name: str) -> None:
    story = f"[p Mona Quill] waved to [p Edda Oster]. {report}"
    assert speakers(linked(story, said=((said, "she"),), kind="indirect")) == [name]


def test_nobody_speaks_where_only_somebody_named_in_the_words_is_near() -> None:
    story = '[p Rory Quill] drowned. "[p Rory] dug my garden," [m he] said.'
    assert speakers(linked(story, said=(("Rory dug my garden", "he"),))) == [None]


def test_whoever_is_named_beside_the_words_too_may_say_them() -> None:
    story = 'Smiling at it all, [p Rory Quill] sat down. "[p Rory] is back," said [p Rory Quill] as [m he] rose.'
    assert speakers(linked(story, said=(("Rory is back", "he"),))) == ["Rory Quill"]


def test_who_spoke_in_the_sentence_before_speaks_on() -> None:
    story = 'Behind [p Mona Quill] stood [p Edda Oster], who said "No." Then [f she] said: "Never."'
    article = linked(story, said=(("No.", "Edda Oster"), ("Never.", "she")))
    assert speakers(article) == ["Edda Oster", "Edda Oster"]


def test_whom_a_quotation_names_comes_behind_who_said_it() -> None:
    story = '"[p Mona Quill] won," said [p Edda Oster]. "It was fair," [f she] added.'
    article = linked(story, said=(("Mona Quill won", "Edda Oster"), ("It was fair", "she")))
    assert speakers(article) == ["Edda Oster", "Edda Oster"]


@pytest.mark.parametrize(
    ("whose", "name"),
    [
        ("her aides", None),
        ("her eldest sister", None),
        ("her brother in Riverton", None),
        ("her letter", "Edda Oster"),
        ("her last letter to the board", "Edda Oster"),
        ("her", "Edda Oster"),
    ],
)
def test_what_is_hers_speaks_for_her_only_if_it_is_her_words(whose: str, name: str | None) -> None:
    story = f'[p Edda Oster] left. "Enough", according to {whose.replace("her", "[f her]", 1)}.'
    article = linked(story, said=(("Enough", whose),))
    assert speakers(article) == [name]
    assert article.quotes[0].attribution == ("nominal" if name is None else "pronoun")
