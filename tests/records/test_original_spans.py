"""Findings in a text whose lines were joined get the spans of the text as it was read."""

from __future__ import annotations

from newsrows.records import Entity, LinkedArticle, LinkedMention, LinkedQuote, Mention, Quote, Span
from newsrows.records.original_spans import to_original
from newsrows.records.paragraphs import unwrap

TEXT = (
    "The board of the harbour met on Monday for an hour, and Nora\n"
    "Whitlock, who leads it, told a crowd at the gate that nobody\n"
    "had asked for a higher fare, and that nobody would have one.\n"
)


def linked(text: str) -> LinkedArticle:
    def span(words: str) -> Span:
        return Span.of(text, text.index(words), text.index(words) + len(words))

    name = span("Nora Whitlock")
    quote = Quote("indirect", (span("that nobody had asked"), span("that nobody would")), speaker=name)
    return LinkedArticle(
        "a",
        3,
        1,
        1,
        entities=(Entity("person", "Nora Whitlock", (("Nora Whitlock", 1),)),),
        mentions=(LinkedMention(Mention(name, "person", "name", 0), "name", 0),),
        quotes=(LinkedQuote(quote, "named", 0),),
    )


def test_spans_at_any_depth_are_slices_of_the_original_text() -> None:
    unwrapped = unwrap(TEXT)
    moved = to_original(linked(unwrapped.text), unwrapped, TEXT)
    quote = moved.quotes[0].quote
    spans = [moved.mentions[0].mention.span, *quote.parts, *filter(None, [quote.speaker])]
    assert [span.text for span in spans] == [
        "Nora\nWhitlock",
        "that nobody\nhad asked",
        "that nobody would",
        "Nora\nWhitlock",
    ]
    assert all(TEXT[span.start : span.end] == span.text for span in spans)
    assert moved.entities[0].name == "Nora Whitlock"


def test_findings_of_a_text_without_joined_lines_are_returned_as_they_are() -> None:
    text = "Nora Whitlock said that nobody had asked, and that nobody would."
    findings = linked(text)
    assert to_original(findings, unwrap(text), text) is findings
