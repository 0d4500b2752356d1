"""Find speakers that the layout of a line names, without a verb.

Patterns: 'Ann Poole: "We won"', '"We won." - Ann Poole, captain', and the turns of a transcript ('POOLE: We won.').
"""

from __future__ import annotations

import re

from newsrows.extraction.quotes.candidate import Candidate
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.noun_phrases import noun_phrase
from newsrows.extraction.quotes.quotation_assignment import QuotationAssignment
from newsrows.lexicon import ordered_group

_SIGNATURE = re.compile(
    r"[ \t\xa0]*(?:[-–—―]|--)[ \t\xa0]*([A-Z@](?:[^\n.!?:;]|(?<=\b[A-Z])\.){2,80})[ \t\xa0]*\.?[ \t\xa0]*(?=\n|$)"
)
# 'Poole: We will not wait' as the heading of an article: a name of one to six words and a colon.
_HEADING_WORD = rf"(?:[A-Z][\w.'’\-]+|{'|'.join(ordered_group('quote_words', 'heading_particle'))})"
_HEADLINE = re.compile(rf"({_HEADING_WORD}(?: {_HEADING_WORD}){{0,5}}): (?=\S)")
# A name of one to four words in capitals, optionally a description in brackets, and a colon.
_TURN = re.compile(r"[\"“]?([A-Z][A-Z.'’\-]+(?: [A-Z][A-Z.'’\-]+){0,3})(?: \([^()\n]{1,40}\))?:\s+(?=\S)")
# A name before a colon has at most this many words.
_MAX_NAME_WORDS = 8


def turns(context: QuoteContext) -> list[Candidate]:
    """The turns of a transcript, each from one name in capitals to the next; none if no name occurs twice."""
    candidates: list[Candidate] = []
    for index, block in enumerate(context.paragraphs):
        match = _TURN.match(context.text, block.start, block.end)
        if match is not None:
            candidates.append(_line_candidate("turn", context, match, index))
        elif candidates and _continues_turn(context, candidates[-1], index):
            candidates[-1].content.append(context.paragraph_ranges[index])
    names = [context.tokens.words[turn.speaker[0]] for turn in candidates if turn.speaker is not None]
    if len(set(names)) == len(names):  # 'WHO: ... WHEN: ...' is a notice
        return []
    for turn in candidates:
        turn.quotations = _quotations_in(context, turn.content)
    return candidates


def headlines(context: QuoteContext) -> list[Candidate]:
    """Headings that begin with a name and a colon: 'Poole: We will not wait'."""
    candidates: list[Candidate] = []
    for index, block in enumerate(context.paragraphs):
        is_heading = index == 0 or block.kind == "heading"
        match = _HEADLINE.match(context.text, block.start, block.end) if is_heading else None
        if match is None:
            continue
        candidate = _line_candidate("headline", context, match, index)
        speaker = candidate.speaker or (0, 0)
        if context.has_words(*candidate.content[0]) and any(context.tokens.tags[i] == "NNP" for i in range(*speaker)):
            candidate.quotations = _quotations_in(context, candidate.content)
            candidates.append(candidate)
    return candidates


def signed(assignment: QuotationAssignment, index: int) -> Candidate | None:
    """A quotation that only a dash and a name follow: '"We won." - Ann Poole, captain'."""
    context = assignment.context
    quotation = context.quotations[index]
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

    'Ann Poole: "We won"', 'Her answer was plain: "We won"'.
    """
    if not assignment.text_before(index).endswith(":"):
        return None
    context, tokens = assignment.context, assignment.context.tokens
    first, start = assignment.gap_before(index)
    words = [i for i in range(first, start) if context.is_word(i)]
    verb = next((i for i in reversed(words) if tokens.tags[i] in {"VBD", "VBZ", "VBP"}), None)
    if verb is not None:
        head = context.child(verb, "nsubj", "nsubjpass") or context.child(tokens.heads[verb], "nsubj", "nsubjpass")
    else:
        nouns = [i for i in words if tokens.tags[i][:2] == "NN"]
        head = nouns[-1] if nouns and len(words) <= _MAX_NAME_WORDS else None
        while head is not None and tokens.heads[head] in nouns and tokens.heads[head] != head:
            head = tokens.heads[head]
    if head is None:
        return None
    pattern = "colon" if verb is None else "colon-sentence"
    speaker = noun_phrase(context, head)
    return Candidate(pattern, [context.quotation_ranges[index]], None, speaker, pattern, quotations=[index])


def _line_candidate(pattern: str, context: QuoteContext, match: re.Match[str], index: int) -> Candidate:
    """The candidate in paragraph `index` after a name and a colon, which `match` covers."""
    speaker = (context.tokens.at(match.start(1)), context.tokens.at(match.end(1) - 1) + 1)
    content = (context.tokens.at(match.end()), context.paragraph_ranges[index][1])
    return Candidate(pattern, [content], None, speaker, pattern)


def _continues_turn(context: QuoteContext, turn: Candidate, index: int) -> bool:
    """Whether paragraph `index`, which has no name, belongs to the turn: it stands inside the same quotation."""
    first = context.paragraph_ranges[index][0]
    last = turn.content[-1][1]
    follows = context.paragraph_ranges[index - 1][1] == last
    return follows and context.quotation_of[last - 1] >= 0 and context.quotation_of[first] >= 0


def _quotations_in(context: QuoteContext, content: list[TokenRange]) -> list[int]:
    """Indices of the quotations in the content."""
    indices = {context.quotation_of[i] for start, end in content for i in range(start, end)}
    return sorted(indices - {-1})
