from __future__ import annotations

import pytest

from newsrows.records import LinkedArticle
from resolution.stories import linked, links


def speakers(article: LinkedArticle) -> list[str | None]:
    return [None if quote.entity is None else article.entities[quote.entity].name for quote in article.quotes]


def test_a_pronoun_does_not_mean_the_person_named_in_its_quote() -> None:
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
def test_a_report_after_its_verb_can_name_the_speaker(report: str, said: str, name: str) -> None:
    story = f"[p Mona Quill] waved to [p Edda Oster]. {report}"
    assert speakers(linked(story, said=((said, "she"),), kind="indirect")) == [name]


def test_a_quote_has_no_speaker_if_only_the_person_named_in_it_is_near() -> None:
    story = '[p Rory Quill] drowned. "[p Rory] dug my garden," [m he] said.'
    assert speakers(linked(story, said=(("Rory dug my garden", "he"),))) == [None]


def test_a_person_named_outside_the_quote_as_well_can_speak_it() -> None:
    story = 'Smiling at it all, [p Rory Quill] sat down. "[p Rory] is back," said [p Rory Quill] as [m he] rose.'
    assert speakers(linked(story, said=(("Rory is back", "he"),))) == ["Rory Quill"]


def test_a_pronoun_that_speaks_means_the_previous_speaker() -> None:
    story = 'Behind [p Mona Quill] stood [p Edda Oster], who said "No." Then [f she] said: "Never."'
    article = linked(story, said=(("No.", "Edda Oster"), ("Never.", "she")))
    assert speakers(article) == ["Edda Oster", "Edda Oster"]


def test_a_previous_speaker_is_preferred_to_a_person_named_in_the_quote() -> None:
    story = '"[p Mona Quill] won," said [p Edda Oster]. "It was fair," [f she] added.'
    article = linked(story, said=(("Mona Quill won", "Edda Oster"), ("It was fair", "she")))
    assert speakers(article) == ["Edda Oster", "Edda Oster"]


@pytest.mark.parametrize(
    ("story", "speaker", "head"),
    [
        ("an aide to [p Edda Oster]", "an aide to Edda Oster", "Edda Oster"),
        ("the wife of Mr [p Oster]", "the wife of Mr Oster", "Oster"),
        ("[p Edda Oster]'s lawyer", "Edda Oster's lawyer", "Edda Oster"),
        ("[p Oster] lawyer [p Mona Quill]", "Oster lawyer Mona Quill", "Oster"),
        ("[p Edda Oster] and [p Mona Quill]", "Edda Oster and Mona Quill", "Mona Quill"),
    ],
)
def test_a_person_does_not_speak_where_the_words_show_another_head(story: str, speaker: str, head: str) -> None:
    article = linked(
        f'[p Edda Oster] left. "Enough", said {story}.',
        said=(("Enough", speaker),),
        sources={speaker: (head, None, None)},
    )
    assert speakers(article) == [None]


@pytest.mark.parametrize(
    ("story", "speaker"),
    [
        ("[o Coast Bank] director [p Edda Oster]", "Coast Bank director Edda Oster"),
        ("director of the bank [p Edda Oster]", "director of the bank Edda Oster"),
        ("[p Edda Oster] of [o Coast Bank]", "Edda Oster of Coast Bank"),
        ("[p Edda Oster] with [p Mona Quill]", "Edda Oster with Mona Quill"),
    ],
)
def test_a_person_at_the_head_speaks(story: str, speaker: str) -> None:
    article = linked(
        f'"Enough", said {story}.', said=(("Enough", speaker),), sources={speaker: ("Edda Oster", None, None)}
    )
    assert speakers(article) == ["Edda Oster"]
