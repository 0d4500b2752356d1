"""Candidates of short texts whose tags and dependencies are made up, for rules that read words and marks."""

from __future__ import annotations

from extraction.marked import parsed
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.cues import find_cues
from newsrows.extraction.quotes.direct import quotation_candidates


def quote_context(marked: str) -> QuoteContext:
    """The context of a text; for its marks see `extraction.marked.parsed`."""
    article = parsed(marked)
    tokens = article.tokens
    marks = [i for i, word in enumerate(tokens.words) if word == '"']
    for number, token in enumerate(marks):
        tokens.tags[token] = "``" if number % 2 == 0 else "''"
    return QuoteContext(article, ())


def candidate_rows(marked: str) -> list[tuple[str, str, str, str]]:
    """Pattern, lemma of the cue, content and speaker of each candidate with quotations."""
    context = quote_context(marked)

    def words(start: int, end: int) -> str:
        return " ".join(context.tokens.words[start:end])

    return [
        (
            candidate.pattern,
            candidate.cue.word.lemma if candidate.cue else "",
            " … ".join(words(*part) for part in candidate.content),
            words(*candidate.speaker) if candidate.speaker else "",
        )
        for candidate in quotation_candidates(context, find_cues(context))
    ]
