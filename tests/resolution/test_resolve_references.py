from __future__ import annotations

import pytest
from stories import linked, links


def test_a_pronoun_means_the_nearest_person_of_its_gender() -> None:
    story = "Mrs [p Carter] met Mr [p Brown]. [f She] spoke. [m He] left."
    assert [name for _, _, name in links(linked(story))] == ["Carter", "Brown", "Carter", "Brown"]


def test_the_person_that_a_sentence_began_with_is_preferred() -> None:
    assert links(linked("[p Ann Carter] met [p Wendy Brown]. [f She] spoke."))[2][2] == "Ann Carter"


def test_a_usual_given_name_tells_the_gender() -> None:
    assert links(linked("[p John Brown] met [p Mary Carter]. [f She] spoke."))[2][2] == "Mary Carter"


def test_a_pronoun_far_from_any_name_stays_out() -> None:
    story = "[p Ann Carter] spoke. It rained. It snowed. It froze. It thawed. [f She] left."
    assert len(linked(story).mentions) == 1


def test_i_in_a_quotation_is_its_speaker() -> None:
    story = '"[i I] will go," said [p Ann Carter]. [i I] was there.'
    article = linked(story, said=(("I will go", "Ann Carter"),))
    assert links(article) == [("I", "pronoun", "Ann Carter"), ("Ann Carter", "name", "Ann Carter")]


def test_he_in_a_quotation_is_not_its_speaker() -> None:
    story = 'Mr [p Brown] resigned. Mr [p Hill] said: "[m He] was tired."'
    article = linked(story, said=(("He was tired.", "Hill"),))
    assert links(article)[2] == ("He", "pronoun", "Brown")


def test_a_nominal_means_the_holder_of_the_title() -> None:
    story = "[p Ann Carter] met [p Bill Brown]. [n The mayor] spoke to [n the housing minister]."
    article = linked(story, roles={"Ann Carter": "Mayor", "Bill Brown": "Housing Minister"})
    assert [name for _, kind, name in links(article) if kind == "nominal"] == ["Ann Carter", "Bill Brown"]


def test_a_title_without_its_complement_still_refers() -> None:
    article = linked("[p Ann Carter] spoke. [n The minister] left.", roles={"Ann Carter": "Minister for Food"})
    assert links(article)[1] == ("The minister", "nominal", "Ann Carter")


def test_a_title_that_two_people_hold_stays_out() -> None:
    story = "[p Ann Carter] met [p Bill Brown]. [n The minister] left."
    article = linked(story, roles={"Ann Carter": "minister", "Bill Brown": "minister"})
    assert [kind for _, kind, _ in links(article)] == ["name", "name"]


def test_a_title_that_nobody_holds_stays_out() -> None:
    assert len(linked("[p Ann Carter] spoke. [n The mayor] left.").mentions) == 1


def test_a_title_behind_a_comma_is_the_name_before_it() -> None:
    assert links(linked("He met [p Ann Carter], [n the home secretary], there."))[1][2] == "Ann Carter"


def test_one_title_behind_another_is_somebody_else() -> None:
    story = "[p Ann Carter] spoke. [p Bill Brown] spoke. They met [n the mayor], [n the first minister] and others."
    article = linked(story, roles={"Ann Carter": "mayor", "Bill Brown": "First Minister"})
    assert [name for _, _, name in links(article)][2:] == ["Ann Carter", "Bill Brown"]


def test_a_body_is_meant_by_its_noun() -> None:
    assert links(linked("[o Riverton Council] spoke. [b The council] left."))[1][2] == "Riverton Council"


def test_a_body_is_meant_by_its_kind_if_it_is_the_only_one() -> None:
    assert links(linked("[o Carter Holdings] spoke. [b The company] left."))[1][2] == "Carter Holdings"
    two = "[o Carter Holdings] and [o Brown Motors] spoke. [b The company] left."
    assert len(linked(two).mentions) == 2


def test_in_an_interview_i_is_who_answers() -> None:
    story = (
        "[p Ann Carter] spoke to us.\n\nWhen did it begin?\n\n[i I] was ten.\n\nWhy did [i you] stay?\n\n[i I] had to. "
        "[i I] did. [i I] do.\n\nWhat happens now?\n\n[i I] leave."
    )
    assert {name for _, _, name in links(linked(story))} == {"Ann Carter"}
    assert len(linked(story).mentions) == 7


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
def test_an_honorific_tells_what_its_bearer_is_called(story: str, name: str | None) -> None:
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
def test_a_title_with_a_nation_means_who_has_it_there(nominal: str, name: str | None) -> None:
    told = linked(
        f"Danish minister [p Ida Holm] met South African minister [p Una Fahy]. Later [n {nominal}] left.",
        roles={"Ida Holm": "minister", "Una Fahy": "minister"},
        phrases={"Ida Holm": "Danish minister Ida Holm", "Una Fahy": "South African minister Una Fahy"},
    )
    assert [whom for _, kind, whom in links(told) if kind == "nominal"] == ([name] if name else [])


def test_a_given_name_alone_tells_the_gender() -> None:
    assert links(linked("[p Mary Holm] fed [p Kevin]. [m He] ate. [f She] sang."))[2:] == [
        ("He", "pronoun", "Kevin"),
        ("She", "pronoun", "Mary Holm"),
    ]


def test_a_surname_alone_tells_no_gender() -> None:
    assert links(linked("[p Scott] left. [f She] sang."))[1:] == [("She", "pronoun", "Scott")]


def test_another_word_for_a_title_means_the_only_one_who_has_it() -> None:
    article = linked("[p Ida Holm] rose. [n The attorney] left.", roles={"Ida Holm": "defence lawyer"})
    assert links(article)[1:] == [("The attorney", "nominal", "Ida Holm")]


def test_a_womans_title_is_no_mans() -> None:
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
def test_a_player_whom_the_sentences_tell_of_is_meant_by_a_place_in_the_team(
    story: str, title: str | None, name: str | None
) -> None:
    told = f'{story} "Luck," [n the winger] said.'
    article = linked(told, said=(("Luck", "the winger"),), roles={"Ida Holm": title} if title else {})
    assert [whom for _, kind, whom in links(article) if kind == "nominal"] == ([name] if name else [])


def test_who_stitches_a_player_up_is_not_the_player() -> None:
    story = '[p Ida Holm] fell. [p Ida Holm] bled. "Luck," [n the surgeon] said.'
    assert len(linked(story, said=(("Luck", "the surgeon"),)).mentions) == 2
