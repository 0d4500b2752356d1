from __future__ import annotations

import pytest

from newsrows.records import Article, Findings, Quote, Span, Statistic
from newsrows.resolution import link
from resolution.stories import linked, read_story


@pytest.mark.parametrize(
    ("speaker", "attribution", "name"),
    [
        ("Housing Minister Ann Carter", "named", "Ann Carter"),
        ("Mrs Carter", "partial", "Ann Carter"),
        ("She", "pronoun", "Ann Carter"),
        ("campaigners", "nominal", None),
        ("they", "pronoun", None),
        (None, "none", None),
    ],
)
def test_a_quote_has_the_attribution_of_its_speaker(speaker: str | None, attribution: str, name: str | None) -> None:
    story = (
        "Housing Minister [p Ann Carter] spoke. Mrs [p Carter] left. [f She] wept. Then campaigners and they went on."
    )
    article = linked(story, said=(("went on", speaker),))
    (quote,) = article.quotes
    assert quote.attribution == attribution
    assert (article.entities[quote.entity].name if quote.entity is not None else None) == name


def test_a_continued_quote_has_the_previous_speaker() -> None:
    text, mentions = read_story('[p Ann Carter] said: "One." "Two."')
    said = Quote("direct", (Span(17, 21, "One."),), speaker=Span(0, 10, "Ann Carter"))
    more = Quote("direct", (Span(24, 28, "Two."),), continued=True)
    article = link(Article("a", "a.txt", "", text), Findings("a", 4, 1, 1, mentions, quotes=(said, more)))
    assert [(q.attribution, q.entity) for q in article.quotes] == [("named", 0), ("continued", 0)]


def test_an_organisation_can_be_a_speaker() -> None:
    article = linked("It is late, said [o Coast Bank].", said=(("It is late", "Coast Bank"),))
    assert (article.quotes[0].attribution, article.entities[article.quotes[0].entity or 0].name) == (
        "named",
        "Coast Bank",
    )


def test_roles_are_linked_to_their_people() -> None:
    article = linked("[p Ann Carter] spoke. [p Carter] left.", roles={"Ann Carter": "mayor"})
    assert [(role.person, role.role.title) for role in article.roles] == [(0, "mayor")]
    assert article.entities[0].evidence == ("mayor",)


def test_a_statistic_is_linked_to_the_quote_that_contains_it() -> None:
    text = 'He said "40 people" and 50 others.'
    quote = Quote("direct", (Span(9, 18, "40 people"),))
    sentence = Span(0, len(text), text)
    inside = Statistic(Span(9, 18, "40 people"), 40, "exact", "count", sentence)
    outside = Statistic(Span(24, 26, "50"), 50, "exact", "count", sentence)
    findings = Findings("a", 6, 1, 1, quotes=(quote,), statistics=(inside, outside))
    article = link(Article("a", "a.txt", "", text), findings)
    assert [statistic.quote for statistic in article.statistics] == [0, None]


def test_a_mention_without_a_known_entity_is_left_out() -> None:
    article = linked("[f She] met [p Ann Carter] and [b the council].")
    assert [m.mention.span.text for m in article.mentions] == ["Ann Carter"]


def test_an_article_without_names_has_no_entities() -> None:
    assert linked("Nothing happened.").entities == ()


def test_an_entity_lists_its_forms_in_order() -> None:
    article = linked("[p Carter] resigns. [p Ann Carter] left. [p Carter] wept.")
    assert dict(article.entities[0].forms) == {"Carter": 2, "Ann Carter": 1}


@pytest.mark.parametrize(
    ("story", "speaker", "name"),
    [
        ('[p Ann Carter] left. An aide to [p Ann Carter] said: "No."', "An aide to Ann Carter", None),
        ('[p Ann Carter] left. Ms [p Carter]\'s lawyer said: "No."', "Ms Carter's lawyer", None),
        (
            '[o Coast Bank] shut. A spokeswoman for [o Coast Bank] said: "No."',
            "A spokeswoman for Coast Bank",
            "Coast Bank",
        ),
        ('[o Coast Bank] shut. A customer of [o Coast Bank] said: "No."', "A customer of Coast Bank", None),
        ('[o Coast Bank] shut. [o Coast Bank]\'s spokeswoman said: "No."', "Coast Bank's spokeswoman", "Coast Bank"),
        ('Head of schools [p Ann Carter] said: "No."', "Head of schools Ann Carter", "Ann Carter"),
    ],
)
def test_a_person_in_the_complement_of_a_speaker_does_not_speak(story: str, speaker: str, name: str | None) -> None:
    article = linked(story, said=(("No.", speaker),))
    (quote,) = article.quotes
    assert (None if quote.entity is None else article.entities[quote.entity].name) == name
