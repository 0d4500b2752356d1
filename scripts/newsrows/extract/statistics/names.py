"""Numbers that name something: models, laws, rooms, places in an order, houses in a street."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extract.statistics.around import is_code, is_plain_count, token_after, word_after, word_before
from newsrows.extract.statistics.lexicon import words

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

_NAMES = frozenset({"NNP", "NNPS"})
_PLURAL = frozenset({"NNS", "NNPS"})
_INDEX_SIZES = frozenset({30, 35, 40, 50, 100, 150, 200, 225, 250, 300, 350, 500, 600, 1000, 2000, 3000})
_OPENING = frozenset({":", "“", '"', "—", "–", "…", "-", "‘", "'", "(", "•"})


def is_numbered(tokens: Tokens, figure: Figure) -> bool:
    """'Section 427', 'iPhone 11', 'category one', 'S&P 500', 'No. 10', 'Channel 4'."""
    i = figure.first - 1
    if (
        i < tokens.sentence_starts[tokens.sentence_of(figure.first)]
        or not is_code(figure)
        or not is_plain_count(figure)
    ):
        return False
    before = tokens.lower[i]
    if before == "." and i > 0 and tokens.lower[i - 1] == "no":
        return True
    if before in words("figure_words", "index"):
        return figure.value in _INDEX_SIZES
    if before in words("figure_words", "numbered"):
        is_name = tokens.words[i][0].isupper() and before != "under"  # 'Under 10 people came', 'size 10 boots'
        is_sure = is_name or before in words("figure_words", "always numbered")
        return is_sure or not _counts_things(tokens, figure)
    if tokens.tags[i] not in _NAMES:
        return False
    return not _counts_things(tokens, figure) or _is_between_names(tokens, i, token_after(tokens, figure))


def _is_between_names(tokens: Tokens, before: int, after: int) -> bool:
    """'Galaxy 9 Plus phones': names on both sides of the number, and the first one hangs on what follows."""
    hangs = tokens.deps[before] in {"compound", "nmod"} and tokens.heads[before] >= after
    return hangs and after < len(tokens) and tokens.words[after][:1].isupper()


def _counts_things(tokens: Tokens, figure: Figure) -> bool:
    return (
        figure.counted is not None and not figure.counted.is_modifier and tokens.tags[figure.counted.token] in _PLURAL
    )


def is_model(tokens: Tokens, figure: Figure) -> bool:
    """'a 787 Dreamliner', 'the 11 Pro Max': a number before a name in the singular."""
    return (
        figure.counted is not None
        and figure.value != 1
        and is_code(figure)
        and tokens.tags[figure.counted.token] == "NNP"
        and tokens.words[figure.counted.token][:1].isupper()
        and not figure.counted.is_modifier
        and word_after(tokens, figure) != "of"
    )


def is_in_name(tokens: Tokens, figure: Figure) -> bool:
    """A number inside a name that a model found: 'Riverton 96 FC', 'the Carter 7 Foundation'."""
    if not is_plain_count(figure) or not is_code(figure):
        return False
    i = figure.first
    for begin, end, label in tokens.names:
        if begin > i:
            return False
        if begin <= i < end and label != "person" and end - begin > 1:
            return begin < i or tokens.tags[i + 1] in _NAMES
    return False


def is_capital_word(tokens: Tokens, figure: Figure) -> bool:
    """'the Big Ten', 'Five Star': a number word that is written as a name inside a sentence."""
    word = tokens.words[figure.first]
    if figure.numeral.form != "words" or not word[:1].isupper() or word.isupper():
        return False
    start = tokens.sentence_starts[tokens.sentence_of(figure.first)]
    i = figure.first - 1
    while i >= start and not tokens.words[i][0].isalnum():
        if tokens.words[i] in _OPENING:
            return False
        i -= 1
    return i >= start


def is_address(tokens: Tokens, figure: Figure) -> bool:
    """'9 E 71st St', '358 El Brillo Way', '22 Ave Foch', '16-18 Station Road'."""
    is_house = is_code(figure) or (figure.value_max is not None and figure.numeral.is_bare)
    if not is_house or not is_plain_count(figure):
        return False
    i = token_after(tokens, figure)
    for j in range(i, min(i + 4, len(tokens))):
        if not (tokens.words[j][0].isupper() or tokens.words[j][0].isdigit()):
            return False
        if tokens.lower[j] in words("figure_words", "street"):
            return True
    return False


def is_list_number(tokens: Tokens, figure: Figure) -> bool:
    """'1.' and '3)' before an item of a list."""
    if figure.unit is not None or not figure.numeral.is_bare or figure.value > 100:
        return False
    start, _ = tokens.sentence_bounds(tokens.sentence_of(figure.first))
    return figure.first == start and word_after(tokens, figure) in {".", ")"}


def is_rank(tokens: Tokens, figure: Figure) -> bool:
    """'the top 10', 'the bottom three clubs'."""
    return word_before(tokens, figure) in {"top", "bottom"} and is_code(figure) and is_plain_count(figure)


def is_shirt_number(tokens: Tokens, figure: Figure) -> bool:
    """'Jane Roe (4)'."""
    in_brackets = word_before(tokens, figure) == "(" and word_after(tokens, figure) == ")"
    return in_brackets and figure.unit is None and is_code(figure)
