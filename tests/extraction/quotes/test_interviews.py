"""Who answers in a printed interview, and what is quoted of it."""

from __future__ import annotations

import pytest

from extraction.marked import parsed
from newsrows.extraction.names.finder import find_names
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.finder import find_quotes
from newsrows.extraction.quotes.interviews import interviewee, turns
from newsrows.records import Mention, Quote, Span

TURNS = "Q: Why did you stop?\n\nA: My feet were slow. He said “go” and I went.\n\nQ: And now?\n\nA: I mend nets."


def quotes_in(marked: str) -> list[Quote]:
    article = parsed(marked)
    return list(find_quotes(article, find_names(article)))


def who_answers(marked: str) -> str | None:
    article = parsed(marked)
    span = interviewee(article.text, article.blocks, find_names(article))
    return span.text if span is not None else None


def test_answers_are_direct_quotes_of_the_person_named_before_the_first_question() -> None:
    quotes = quotes_in(f"[PERSON Nora Whitlock] left the board.\n\n{TURNS}")
    assert [(q.kind, q.parts[0].text, q.continued, q.speaker and q.speaker.text) for q in quotes] == [
        ("direct", "My feet were slow. He said “go” and I went.", True, "Nora Whitlock"),
        ("direct", "I mend nets.", True, "Nora Whitlock"),
    ]


def test_paragraphs_of_one_answer_are_one_quote() -> None:
    text = f"[PERSON Nora Whitlock] left the board.\n\n{TURNS}\n\nMy hands are still good.\n\nShe went home."
    assert [part.text for part in quotes_in(text)[-1].parts] == ["I mend nets.", "My hands are still good."]


@pytest.mark.parametrize(
    ("introduction", "name"),
    [
        ("[PERSON Nora Whitlock] left the board in May.", "Nora Whitlock"),
        ("[PERSON Nora Whitlock] left the board. [PERSON Whitlock] was tired.", "Nora Whitlock"),
        ("We spoke to [PERSON Nora Whitlock], who beat [PERSON Bo Lee].", "Nora Whitlock"),
        ("An interview with the novelist [PERSON Nora Whitlock]. Her book is about [PERSON Bo Lee].", "Nora Whitlock"),
        ("[PERSON Bo Lee] left. [PERSON Nora Whitlock], who beat him, answers our questions.", "Nora Whitlock"),
        ("[PERSON Nora Whitlock] left the board. [PERSON Bo Lee] talked to her.", "Nora Whitlock"),
        ("[PERSON Nora Whitlock] left the board.\n\nBy [PERSON Bo Lee]", "Nora Whitlock"),
        ("Interviewed by [PERSON Bo Lee], [PERSON Nora Whitlock] was tired.", "Nora Whitlock"),
        ("[PERSON Nora Whitlock] and [PERSON Bo Lee] left the board.", None),
        ("We spoke to [PERSON Nora Whitlock]. We met [PERSON Bo Lee] too.", None),
        ("[PERSON Nora] left the board.", None),
        ("The board met.", None),
    ],
)
def test_the_interviewee_is_null_unless_one_person_is_named_or_asked(introduction: str, name: str | None) -> None:
    assert who_answers(f"{introduction}\n\n{TURNS}") == name


def test_an_article_without_questions_has_no_interviewee() -> None:
    assert who_answers("[PERSON Nora Whitlock] left the board.\n\nIt rained.") is None


def speakers(introduction: str, *labels: str) -> list[str | None]:
    """The speakers of turns with the labels, each of which has two turns."""
    article = parsed(introduction + "".join(f"\n\n{label}: I won the cup, as you know." for label in labels * 2))
    context = QuoteContext(article, find_names(article))
    words = article.tokens.words
    return [" ".join(words[slice(*turn.speaker)]) if turn.speaker else None for turn in turns(context)][: len(labels)]


@pytest.mark.parametrize(
    ("introduction", "label", "speaker"),
    [
        ("[PERSON Nora Whitlock] met us.", "NW", "Nora Whitlock"),
        ("[PERSON Nora Whitlock] met us.", "MS WHITLOCK", "MS WHITLOCK"),  # the label has a mention of her
        ("[PERSON Nora Whitlock] met us.", "Whitlock", "Whitlock"),
        ("[PERSON Nora Whitlock] met us.", "THE CHAIR", "THE CHAIR"),
        ("[PERSON Nora Whitlock] met [PERSON Ned Webb].", "NW", "NW"),
        ("[PERSON Nora Whitlock] met [PERSON Ann Whitlock].", "WHITLOCK", "WHITLOCK"),
    ],
)
def test_initials_of_one_person_only_stand_for_the_full_name(introduction: str, label: str, speaker: str) -> None:
    assert speakers(introduction, label, "HOST")[0] == speaker


def test_questions_and_headings_are_not_quoted() -> None:
    heading = "‘We will not wait’: [PERSON Bo Lee]\n\n[PERSON Nora Whitlock] left the board."
    assert not any("wait" in q.parts[0].text or "stop" in q.parts[0].text for q in quotes_in(f"{heading}\n\n{TURNS}"))


def test_many_people_of_one_surname_and_many_turns_are_no_trouble() -> None:
    names = [Mention(Span(7 * i, 7 * i + 6, f"A{i % 10} Lee"), "person", "name", 0) for i in range(5000)]
    article = parsed("NED LEE: I won.\n\nMOSS: You?\n\n" * 300)
    context = QuoteContext(article, names)
    assert len(turns(context)) == 300
