"""Find speakers that the layout of a line names, without a verb.

Patterns: 'Poole: We will not wait' as the title, 'Ann Poole: "We won"', 'From Ann Poole in Leeds: "We won"', and
'"We won." - Ann Poole, captain'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsrows.extraction.quotes.candidate import Candidate
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.noun_phrases import noun_phrase
from newsrows.extraction.quotes.quotation_assignment import QuotationAssignment
from newsrows.lexicon import ordered_group

_SIGNATURE = re.compile(
    r"[ \t\xa0]*(?:[-–—―]|--)[ \t\xa0]*([A-Z@](?:[^\n.!?:;]|(?<=\b[A-Z])\.){2,80})[ \t\xa0]*\.?[ \t\xa0]*(?=\n|$)"
)
# '"We won," Captain Ann Poole.' at the end of a paragraph: the verb is left out.
_NAME_ALONE = re.compile(r"[ \t\xa0]*((?:[A-Z][\w.'’\-]*[ \xa0]){0,5}[A-Z][\w'’\-]+)\.?[ \t\xa0]*(?=\n|$)")
# 'Poole: We will not wait' as the heading of an article: a name of one to six words and a colon.
_HEADING_WORD = rf"(?:[A-Z][\w.'’\-]+|{'|'.join(ordered_group('quote_words', 'heading_particle'))})"
_HEADLINE = re.compile(rf"({_HEADING_WORD}(?: {_HEADING_WORD}){{0,5}}): (?=\S)")
# Words before the colon that say what the article is: 'Ann Poole LIVE: Storm hits coast'
_TITLE_TAGS = frozenset(ordered_group("quote_words", "title_tag"))
# Words before a name at the start of a line: 'And from Ann Poole:', 'More from Ann Poole:'
_BEFORE_NAME = frozenset(ordered_group("quote_words", "before_name"))
# A line that begins with a name and ends in a colon has at most this many words.
_MAX_LABEL_WORDS = 15
# A name before a colon has at most this many words.
_MAX_NAME_WORDS = 8


def headline(context: QuoteContext) -> list[Candidate]:
    """The article's first line if it begins with a name and a colon: 'Poole: We will not wait'."""
    match = _HEADLINE.match(context.text, context.paragraphs[0].start) if len(context.paragraphs) > 1 else None
    if match is None or match.end() >= context.paragraphs[0].end:
        return []
    speaker = (context.tokens.at(match.start(1)), context.tokens.at(match.end(1) - 1) + 1)
    content = (context.tokens.at(match.end()), context.paragraph_ranges[0][1])
    is_name = any(i in context.names_at for i in range(*speaker))
    if not context.has_words(*content) or not is_name or context.tokens.lower[speaker[1] - 1] in _TITLE_TAGS:
        return []
    indices = {context.quotation_of[i] for i in range(*content)} - {-1}
    return [Candidate("headline", [content], None, speaker, "headline", quotations=sorted(indices))]


def signed(assignment: QuotationAssignment, index: int) -> Candidate | None:
    """A quotation that only a dash and a name follow, or a comma and a person: '"We won." - Ann Poole, captain'."""
    context = assignment.context
    quotation = context.quotations[index]
    person = _NAME_ALONE.match(context.text, quotation.outer_end)
    if person is not None and quotation.closed and "," in context.text[quotation.end - 1 : quotation.outer_end]:
        name = context.people_at.get(context.tokens.at(person.end(1) - 1))
        first = context.tokens.at(person.start(1))
        if name is not None and first <= name[0]:
            content = [context.quotation_ranges[index]]
            return Candidate("signed", content, None, (first, name[1]), "signed", quotations=[index])
    match = _SIGNATURE.match(context.text, quotation.outer_end)
    if not quotation.closed or match is None:
        return None
    first, last = context.tokens.at(match.start(1)), context.tokens.within(*match.span(1)).stop
    head = next((i for i in range(first, last) if context.tokens.tags[i][:2] == "NN"), None)
    if head is None:
        return None
    while head + 1 < last and context.tokens.tags[head + 1][:2] == "NN":
        head += 1
    content = [context.quotation_ranges[index]]
    return Candidate("signed", content, None, (first, head + 1), "signed", quotations=[index])


def after_colon(assignment: QuotationAssignment, index: int) -> Candidate | None:
    """A quotation after a colon, with the name or the subject of the sentence before it as its speaker.

    'Ann Poole: "We won"', 'And from Ann Poole in Leeds: "We won"', 'Ann Poole on the cup: "We won"', 'Her answer was
    plain: "We won"'. The words before the colon may be a paragraph of their own.
    """
    if not assignment.text_before(index).endswith(":"):
        return None
    context, tokens = assignment.context, assignment.context.tokens
    first, start = _before_colon(assignment, index)
    words = [i for i in range(first, start) if context.is_word(i)]
    verb = next((i for i in reversed(words) if tokens.tags[i] in {"VBD", "VBZ", "VBP"}), None)
    if verb is not None:
        head = context.child(verb, "nsubj", "nsubjpass") or context.child(tokens.heads[verb], "nsubj", "nsubjpass")
    else:
        head = _named_first(context, words)
        nouns = [i for i in words if tokens.tags[i][:2] == "NN"]
        if head is None and nouns and len(words) <= _MAX_NAME_WORDS:
            head = nouns[-1]
            while tokens.heads[head] in nouns and tokens.heads[head] != head:
                head = tokens.heads[head]
    if head is None:
        return None
    pattern = "colon" if verb is None else "colon-sentence"
    speaker = noun_phrase(context, head)
    return Candidate(pattern, [context.quotation_ranges[index]], None, speaker, pattern, quotations=[index])


def _before_colon(assignment: QuotationAssignment, index: int) -> TokenRange:
    """The tokens before the colon: in the quotation's paragraph, or in the label above it."""
    context = assignment.context
    first, start = assignment.gap_before(index)
    paragraph = context.paragraph_of[start]
    if paragraph > 0 and not context.has_words(first, start) and context.paragraphs[paragraph - 1].kind == "label":
        return context.paragraph_ranges[paragraph - 1]
    return first, start


def _named_first(context: QuoteContext, words: Sequence[int]) -> int | None:
    """The last token of a name that begins a line, after words like 'And from': 'And from Ann Poole in Leeds:'."""
    i = next((i for i in words if context.tokens.lower[i] not in _BEFORE_NAME), None)
    if i is None or len(words) > _MAX_LABEL_WORDS or i not in context.names_at:
        return None
    return context.names_at[i][1] - 1
