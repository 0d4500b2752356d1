from __future__ import annotations

import pytest

from newsrows.records import Article, Findings, Span
from newsrows.resolution import link
from resolution.stories import linked, links, read_story


def test_a_pronoun_means_the_nearest_person_of_its_gender() -> None:
    story = "Mrs [p Carter] met Mr [p Brown]. [f She] spoke. [m He] left."
    assert [name for _, _, name in links(linked(story))] == ["Carter", "Brown", "Carter", "Brown"]


def test_a_full_name_shows_its_usual_gender() -> None:
    assert links(linked("[p John Brown] met [p Mary Carter]. [f She] spoke."))[2][2] == "Mary Carter"


def test_a_pronoun_far_from_any_name_is_not_resolved() -> None:
    story = "[p Ann Carter] spoke. It rained. It snowed. It froze. It thawed. [f She] left."
    assert len(linked(story).mentions) == 1


def test_i_in_a_quotation_means_its_speaker() -> None:
    story = '"[i I] will go," said [p Ann Carter]. [i I] was there.'
    article = linked(story, said=(("I will go", "Ann Carter"),))
    assert links(article) == [("I", "pronoun", "Ann Carter"), ("Ann Carter", "name", "Ann Carter")]


def test_he_in_a_quotation_does_not_mean_its_speaker() -> None:
    story = 'Mr [p Brown] resigned. Mr [p Hill] said: "[m He] was tired."'
    article = linked(story, said=(("He was tired.", "Hill"),))
    assert links(article)[2] == ("He", "pronoun", "Brown")


def test_i_in_an_interview_means_the_interviewee() -> None:
    story = (
        "[p Ann Carter] spoke to us.\n\nWhen did it begin?\n\n[i I] was ten.\n\nWhy did [i you] stay?\n\n[i I] had to. "
        "[i I] did. [i I] do.\n\nWhat happens now?\n\n[i I] leave."
    )
    assert {name for _, _, name in links(linked(story))} == {"Ann Carter"}
    assert len(linked(story).mentions) == 7


def test_you_in_a_question_means_the_person_who_answers_according_to_the_layout() -> None:
    text, mentions = read_story("[p Ann Carter] met [p Bo Lee].\n\nWhy did [i you] stay?\n\nNo.")

    def you(interviewee: Span | None) -> list[str]:
        findings = Findings("a1", 9, 3, 3, mentions=mentions, interviewee=interviewee)
        article = link(Article("a1", "a1.txt", "", text), findings)
        return [name for words, _, name in links(article) if words == "you"]

    assert you(None) == []
    assert you(mentions[1].span) == ["Bo Lee"]


def test_a_surname_alone_shows_no_gender() -> None:
    assert links(linked("[p Scott] left. [f She] sang."))[1:] == [("She", "pronoun", "Scott")]


@pytest.mark.parametrize(("questions", "answers", "is_interview"), [(3, 5, True), (2, 5, False), (3, 4, False)])
def test_an_interview_has_three_questions_and_five_times_i(questions: int, answers: int, is_interview: bool) -> None:
    story = "[p Ann Carter] spoke to us.\n\n" + "Why was it so?\n\n" * questions + "[i I] left. " * answers
    assert (len(linked(story).mentions) == 1 + answers) is is_interview


def test_you_in_a_question_of_an_interview_is_the_interviewee() -> None:
    story = "[p Ann Carter] spoke to us.\n\n" + "Why did [i you] stay?\n\n" * 3 + "[i I] left. " * 5
    assert [name for text, _, name in links(linked(story)) if text == "you"] == ["Ann Carter"] * 3


def test_my_in_a_quotation_means_its_speaker() -> None:
    article = linked('"[i My] plan works," said [p Ann Carter].', said=(("My plan works", "Ann Carter"),))
    assert links(article)[0] == ("My", "pronoun", "Ann Carter")


def test_you_outside_a_question_is_not_resolved() -> None:
    assert len(linked("[p Ann Carter] spoke. [i You] can stay.").mentions) == 1
