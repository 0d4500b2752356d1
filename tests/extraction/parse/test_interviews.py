"""Turns of printed interviews and transcripts, by their labels and their layout."""

from __future__ import annotations

import pytest

from newsrows.extraction.parse.layout import prose_start, segment_blocks

INTRODUCTION = "Nora Whitlock has led the harbour board for ten years."


def kinds(*paragraphs: str) -> str:
    """The first letter of the kind of each paragraph: b(ody), q(uestion), a(nswer) ..."""
    return "".join(block.kind[0] for block in segment_blocks("\n\n".join(paragraphs)))


def words(*paragraphs: str) -> list[str]:
    """The words of the answers, without labels."""
    text = "\n\n".join(paragraphs)
    return [text[prose_start(text, b) : b.end] for b in segment_blocks(text) if b.kind == "answer"]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Q: ", "A: "),
        ("Q. ", "A. "),
        ("**Q:** ", "**A:** "),
        ("Question: ", "Answer: "),
        ("Q1: ", "A1: "),
        ("Q", "A: "),
    ],
)
def test_letters_mark_questions_and_answers(question: str, answer: str) -> None:
    turns = (f"{question}Will fares rise?", f"{answer}I do not know.", f"{question}Who does?", f"{answer}The board.")
    assert kinds(INTRODUCTION, *turns) == "bqaqa"
    assert words(INTRODUCTION, *turns) == ["I do not know.", "The board."]


def test_questions_about_rules_that_nobody_answers_as_i_are_no_interview() -> None:
    turns = ("Q: Who has to pay?", "A: All who park in the old town.", "Q: How much is it?", "A: It is forty pounds.")
    assert kinds("The new rules begin on Monday.", *turns) == "bbbbb"


@pytest.mark.parametrize(
    ("asks", "speaks"),
    [("Harbour Post", "Nora Whitlock"), ("HP", "NW"), ("Post", "Whitlock"), ("**Post**", "**Whitlock**")],
)
def test_names_and_initials_mark_turns(asks: str, speaks: str) -> None:
    turns = (f"{asks}: Will fares rise?", f"{speaks}: I hope not.", f"{asks}: Why?", f"{speaks}: We have no money.")
    assert kinds(INTRODUCTION, *turns) == "bqaqa"
    assert words(INTRODUCTION, *turns) == ["I hope not.", "We have no money."]


def test_who_asks_in_a_hearing_speaks_too() -> None:
    turns = ("THE CHAIRMAN: Did you see it?", "MS POOLE: I did.", "THE CHAIRMAN: When?", "MS POOLE: At ten, I think.")
    assert kinds(INTRODUCTION, *turns) == "baaaa"
    debate = ("LEE: Who would pay?", "POOLE: You would.", "MOSS: I would not.", "LEE: Who else?", "MOSS: Not me.")
    assert kinds(INTRODUCTION, *debate) == "baaaaa"


@pytest.mark.parametrize(
    "lines",
    [
        ("WHO: The harbour choir.", "WHEN: Monday at eight.", "WHERE: The old mill."),
        ("Greens: More trees by the road.", "Reds: A new mill.", "Greens: Fewer cars.", "Reds: Two new bridges."),
        ("Poole: We will not wait for you", "The board of the harbour met on Monday.", "It went home at ten."),
        ("It snowed.", "Poole: I won.", *["It rained."] * 4, "Lee: I lost.", "Poole: I won it."),
        ("Leeds: Rain in the morning.", "York: Sun all day long.", "Leeds: Snow in the evening."),
    ],
)
def test_notices_lists_and_headlines_with_colons_are_no_turns(lines: tuple[str, ...]) -> None:
    assert "a" not in kinds(*lines)


@pytest.mark.parametrize("mark", ["**", "*", "__", "_"])
def test_questions_in_bold_or_italics_are_answered_by_all_that_follows(mark: str) -> None:
    turns = (
        f"{mark}Why are you leaving?{mark}",
        "My feet are slow.",
        "The board was kind.",
        f"{mark}Tell me about the boats.{mark}",
        "They are older than I am.",
        f"{mark}Who comes next?{mark}",
        "A woman from Leeds. I taught her.",
    )
    assert kinds(INTRODUCTION, *turns, "Nora Whitlock leaves on Sunday.") == "bqaaqaqab"


def test_bold_headings_of_a_text_without_i_are_no_questions() -> None:
    lines = ("**What is new?**", "The fares rise by a tenth.", "**Who has to pay?**", "All who cross after eight.")
    assert kinds(INTRODUCTION, *lines) == "bhbhb"


QUESTIONS = ("What did you see?", "Were you afraid?", "What would you tell a child?")
ANSWERS = ("I saw my own feet.", "Every hour. My coach was not.", "We would say: start in a pool.")


def bare(questions: tuple[str, ...] = QUESTIONS, answers: tuple[str, ...] = ANSWERS) -> list[str]:
    return [line for turn in zip(questions, answers, strict=True) for line in turn]


def test_three_bare_questions_before_answers_in_the_first_person_are_an_interview() -> None:
    assert kinds(INTRODUCTION, *bare(), "The swim was in May.") == "bqaqaqab"


def test_two_bare_questions_are_enough_where_the_text_calls_itself_an_interview() -> None:
    assert kinds("Interview: Nora Whitlock", *bare(QUESTIONS[:2], ANSWERS[:2])) == "hqaqa"
    assert kinds(INTRODUCTION, *bare(QUESTIONS[:2], ANSWERS[:2])) == "bbbbb"


@pytest.mark.parametrize(
    ("questions", "answers"),
    [
        (("Who is to blame?", "Can it be mended?", "What comes next?"), ANSWERS),  # a column: asks nobody
        (QUESTIONS, ("The sea was cold.", "The coach was not there.", "It is a long way.")),
        (('"What did you see?"', '"Were you afraid?"', '"What would you do?"'), ANSWERS),
    ],
)
def test_other_questions_are_no_interview(questions: tuple[str, ...], answers: tuple[str, ...]) -> None:
    assert set(kinds(INTRODUCTION, *bare(questions, answers))) == {"b"}


def test_an_answer_continues_in_the_first_person_only() -> None:
    turns = (
        "Q: Why did you stop?",
        "A: I was tired.",
        "My feet were slow.",
        "She pours the tea.",
        "Q: And you?",
        "A: I?",
    )
    assert kinds(INTRODUCTION, *turns) == "bqaabqa"
