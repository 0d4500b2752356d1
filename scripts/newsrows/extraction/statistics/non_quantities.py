"""Numbers and number words that say no quantity: 'one of the', 'the two', 'first half', 'three years ago'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.lexicon import words
from newsrows.extraction.statistics.sentence_context import (
    is_code,
    is_plain_count,
    token_after,
    word_after,
    word_before,
)

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure


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


# Numbers that name something: models, laws, rooms, places in an order, houses in a street.

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
    for begin, end, label in tokens.entities:
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


# Numbers that are days and years.

_PLURAL_DATES = frozenset({"NNS", "NNPS"})
_ROUND = 100  # 'some 2000 men': a round number before a plural is a count, '2018 figures' are of a year


def is_day(tokens: Tokens, figure: Figure) -> bool:
    """'March 19', '1 September', 'Oct. 31', 'Friday 13', 'July 24/25', '24/25 July'."""
    if figure.numeral.form == "fraction" and tokens.words[figure.first][:1].isdigit():
        is_behind_month = word_before(tokens, figure) in words("figure_words", "month")
        return is_behind_month or _is_month(tokens, token_after(tokens, figure))
    if not figure.numeral.is_bare or not 1 <= figure.value <= 31 or not is_plain_count(figure) or figure.scale != 1:
        return False
    i = token_after(tokens, figure)
    if i < len(tokens) and tokens.lower[i] in words("figure_words", "month"):
        return _is_month(tokens, i)
    before = word_before(tokens, figure)
    if before in {".", "the"}:
        before = word_before(tokens, figure, 2)
    return before in words("figure_words", "month") or before in words("figure_words", "weekday")


def _is_month(tokens: Tokens, i: int) -> bool:
    """Whether the token names a month: 'May', not 'may'."""
    is_name = i < len(tokens) and tokens.lower[i] in words("figure_words", "month") and tokens.words[i][0].isupper()
    return is_name and (tokens.lower[i] != "may" or tokens.tags[i] == "NNP")


def is_year(tokens: Tokens, figure: Figure) -> bool:
    """'in 2019', 'the 1988 film', 'its 2018 level', 'A.D. 1000'; '2000 people' are none."""
    eras = words("figure_words", "era")
    if word_before(tokens, figure) in eras or word_after(tokens, figure) in eras:
        return True
    if not _looks_like_year(figure):
        return False
    before = word_before(tokens, figure)
    dated = before in words("figure_words", "year preposition")
    if before in words("figure_words", "month") or (before in {",", "."} and word_before(tokens, figure, 2).isdigit()):
        return True
    if figure.counted is None:
        return dated or 1300 <= figure.value <= 2100
    if tokens.tags[figure.counted.token] not in _PLURAL_DATES:
        return figure.value >= 1300
    return 1700 <= figure.value <= 2060 and _dates_plural(figure, before, dated=dated)


def _looks_like_year(figure: Figure) -> bool:
    return (
        figure.numeral.is_bare
        and figure.numeral.end - figure.numeral.start == 4
        and figure.scale == 1
        and figure.start == figure.numeral.start
        and is_plain_count(figure)
        and 1000 <= figure.value <= 2199
    )


def _dates_plural(figure: Figure, before: str, *, dated: bool) -> bool:
    """'2018 sales', 'the 2000 elections'; but 'some 1800 men', 'about 2016 people'."""
    if before in words("figure_words", "bound ending"):
        return False
    return figure.value % _ROUND != 0 or dated or before in {"the", "its", "their"}
