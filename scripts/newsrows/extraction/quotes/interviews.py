"""Who speaks in a printed interview or a transcript, and what: each turn is a direct quote."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from newsrows.extraction.parse.blocks import Block
from newsrows.extraction.quotes.candidate import Candidate
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.lexicon import alternatives, column, group
from newsrows.records import Mention, Span

_ANSWER_LABELS: Final = group("layout_words", "answer label")
_HONORIFICS: Final = column("honorifics", "form")
# How many characters before and after a name can tell that its bearer answers or asks.
_NEAR = 80


def _any_of(group_name: str) -> str:
    return f"(?:{alternatives('layout_words', group_name)})"


# 'We spoke to the novelist Ann Poole', with at most six words before the name
_MEETS: Final = re.compile(
    rf"\b{_any_of('meets interviewee')}\s+(?:(?!by\b|and\b|who\b)[\w'’,-]+\s+){{0,6}}$", re.IGNORECASE
)
_ANSWERS: Final = re.compile(rf"(?:,[^,.!?]{{1,60}},)?\s+(?:\w+ )?{_any_of('interviewee answers')}\b", re.IGNORECASE)
# 'Bo Lee talked to her', 'interviewed by Bo Lee', 'Photo: Bo Lee': not the interviewee
_ASKS: Final = re.compile(rf"\s+{_any_of('interviewer asks')}\s+(?:her|him|them)\b", re.IGNORECASE)
_BY: Final = re.compile(rf"\bby\s+$|\b{_any_of('credit')}(?: by)?:\s*$", re.IGNORECASE)


def turns(context: QuoteContext) -> list[Candidate]:
    """The answers of an interview, or the turns of a transcript, each with the paragraphs that continue it.

    Example: 'Q: Who won? A: We did.' has one, 'We did.'
    """
    if not any(block.kind == "answer" for block in context.paragraphs):
        return []
    names = _FullNames.of(context.mentions)
    answers = _tokens_of(context, interviewee(context.text, context.paragraphs, context.mentions))
    candidates: list[Candidate] = []
    for index, block in enumerate(context.paragraphs):
        if block.kind != "answer":
            continue
        start = context.tokens.at(block.start if block.prose is None else block.prose)
        content = (start, context.paragraph_ranges[index][1])
        if block.label is None and candidates and context.paragraphs[index - 1].kind == "answer":
            candidates[-1].content.append(content)
            continue
        speaker, continued = answers, answers is not None
        if not _names_nobody(context.text, block):
            speaker, continued = _labelled_speaker(context, block, names)
        candidates.append(Candidate("turn", [content], None, speaker, "turn", continued=continued))
    for candidate in candidates:
        indices = {context.quotation_of[start] for start, end in candidate.content if start < end}
        candidate.quotations = sorted(indices - {-1})
    return candidates


def interviewee(text: str, blocks: Sequence[Block], mentions: Sequence[Mention]) -> Span | None:
    """The mention of the person who answers in a printed interview; None if it is not certain who that is.

    It is the person of the label, or the only person whom the text before the first question names, or the only one
    there of whom it says that they were asked or answer: 'We spoke to Ann Poole'.
    """
    turn_blocks = [block for block in blocks if block.kind in {"question", "answer"}]
    if not any(block.kind == "question" for block in turn_blocks):
        return None
    labels = {text[slice(*b.label)]: b for b in turn_blocks if b.kind == "answer" and b.label}
    named = [block for block in labels.values() if not _names_nobody(text, block)]
    if named:
        return _FullNames.of(mentions).bearer(text, named[0]) if len(named) == 1 else None
    people = {
        mention.span.text.split()[-1].casefold(): mention
        for mention in reversed(_named_before(blocks, turn_blocks[0].start, mentions))
        if not _asks(text, mention)
    }
    if len(people) > 1:
        people = {name: mention for name, mention in people.items() if _answers(text, mention)}
    return next(iter(people.values())).span if len(people) == 1 else None


def _named_before(blocks: Sequence[Block], end: int, mentions: Sequence[Mention]) -> list[Mention]:
    """The full names of people before the offset `end`, without those in bylines, captions and the like."""
    boilerplate = [block for block in blocks if block.is_boilerplate and block.start < end]
    starts = [block.start for block in boilerplate]
    named: list[Mention] = []
    for mention in mentions:
        if mention.span.start >= end:
            break
        at = bisect_right(starts, mention.span.start) - 1
        if _is_full_name(mention) and not (at >= 0 and mention.span.start < boilerplate[at].end):
            named.append(mention)
    return named


@dataclass(frozen=True, eq=False)
class _FullNames:
    """The people whom an article names in full, and all names of people, to find who a label means.

    Attributes:
        people: mentions of people by name, in reading order.
        starts: where they begin.
        by_last: by the last part of the name, the first mention of each different full name.
        by_initials: the same by initials.
    """

    people: list[Mention]
    starts: list[int]
    by_last: dict[str, dict[tuple[str, ...], Mention]]
    by_initials: dict[str, dict[tuple[str, ...], Mention]]

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> _FullNames:
        people = [mention for mention in mentions if mention.type == "person" and mention.form == "name"]
        by_last: dict[str, dict[tuple[str, ...], Mention]] = {}
        by_initials: dict[str, dict[tuple[str, ...], Mention]] = {}
        for mention in filter(_is_full_name, people):
            name = tuple(mention.span.text.casefold().split())
            initials = "".join(word[0] for word in mention.span.text.split())
            by_last.setdefault(name[-1], {}).setdefault(name, mention)
            by_initials.setdefault(initials, {}).setdefault(name, mention)
        return cls(people, [mention.span.start for mention in people], by_last, by_initials)

    def bearer(self, text: str, block: Block) -> Span | None:
        """The mention of the only person with the name or the initials in the label of a turn.

        It is the one in the label if there is one, else the first of the full name.
        """
        start, end = block.label or (block.start, block.start)
        at = bisect_left(self.starts, start)
        inside = self.people[at] if at < len(self.people) and self.starts[at] < end else None
        if inside is not None and _is_full_name(inside):
            return inside.span
        words = [w for w in text[start:end].split() if w not in _HONORIFICS and w.title() not in _HONORIFICS]
        fits = self._fitting(words)
        if len(fits) != 1:
            return None
        return inside.span if inside is not None else fits[0].span

    def _fitting(self, label: Sequence[str]) -> list[Mention]:
        """The people of a label, at most two: by the last parts of their name, or else by initials ('AP', 'A.P.')."""
        folded = tuple(word.casefold() for word in label)
        if not folded:
            return []
        names = self.by_last.get(folded[-1], {})
        fits = list(islice((m for name, m in names.items() if name[-len(folded) :] == folded), 2))
        if not fits and len(label) == 1 and label[0].isupper():
            fits = list(islice(self.by_initials.get(label[0].replace(".", ""), {}).values(), 2))
        return fits


def _names_nobody(text: str, block: Block) -> bool:
    """Whether an answer has no label ('We won.') or only a letter ('A: We won.')."""
    return block.label is None or text[slice(*block.label)].rstrip("0123456789").lower() in _ANSWER_LABELS


def _labelled_speaker(context: QuoteContext, block: Block, names: _FullNames) -> tuple[TokenRange | None, bool]:
    """The tokens of the speaker of a turn with a label, and whether they stand elsewhere in the article.

    They are those of the label, or those of the full name that it abbreviates: 'AP', 'MS POOLE'.
    """
    start, end = block.label or (block.start, block.start)
    person = names.bearer(context.text, block)
    if person is not None and not start <= person.start < end:
        return _tokens_of(context, person), True
    within = context.tokens.within(start, end)
    return (within.start, within.stop), False


def _is_full_name(mention: Mention) -> bool:
    return mention.type == "person" and mention.form == "name" and len(mention.span.text.split()) > 1


def _answers(text: str, mention: Mention) -> bool:
    before, after = _around(text, mention)
    return bool(_MEETS.search(before) or _ANSWERS.match(after))


def _asks(text: str, mention: Mention) -> bool:
    before, after = _around(text, mention)
    return bool(_BY.search(before) or _ASKS.match(after))


def _around(text: str, mention: Mention) -> Iterator[str]:
    """The text before the mention, with its honorific, and the text after it."""
    yield text[max(0, mention.span.start - _NEAR) : mention.span.start]
    yield text[mention.span.end : mention.span.end + _NEAR]


def _tokens_of(context: QuoteContext, span: Span | None) -> TokenRange | None:
    if span is None:
        return None
    within = context.tokens.within(span.start, span.end)
    return (within.start, within.stop) if within else None
