"""Verbs that report in some patterns and have other senses in others."""

from __future__ import annotations

import pytest

from extraction.quotes.quote_parses import parses
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.finder import find_candidates
from newsrows.extraction.quotes.speakers import is_passive


def contents(text: str) -> list[str]:
    """The content of each candidate without quotation marks."""
    context = QuoteContext(parses()[text], ())
    candidates = [candidate for candidate in find_candidates(context) if not candidate.quotations]
    return [" … ".join(context.tokens.text_of(*part) for part in candidate.content) for candidate in candidates]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Poole called the police at noon.",
        "The two towns signed a deal in March.",
        "Thousands showed support for the nurses.",
        "Police charged the man with burglary.",
        "The brewer saw its sales slip in spring.",
        "Ann Poole read the book twice and knew the plot.",
        "The firm delivered buses and issued new shares.",
        "The accident underlined how badly lorries are loaded.",
        "This is what bakers had to say about the new rule.",
        "The mayor declined to comment on the case.",
        "Bankers faced accusations that they had cheated the poor.",
        "The club fought off criticism that it had ruined the pitch.",
    ],
)
def test_an_act_an_event_or_a_claim_of_others_is_not_a_report(text: str) -> None:
    assert contents(text) == []


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Ann Poole called the plan a disgrace.", "the plan a disgrace"),
        ("The mayor called for a public inquiry.", "a public inquiry"),
        ("The poll showed a rise in support.", "a rise in support"),
        ("Ann Poole saw that her sales had slipped.", "that her sales had slipped"),
        ("The mayor underlined how badly lorries are loaded.", "how badly lorries are loaded"),
        ("The mayor pointed out that the river was clean.", "that the river was clean"),
        ("The mayor refused to resign.", "to resign"),
        ("The union made the claim that the river was clean.", "that the river was clean"),
        ("The firm seized on her claim that the river was clean.", "that the river was clean"),
    ],
)
def test_the_same_verbs_report_in_other_patterns(text: str, content: str) -> None:
    assert content in contents(text)


def test_a_passive_that_introduces_another_report_is_not_one_itself() -> None:
    text = "The mayor is reported to have replied that he was ill."
    assert contents(text) == ["that he was ill"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The porter was mocked and called a liar.", True),
        ("The porter was held and called the charge absurd.", False),
    ],
)
def test_a_participle_without_an_object_shares_the_passive_of_the_verb_before_it(text: str, expected: bool) -> None:
    context = QuoteContext(parses()[text], ())
    assert is_passive(context, context.tokens.words.index("called")) is expected
