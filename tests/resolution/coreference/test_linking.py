from __future__ import annotations

import pytest

from newsrows.records import Article, Findings, Quote, Span, Statistic
from newsrows.records.findings import SourceType
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


def test_a_mention_has_the_innermost_quote_around_it() -> None:
    text, mentions = read_story('[p Ann Carter] said: "[p Lee Poole] told [f her]: Go." [f She] left.')
    outer = Span.of(text, text.index("Lee"), text.index('"', text.index("Lee")))
    inner = Span.of(text, text.index("her"), outer.end)
    quotes = (Quote("direct", (outer,)), Quote("direct", (inner,)))
    article = link(Article("a", "a.txt", "", text), Findings("a", 9, 2, 1, mentions, quotes=quotes))
    told = {linked.mention.span.text: linked.quote for linked in article.mentions}
    assert {"Ann Carter": None, "Lee Poole": 0, "her": 1}.items() <= told.items()
    assert told.get("She") is None


def test_a_continued_quote_has_the_previous_speaker() -> None:
    text, mentions = read_story('[p Ann Carter] said: "One." "Two."')
    name = Span(0, 10, "Ann Carter")
    said = Quote("direct", (Span(17, 21, "One."),), speaker=name, speaker_head=name)
    more = Quote("direct", (Span(24, 28, "Two."),), continued=True)
    article = link(Article("a", "a.txt", "", text), Findings("a", 4, 1, 1, mentions, quotes=(said, more)))
    assert [(q.attribution, q.entity, q.source_type) for q in article.quotes] == [
        ("named", 0, "person"),
        ("continued", 0, "person"),
    ]


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
    ("story", "speaker", "source", "name", "source_type"),
    [
        ("An aide to [p Ann Carter]", "An aide to Ann Carter", ("aide", None, "anonymous"), None, "anonymous"),
        ("[p Carter]'s lawyer", "Carter's lawyer", ("lawyer", None, "anonymous"), None, "anonymous"),
        (
            "A spokeswoman for [o Coast Bank]",
            "A spokeswoman for Coast Bank",
            ("spokeswoman", "Coast Bank", "anonymous"),
            "Coast Bank",
            "organisation",
        ),
        (
            "A spokeswoman for [p Ann Carter]",
            "A spokeswoman for Ann Carter",
            ("spokeswoman", "Ann Carter", "anonymous"),
            None,
            "anonymous",
        ),
        (
            "[o Coast Bank] officials",
            "Coast Bank officials",
            ("officials", "Coast Bank", "group"),
            "Coast Bank",
            "group",
        ),
        (
            "A report by [o Coast Bank]",
            "A report by Coast Bank",
            ("report", "Coast Bank", "document"),
            "Coast Bank",
            "document",
        ),
        ("[f Her] letter", "Her letter", ("letter", "Her", "document"), "Ann Carter", "document"),
        ("[p Ann Carter] and [p Max Hale]", "Ann Carter and Max Hale", (None, None, "group"), None, "group"),
        (
            "Head of schools [p Ann Carter]",
            "Head of schools Ann Carter",
            ("Ann Carter", None, None),
            "Ann Carter",
            "person",
        ),
        ("The clerk", "The clerk", ("clerk", None, None), None, "unknown"),
    ],
)
def test_the_head_of_a_speaker_or_its_owner_is_linked(
    story: str,
    speaker: str,
    source: tuple[str | None, str | None, SourceType | None],
    name: str | None,
    source_type: SourceType,
) -> None:
    article = linked(f'[p Ann Carter] left. {story} said: "No."', said=(("No.", speaker),), sources={speaker: source})
    (quote,) = article.quotes
    assert (None if quote.entity is None else article.entities[quote.entity].name) == name
    assert quote.source_type == source_type
    assert (quote.speaker_confidence is None) == (name is None)


def test_a_noun_for_an_unnamed_source_keeps_its_type() -> None:
    article = linked(
        'A nurse said: "No." The nurse added: "Never." The clerk said: "Yes."',
        said=(("No.", "A nurse"), ("Never.", "The nurse"), ("Yes.", "The clerk")),
        sources={
            "A nurse": ("nurse", None, "anonymous"),
            "The nurse": ("nurse", None, None),
            "The clerk": ("clerk", None, None),
        },
    )
    assert [quote.source_type for quote in article.quotes] == ["anonymous", "anonymous", "unknown"]


def test_a_pronoun_after_an_unnamed_source_is_unnamed_too() -> None:
    article = linked(
        'A nurse said: "No." She added: "Never." Then he said: "Yes."',
        said=(("No.", "A nurse"), ("Never.", "She")),
        sources={"A nurse": ("nurse", None, "anonymous")},
    )
    assert [quote.source_type for quote in article.quotes] == ["anonymous", "anonymous"]


def test_an_office_told_of_a_pronoun_is_that_of_the_person_whom_it_surely_means() -> None:
    sure = linked("Mrs [p Ann Carter] left at noon. [f She] was elected mayor.", roles={"She": "mayor"})
    assert [(role.role.title, sure.entities[role.person].name) for role in sure.roles] == [("mayor", "Ann Carter")]
    unsure = linked("[p Ann Carter] met [p Eve Brown]. [f She] was elected mayor.", roles={"She": "mayor"})
    assert unsure.roles == ()
