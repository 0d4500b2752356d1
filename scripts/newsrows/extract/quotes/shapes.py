"""What a quotation looks like: a sentence, a fragment of one, or a title that is no quotation at all."""

from __future__ import annotations

from newsrows.extract.quotes.ledger import Ledger
from newsrows.lexicon import column

_STOPS = (".", "!", "?")
# A title of more words than this is rather a sentence with capitals.
_LONGEST_TITLE = 10
_SHORT = 4


def is_sentence(ledger: Ledger, number: int) -> bool:
    """Whether it is a sentence or more: a capital first, and four words or a stop: "We won," "Never!"."""
    quotation = ledger.reading.quotations[number]
    inner = ledger.reading.text[quotation.start : quotation.end].strip()
    first = next(filter(str.isalnum, inner), "a")
    if len(inner.split()) < _SHORT and not inner.endswith((*_STOPS, ",")):
        return False
    return quotation.resumes or first.isupper() or first.isdigit() or inner[:1] in "[(…."


def ends_sentence(ledger: Ledger, number: int) -> bool:
    """Whether nothing of its sentence follows: not '“You gave up” too soon, she said'."""
    quotation, text = ledger.reading.quotations[number], ledger.reading.text
    following = text[quotation.outer_end : quotation.outer_end + 40].lstrip(" \t\xa0")
    if not quotation.closed or not following or following[0] in "\n.!?":
        return True
    if text[quotation.start : quotation.end].rstrip().endswith(_STOPS):
        return True
    return following[0].isupper() or not following[0].isalnum()


def is_fragment(ledger: Ledger, number: int) -> bool:
    """Whether it starts small behind other words of its sentence: 'a "heavy-handed" raid'."""
    start, _ = ledger.reading.ranges[number]
    first = max(ledger.gap_before(number)[0], ledger.reading.sentence(start)[0])
    return ledger.reading.tokens.words[start][:1].islower() and ledger.reading.has_words(first, start)


def is_title(ledger: Ledger, number: int) -> bool:
    """Whether the marks hold a name: the film "Under Green Hills", the show "Good Morning Poole"."""
    reading = ledger.reading
    start, end = reading.ranges[number]
    quotation = reading.quotations[number]
    words = [reading.tokens.words[i] for i in range(start, end) if reading.is_word(i)]
    if not words or len(words) > _LONGEST_TITLE or not _is_capitalised(words):
        return False
    if len(words) == 1 and reading.tokens.tags[start][:3] != "NNP":
        return False
    if reading.text[quotation.start : quotation.end].rstrip().endswith(_STOPS) or ledger.lead(number).endswith(
        (":", ",")
    ):
        return False
    behind_cue = start >= 2 and ledger.verb_cue(start - 2) is not None
    return not behind_cue


def _is_capitalised(words: list[str]) -> bool:
    """Whether all words but the small ones are: 'Under the Green Hills', not 'We won'."""
    small = column("small_title_words", "word")
    return words[0][:1].isupper() and all(w[:1].isupper() or not w[:1].isalpha() or w in small for w in words)
