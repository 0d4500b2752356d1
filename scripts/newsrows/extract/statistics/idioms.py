"""Numbers and number words that say no quantity: 'one of the', 'the two', 'first half', 'three years ago'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extract.statistics.around import token_after, word_after, word_before
from newsrows.extract.statistics.lexicon import words

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

_HYPHENS = frozenset({"-", "‑"})
_SPELT = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WICKETS = {word: n for n, word in enumerate(_SPELT, 1)} | {str(n): n for n in range(1, 10)}
_ALL = 100  # a bare number below this is a level only where a verb or noun says so
_NEAR = 6  # tokens in which the noun that a level is said of is looked for


def is_ordinal(tokens: Tokens, figure: Figure) -> bool:
    """'the twenty-first century', 'a third man', 'the first half', 'the fourth quarter'."""
    i = token_after(tokens, figure)
    if figure.numeral.form == "words":
        is_joined = i + 1 < len(tokens) and tokens.words[i] in _HYPHENS
        return is_joined and tokens.lower[i + 1] in words("figure_words", "ordinal")
    if figure.numeral.form == "fraction" and tokens.words[figure.first][:1].isalpha() and figure.unit is None:
        return not _is_share(tokens, figure)
    return False


def _is_share(tokens: Tokens, figure: Figure) -> bool:
    """'a third of voters', 'two-thirds', 'fell by half'."""
    part = tokens.lower[token_after(tokens, figure) - 1]
    before, after = word_before(tokens, figure), word_after(tokens, figure)
    following = token_after(tokens, figure)
    is_last = following < len(tokens) and not tokens.tags[following].startswith(("NN", "JJ", "HYPH"))
    is_bounded = before == "by" or before in words("figure_words", "bound ending")
    if is_last and is_bounded:  # 'more than a third agreed', 'grew by a fifth'
        return True
    if before in {"with", "than", "to", "from"} and after in {"last", "now", "this", "today"}:
        return part in {"third", "quarter"}  # 'two thirds, compared with a third last year'
    if part == "half":
        if before in words("figure_words", "before a half"):
            return False
        return after in words("figure_words", "behind half") or before in words("figure_words", "before half")
    if part.endswith("s") or after == "of":
        return True
    return part in {"third", "quarter"} and after in words("figure_words", "behind a part")


def is_ago(tokens: Tokens, figure: Figure) -> bool:
    """'18 months ago' and 'six weeks from now' are dates."""
    following = tokens.lower[figure.last + 1 : figure.last + 3]
    return following[:1] in (["ago"], ["hence"]) or following == ["from", "now"]


def is_one(tokens: Tokens, figure: Figure) -> bool:
    """'one of the', 'no one', 'one day', 'the one who': a pronoun or an idiom."""
    if tokens.lower[figure.first] != "one" or figure.value != 1 or figure.scale != 1:
        return False
    if figure.unit is not None and figure.unit.kind != "count":  # 'that one mile', but 'one day'
        following = word_after(tokens, figure)
        if following in _HYPHENS:
            return tokens.lower[token_after(tokens, figure) + 1] in words("figure_words", "hyphen idiom")
        return following in words("figure_words", "one idiom")
    if figure.unit is None or word_before(tokens, figure) in words("figure_words", "before one"):
        return True
    following = word_after(tokens, figure)
    if following in {"of", "or"} or following in _HYPHENS or following in words("figure_words", "one idiom"):
        return True
    return figure.counted is not None and tokens.tags[figure.counted.token] != "NN"


def is_zero(tokens: Tokens, figure: Figure) -> bool:
    """'zero tolerance', 'net zero', 'zero-Covid'; not 'zero per cent', 'zero degrees', 'zero cases'."""
    if figure.value != 0 or figure.numeral.form != "words":
        return False
    return figure.unit is None or (figure.counted is not None and tokens.tags[figure.counted.token] != "NNS")


def is_no_count(tokens: Tokens, figure: Figure) -> bool:
    """'three o'clock', 'six figures': a clock time, the size of a sum."""
    return figure.counted is not None and tokens.lower[figure.counted.token] in words("figure_words", "no count")


def is_hyphen_idiom(tokens: Tokens, figure: Figure) -> bool:
    """'a one-off', 'two-way', 'four-wheel drive'."""
    if figure.unit is None or figure.unit.kind not in {"count", "ratio"}:
        return False
    i = token_after(tokens, figure)
    return (
        i + 1 < len(tokens)
        and tokens.words[i] in _HYPHENS
        and tokens.lower[i + 1] in words("figure_words", "hyphen idiom")
    )


def is_innings(tokens: Tokens, figure: Figure) -> bool:
    """'Kent reached 108 for three', '214 all out': a score at cricket."""
    i = token_after(tokens, figure)
    if figure.unit is not None or i + 2 >= len(tokens):
        return False
    if tokens.lower[i] == "all" and tokens.lower[i + 1] == "out":
        return True
    wickets = _WICKETS.get(tokens.lower[i + 1])
    return tokens.lower[i] == "for" and wickets is not None and not tokens.tags[i + 2].startswith(("NN", "JJ", "CD"))


def is_bare(tokens: Tokens, figure: Figure) -> bool:
    """A number without anything it counts: 'the two', 'scored 15'; not 'rose to 6,327.8', 'Two were hurt'."""
    if figure.unit is not None or figure.value_max is not None or figure.numeral.form not in {"digits", "words"}:
        return False
    if figure.scale != 1 or (figure.numeral.form == "digits" and not figure.numeral.is_bare) or figure.bound != "exact":
        return False
    i = token_after(tokens, figure)
    if i + 1 < len(tokens) and tokens.lower[i] == "of" and tokens.tags[i + 1] == "PRP" and figure.value > 1:
        return False  # 'all 70 of us'
    if tokens.deps[figure.first] in {"nsubj", "nsubjpass"} and figure.value > 1:
        return word_before(tokens, figure) in words("figure_words", "before a pronoun")
    is_listed = word_before(tokens, figure) in {"and", "or", ","} and word_before(tokens, figure, 2).isdecimal()
    if is_listed or word_before(tokens, figure) not in words("figure_words", "before a level"):  # 'posts 542 and 543'
        return True
    return (figure.numeral.form == "words" or figure.value < _ALL) and not _is_level(tokens, figure)


def _is_level(tokens: Tokens, figure: Figure) -> bool:
    """'the death toll rose to 43', 'staff numbers fell from 12 to nine', 'a crew of 9': a small number that is told."""
    if word_before(tokens, figure) == "of" and word_before(tokens, figure, 2) in words("figure_words", "body of"):
        return True
    begin = max(tokens.sentence_starts[tokens.sentence_of(figure.first)], figure.first - _NEAR)
    before = tokens.lower[begin : figure.first]
    if any(word in words("figure_words", "tally") for word in before):
        return True
    moves = words("figure_words", "moves")
    return word_before(tokens, figure) in {"to", "from", "by"} and any(word in moves for word in before)
