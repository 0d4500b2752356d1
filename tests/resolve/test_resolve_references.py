from __future__ import annotations

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
