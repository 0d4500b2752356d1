"""Numbers and number words that say no quantity: 'one of the', 'the two', 'first half', 'three years ago'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extract.statistics.around import token_after, word_after, word_before
from newsrows.extract.statistics.lexicon import words

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

_HYPHENS = frozenset({"-", "‑"})


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
    if part == "half":
        if before in words("figure_words", "before a half"):
            return False
        return after in words("figure_words", "behind half") or before in words("figure_words", "before half")
    if part.endswith("s") or after == "of":
        return True
    return part in {"third", "quarter"} and after in words("figure_words", "behind a part")


def is_ago(tokens: Tokens, figure: Figure) -> bool:
    """'18 months ago' is a date."""
    following = figure.last + 1
    return following < len(tokens) and tokens.lower[following] in {"ago", "hence"}


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
    is_level = word_before(tokens, figure) in words("figure_words", "before a level")
    return figure.numeral.form == "words" or figure.value < 100 or not is_level
