from __future__ import annotations

import pytest

from resolution.stories import linked, links


def whom(story: str) -> list[str]:
    """The names of those whom the nominals of a story mean. 'Sad' is a quote of the first 44-year-old."""
    said = (("Sad", "the 44-year-old"),) if "Sad" in story else ()
    return [name for _, kind, name in links(linked(story, said=said)) if kind == "nominal"]


@pytest.mark.parametrize(
    "story",
    [
        "[p Ann Poole], 44, left. [p Bill Brown] wept. [n The 44-year-old] ran.",
        "[p Ann Poole] (left), 44, fell. [p Bill Brown] wept. [n The 44-year-old] ran.",
        "They met 44-year-old joiner [p Ann Poole]. [p Bill Brown] wept. [n The 44-year-old] ran.",
    ],
)
def test_an_age_means_the_person_who_has_it(story: str) -> None:
    assert whom(story) == ["Ann Poole"]


@pytest.mark.parametrize(
    "story",
    [
        '[p Ann Poole] met [p Bill Brown]. "Sad," [n the 44-year-old] said.',
        'Rovers lost [p Ann Poole].\n\nIt rained. "Sad," [n the 44-year-old] said.',
        'Near [p Ann Poole] stood [p Bill Brown] (41). "Sad," [n the 44-year-old] said.',
        '[p Ann Poole] ran. [n The 44-year-old] fell. [p Ann Poole] rose. "Sad," [n the 44-year-old] said.',
    ],
)
def test_an_age_that_speaks_means_the_current_topic(story: str) -> None:
    assert whom(story) == ["Ann Poole"]


@pytest.mark.parametrize(
    "story",
    [
        '[p Ann Poole], 41, left. "Sad," [n the 44-year-old] said.',
        'A man aged 44 met [p Ann Poole]. "Sad," [n the 44-year-old] said.',
        'They met [p Ann Poole] and [p Bill Brown]. "Sad," [n the 44-year-old] said.',
        '[p Ann Poole]\'s dog bit [p Bill Brown]. "Sad," [n the 44-year-old] said.',
        "[p Ann Poole], 44, met [p Bill Brown], 44. [n The 44-year-old] ran.",
        "[p Ann Poole] found somebody. [n The 44-year-old] was dead.",
    ],
)
def test_an_unclear_age_is_not_resolved(story: str) -> None:
    assert whom(story) == []


def test_an_age_that_speaks_is_not_the_person_named_in_the_quote() -> None:
    story = 'The club met [p Ann Poole].\n\n"Sad [p Bill Brown] left," [n the 44-year-old] said.'
    article = linked(story, said=(("Sad Bill Brown left", "the 44-year-old"),))
    assert [name for _, kind, name in links(article) if kind == "nominal"] == ["Ann Poole"]


@pytest.mark.parametrize(("characters", "is_resolved"), [(1, True), (80, False)])
def test_an_age_belongs_to_a_name_right_before_it(characters: int, is_resolved: bool) -> None:
    story = f"[p Ann Poole] ({'x' * characters}), 44, left. [p Bill Brown] wept. [n The 44-year-old] ran."
    assert (whom(story) == ["Ann Poole"]) is is_resolved


@pytest.mark.parametrize(
    ("title", "nominal"),
    [("minister for food", "The minister"), ("head of schools", "Our head"), ("envoy to Peru", "Their envoy")],
)
def test_a_nominal_leaves_out_determiner_and_complement(title: str, nominal: str) -> None:
    article = linked(f"[p Ann Carter] spoke. [n {nominal}] left.", roles={"Ann Carter": title})
    assert links(article)[1:] == [(nominal, "nominal", "Ann Carter")]


def test_a_nominal_means_the_holder_of_the_title() -> None:
    story = "[p Ann Carter] met [p Bill Brown]. [n The mayor] spoke to [n the housing minister]."
    article = linked(story, roles={"Ann Carter": "Mayor", "Bill Brown": "Housing Minister"})
    assert [name for _, kind, name in links(article) if kind == "nominal"] == ["Ann Carter", "Bill Brown"]


def test_a_title_without_its_complement_means_its_holder() -> None:
    article = linked("[p Ann Carter] spoke. [n The minister] left.", roles={"Ann Carter": "Minister for Food"})
    assert links(article)[1] == ("The minister", "nominal", "Ann Carter")


def test_a_title_of_two_people_is_not_resolved() -> None:
    story = "[p Ann Carter] met [p Bill Brown]. [n The minister] left."
    article = linked(story, roles={"Ann Carter": "minister", "Bill Brown": "minister"})
    assert [kind for _, kind, _ in links(article)] == ["name", "name"]


def test_a_title_of_nobody_is_not_resolved() -> None:
    assert len(linked("[p Ann Carter] spoke. [n The mayor] left.").mentions) == 1


def test_a_title_after_a_comma_means_the_name_before_it() -> None:
    assert links(linked("He met [p Ann Carter], [n the home secretary], there."))[1][2] == "Ann Carter"


def test_a_title_after_another_title_means_somebody_else() -> None:
    story = "[p Ann Carter] spoke. [p Bill Brown] spoke. They met [n the mayor], [n the first minister] and others."
    article = linked(story, roles={"Ann Carter": "mayor", "Bill Brown": "First Minister"})
    assert [name for _, _, name in links(article)][2:] == ["Ann Carter", "Bill Brown"]


def test_a_noun_means_the_organisation_whose_name_contains_it() -> None:
    assert links(linked("[o Riverton Council] spoke. [b The council] left."))[1][2] == "Riverton Council"


def test_a_noun_means_the_only_organisation_of_its_kind() -> None:
    assert links(linked("[o Carter Holdings] spoke. [b The company] left."))[1][2] == "Carter Holdings"
    two = "[o Carter Holdings] and [o Brown Motors] spoke. [b The company] left."
    assert len(linked(two).mentions) == 2


@pytest.mark.parametrize(
    ("story", "name"),
    [
        ("Justice [p Ida Holm] ruled. [n The judge] left.", "Ida Holm"),
        ("Father [p Jan Holm] prayed. [n The priest] left.", "Jan Holm"),
        ("Justice [p Ida Holm] and Justice [p Una Fahy] ruled. [n The judge] left.", None),
        ("[n The judge] came late. Justice [p Ida Holm] ruled.", None),
        ("Justice [p Ida Holm] ruled. It rained. It snowed. It froze. It thawed. [n The judge] left.", None),
        ("Mr [p Jan Holm] sued. [n The judge] left.", None),
    ],
)
def test_a_noun_means_the_only_person_with_its_honorific(story: str, name: str | None) -> None:
    assert [whom for _, kind, whom in links(linked(story)) if kind == "nominal"] == ([name] if name else [])


@pytest.mark.parametrize(
    ("nominal", "name"),
    [
        ("the Danish minister", "Ida Holm"),
        ("the South African minister", "Una Fahy"),
        ("the Peruvian minister", None),
        ("the Danish mayor", None),
    ],
)
def test_a_title_with_a_nationality_means_its_holder_there(nominal: str, name: str | None) -> None:
    told = linked(
        f"Danish minister [p Ida Holm] met South African minister [p Una Fahy]. Later [n {nominal}] left.",
        roles={"Ida Holm": "minister", "Una Fahy": "minister"},
        phrases={"Ida Holm": "Danish minister Ida Holm", "Una Fahy": "South African minister Una Fahy"},
    )
    assert [whom for _, kind, whom in links(told) if kind == "nominal"] == ([name] if name else [])


def test_another_word_for_a_title_means_its_only_holder() -> None:
    article = linked("[p Ida Holm] rose. [n The attorney] left.", roles={"Ida Holm": "defence lawyer"})
    assert links(article)[1:] == [("The attorney", "nominal", "Ida Holm")]


def test_another_word_for_the_titles_of_two_people_is_not_resolved() -> None:
    story = "Mr [p Holm] spoke. [n The lawyer] left. [n The attorney] wrote to Ms [p Fahy]."
    article = linked(story, roles={"Holm": "solicitor", "Fahy": "barrister"})
    assert [kind for _, kind, _ in links(article)] == ["name", "name"]


@pytest.mark.parametrize(
    ("story", "title", "name"),
    [
        ("[p Ida Holm] scored. [f She] met [p Una Fahy]. [p Ida Holm] ran.", "captain", "Ida Holm"),
        ("[p Ida Holm] scored. [p Ida Holm] ran past [p Una Fahy].", None, "Ida Holm"),
        ("[p Ida Holm] scored. [p Ida Holm] ran past [p Una Fahy].", "coach", None),
        ("[p Ida Holm] scored.", None, None),
        ("[p Ida Holm] scored. [p Una Fahy] fell.", None, None),
    ],
)
def test_a_position_means_the_player_with_whom_the_sentences_begin(
    story: str, title: str | None, name: str | None
) -> None:
    told = f'{story} "Luck," [n the winger] said.'
    article = linked(told, said=(("Luck", "the winger"),), roles={"Ida Holm": title} if title else {})
    assert [whom for _, kind, whom in links(article) if kind == "nominal"] == ([name] if name else [])


def test_a_profession_does_not_mean_a_player() -> None:
    story = '[p Ida Holm] fell. [p Ida Holm] bled. "Luck," [n the surgeon] said.'
    assert len(linked(story, said=(("Luck", "the surgeon"),)).mentions) == 2


@pytest.mark.parametrize(("sentences_between", "is_resolved"), [(2, True), (3, False)])
def test_a_noun_for_an_honorific_refers_back_three_sentences_at_most(sentences_between: int, is_resolved: bool) -> None:
    story = f"Justice [p Ida Holm] ruled. {'It rained. ' * sentences_between}[n The judge] left."
    assert (len(linked(story).mentions) == 2) is is_resolved
