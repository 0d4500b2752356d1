"""Rules for numbers that do not say how much or how many: pronouns and idioms, names, days and years.

Each public function is one rule. It gets the parse of the article and a figure, and returns whether the figure is not
a statistic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.change import DIRECTED_VERBS
from newsrows.extraction.statistics.neighbours import token_after, word_after, word_before
from newsrows.lexicon import group, rows

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure


# Pronouns, ordinals and idioms

_HYPHENS = frozenset({"-", "‑"})
_UNIT_NUMBERS = {row["word"]: int(row["value"]) for row in rows("number_words") if row["group"] == "unit"}
_WICKETS = _UNIT_NUMBERS | {str(n): n for n in range(1, 10)}
_SMALL_LEVEL = 100  # a bare number below this is a level only if a verb or noun before it says so
_LEVEL_REACH = 6  # tokens from that verb or noun to the number
_ORDINALS = group("figure_words", "ordinal")
_BOUND_ENDINGS = group("figure_words", "bound ending")
_AFTER_SHARE_OF_OTHER_TIME = group("figure_words", "after a share of another time")
_NAMES_A_HALF = group("figure_words", "names a half")
_AFTER_HALF_AS_SHARE = group("figure_words", "after half as a share")
_BEFORE_HALF_AS_SHARE = group("figure_words", "before half as a share")
_AFTER_FRACTION = group("figure_words", "after a fraction")
_HYPHEN_IDIOMS = group("figure_words", "hyphen idiom")
_PARTS_OF_A_SET = frozenset({"state", "piece", "party", "tier"})
_LARGEST_IDIOM = 3
_AFTER_ONE = group("figure_words", "after one")
_BEFORE_ONE_AS_PRONOUN = group("figure_words", "before one as a pronoun")
_BEFORE_NUMBER_AS_PRONOUN = group("figure_words", "before a number as a pronoun")
_NOT_COUNTED = group("figure_words", "not counted")
_BEFORE_LEVEL = group("figure_words", "before a level")
_FORMS_OF_BE = frozenset({"is", "are", "was", "were", "been"})
_COLLECTIVES = group("figure_words", "collective")
_TALLIES = group("figure_words", "tally")
_BEFORE_FIGURE_OF_CHANGE = group("figure_words", "before the figure of a change")


def is_ordinal(tokens: Tokens, figure: Figure) -> bool:
    """'the twenty-first century', 'a third man', 'the first half', 'the fourth quarter'."""
    i = token_after(tokens, figure)
    if figure.numeral.form == "words":
        is_hyphenated = i + 1 < len(tokens) and tokens.words[i] in _HYPHENS
        return is_hyphenated and tokens.lower[i + 1] in _ORDINALS
    if figure.numeral.form == "fraction" and tokens.words[figure.first_token][:1].isalpha() and figure.unit is None:
        return not _is_share(tokens, figure)
    return False


def _is_share(tokens: Tokens, figure: Figure) -> bool:
    """Whether a fraction in words is a share: 'a third of voters', 'two-thirds', 'fell by half'."""
    following = token_after(tokens, figure)
    fraction = tokens.lower[following - 1]
    before, after = word_before(tokens, figure), word_after(tokens, figure)
    is_last = following < len(tokens) and not tokens.tags[following].startswith(("NN", "JJ", "HYPH"))
    is_bounded = before == "by" or before in _BOUND_ENDINGS
    if is_last and is_bounded:  # 'more than a third agreed', 'grew by a fifth'
        return True
    if before in {"with", "than", "to", "from"} and after in _AFTER_SHARE_OF_OTHER_TIME:
        return fraction in {"third", "quarter"}  # 'two thirds, compared with a third last year'
    if fraction == "half":
        is_share = after in _AFTER_HALF_AS_SHARE or before in _BEFORE_HALF_AS_SHARE
        return is_share and before not in _NAMES_A_HALF
    if fraction.endswith("s") or after == "of":
        return True
    is_in_series = after in {",", "."} and before not in DIRECTED_VERBS  # 'scored a third, then a fourth'
    return fraction in {"third", "quarter"} and after in _AFTER_FRACTION and not is_in_series


def is_one(tokens: Tokens, figure: Figure) -> bool:
    """'one' as a pronoun or in an idiom: 'one of the', 'no one', 'one day', 'the one who'."""
    is_range = figure.value_max is not None  # 'between one and two cuts'
    if tokens.lower[figure.first_token] != "one" or figure.value != 1 or figure.scale != 1 or is_range:
        return False
    following = word_after(tokens, figure)
    if not figure.is_count_or_unitless:  # 'that one mile' is a quantity, 'one day' is not
        if following in _HYPHENS:
            return tokens.lower[token_after(tokens, figure) + 1] in _HYPHEN_IDIOMS
        return following in _AFTER_ONE
    if figure.unit is None or word_before(tokens, figure) in _BEFORE_ONE_AS_PRONOUN:
        return True
    if following in {"of", "or"} or following in _HYPHENS or following in _AFTER_ONE:
        return True
    return figure.counted is not None and tokens.tags[figure.counted.token] != "NN"


def is_zero(tokens: Tokens, figure: Figure) -> bool:
    """'zero tolerance', 'net zero', 'zero-Covid'; not 'zero per cent', 'zero degrees', 'zero cases'."""
    if figure.value != 0 or figure.numeral.form != "words":
        return False
    return figure.unit is None or (figure.counted is not None and tokens.tags[figure.counted.token] != "NNS")


def is_time_or_size(tokens: Tokens, figure: Figure) -> bool:
    """'three o'clock', 'six figures', 'half time': nouns that are not counted."""
    if (
        figure.numeral.form == "fraction"
        and figure.value < 1
        and figure.unit is not None
        and figure.unit.name == "time"
    ):
        return True
    return figure.counted is not None and tokens.lower[figure.counted.token] in _NOT_COUNTED


def is_hyphen_idiom(tokens: Tokens, figure: Figure) -> bool:
    """'a one-off', 'two-way', 'four-wheel drive', 'a two-state solution'; not 'a five-state region'."""
    if figure.unit is None or figure.unit.kind not in {"count", "ratio"}:
        return False
    i = token_after(tokens, figure)
    if i + 1 >= len(tokens) or tokens.words[i] not in _HYPHENS:
        return False
    is_count = tokens.lower[i + 1] in _PARTS_OF_A_SET and figure.value > _LARGEST_IDIOM
    return tokens.lower[i + 1] in _HYPHEN_IDIOMS and not is_count


def is_innings(tokens: Tokens, figure: Figure) -> bool:
    """A cricket score: 'Kent reached 108 for three', '214 all out'."""
    i = token_after(tokens, figure)
    if figure.unit is not None or i + 2 >= len(tokens):
        return False
    if tokens.lower[i] == "all" and tokens.lower[i + 1] == "out":
        return True
    wickets = _WICKETS.get(tokens.lower[i + 1])
    return tokens.lower[i] == "for" and wickets is not None and not tokens.tags[i + 2].startswith(("NN", "JJ", "CD"))


def is_number_without_noun(tokens: Tokens, figure: Figure) -> bool:
    """'the two', 'scored 15'; not 'rose to 6,327.8', 'Two were hurt'."""
    if figure.unit is not None or figure.value_max is not None or figure.numeral.form not in {"digits", "words"}:
        return False
    is_written_out = figure.numeral.form == "digits" and not figure.numeral.is_digits_only  # '6,327.8'
    if figure.scale != 1 or is_written_out or figure.bound != "exact":
        return False
    i = token_after(tokens, figure)
    if i + 1 < len(tokens) and tokens.lower[i] == "of" and tokens.tags[i + 1] == "PRP" and figure.value > 1:
        return False  # 'all 70 of us'
    before = word_before(tokens, figure)
    if tokens.deps[figure.first_token] in {"nsubj", "nsubjpass"} and figure.value > 1:
        return before in _BEFORE_NUMBER_AS_PRONOUN
    is_listed = before in {"and", "or", ","} and word_before(tokens, figure, 2).isdecimal()
    is_step = before in {"up", "down"} and word_before(tokens, figure, 2) in _FORMS_OF_BE  # 'shares were up 12'
    if is_listed or (before not in _BEFORE_LEVEL and not is_step):  # 'posts 542 and 543'
        return True
    return (
        not is_step
        and (figure.numeral.form == "words" or figure.value < _SMALL_LEVEL)
        and not _is_level(tokens, figure)
    )


def _is_level(tokens: Tokens, figure: Figure) -> bool:
    """Whether a small bare number is a level: 'the death toll rose to 43', 'fell from 12 to nine', 'a crew of 9'."""
    if word_before(tokens, figure) == "of" and word_before(tokens, figure, 2) in _COLLECTIVES:
        return True
    sentence_start = tokens.sentence_starts[tokens.sentence_of(figure.first_token)]
    before = tokens.lower[max(sentence_start, figure.first_token - _LEVEL_REACH) : figure.first_token]
    if any(word in _TALLIES for word in before):
        return True
    is_changed = any(word in DIRECTED_VERBS for word in before)
    return word_before(tokens, figure) in _BEFORE_FIGURE_OF_CHANGE and is_changed


# Numbers that name something: models, laws, rooms, ranks, houses in a street

_NAME_TAGS = frozenset({"NNP", "NNPS"})
_PLURALS = frozenset({"NNS", "NNPS"})
_INDEX_SIZES = frozenset({30, 35, 40, 50, 100, 150, 200, 225, 250, 300, 350, 500, 600, 1000, 2000, 3000})
_OPENING_MARKS = frozenset({":", "“", '"', "—", "–", "…", "-", "‘", "'", "(", "•"})
_QUOTATION_MARKS = frozenset("\"“‘'")
_YEAR_DIGITS = 4
_LONGEST_STREET = 4  # tokens behind the house number
_LONGEST_LIST = 100
_INDICES = group("figure_words", "index")
_NUMBERED = group("figure_words", "numbered")
_ALWAYS_NUMBERED = group("figure_words", "always numbered")
_BEFORE_IDENTIFIER = group("figure_words", "before an identifier")
_CODES = frozenset({"code", "postcode", "zip", "pin"})
_COMMON_BEFORE_DECIMALS = frozenset({"under", "world", "turn", "key", "day", "quarter"})
_STREETS = group("figure_words", "street")


def is_numbered(tokens: Tokens, figure: Figure) -> bool:
    """A number behind the noun or name that it numbers: 'Section 427', 'iPhone 11', 'category one', 'No. 10'."""
    i = figure.first_token - 1
    is_in_sentence = i >= tokens.sentence_starts[tokens.sentence_of(figure.first_token)]
    if not is_in_sentence or not figure.is_count_or_unitless:
        return False
    before = tokens.lower[i]
    if _is_decimal(figure):  # 'Figure 1.5', 'Section 4.2'
        return before in _NUMBERED and before not in _COMMON_BEFORE_DECIMALS and tokens.words[i][0].isupper()
    return figure.may_be_label and (_continues_code(tokens, figure, i) or _is_behind_noun(tokens, figure, i))


def _continues_code(tokens: Tokens, figure: Figure, i: int) -> bool:
    """Whether the token `i` and the number behind it are one code: 'No. 10', 'COVID -19', '33 737 Max jets'."""
    before = tokens.lower[i]
    if before.isdecimal() and len(before) < _YEAR_DIGITS:
        return figure.numeral.is_digits_only and tokens.starts[figure.first_token] == tokens.ends[i] + 1
    if i == 0:
        return False
    is_apart = tokens.starts[i] > tokens.ends[i - 1]
    is_acronym = len(tokens.words[i - 1]) > 1 and tokens.words[i - 1].isupper()
    return (before in _HYPHENS and is_apart and is_acronym) or (before == "." and tokens.lower[i - 1] == "no")


def _is_behind_noun(tokens: Tokens, figure: Figure, i: int) -> bool:
    """Whether the token `i` is a noun or name that the number behind it numbers."""
    before = tokens.lower[i]
    if before in _INDICES:  # 'S&P 500'
        return figure.value in _INDEX_SIZES
    if before in _NUMBERED:
        is_name = tokens.words[i][0].isupper() and before != "under"  # 'Under 10 people came', 'size 10 boots'
        return is_name or before in _ALWAYS_NUMBERED or not _counts_plural(tokens, figure)
    if tokens.tags[i] not in _NAME_TAGS:
        return False
    return not _counts_plural(tokens, figure) or _is_between_names(tokens, i, token_after(tokens, figure))


def _is_decimal(figure: Figure) -> bool:
    """Whether the number has decimals and nothing else: '1.5'."""
    is_bare = figure.scale == 1 and figure.start == figure.numeral.start and figure.value_max is None
    return is_bare and figure.numeral.form == "digits" and figure.value != int(figure.value)


def _is_between_names(tokens: Tokens, before: int, after: int) -> bool:
    """Whether names surround the number, and the first one modifies what follows: 'Galaxy 9 Plus phones'."""
    is_modifier = tokens.deps[before] in {"compound", "nmod"} and tokens.heads[before] >= after
    return is_modifier and after < len(tokens) and tokens.words[after][:1].isupper()


def _counts_plural(tokens: Tokens, figure: Figure) -> bool:
    counted = figure.counted
    return counted is not None and not counted.is_modifier and tokens.tags[counted.token] in _PLURALS


def _is_capitalised(tokens: Tokens, i: int) -> bool:
    """Whether the token `i` is part of a name: 'Max', not 'MAX' or 'max'."""
    return i < len(tokens) and tokens.words[i].istitle() and tokens.tags[i] in _NAME_TAGS


def is_model(tokens: Tokens, figure: Figure) -> bool:
    """A number before a name in the singular: 'a 787 Dreamliner', 'the 11 Pro Max'."""
    if figure.counted is None and figure.unit is None and figure.numeral.is_digits_only:  # 'the 737 Max'
        return figure.start == figure.numeral.start and _is_capitalised(tokens, token_after(tokens, figure))
    return (
        figure.counted is not None
        and figure.value != 1
        and figure.may_be_label
        and figure.numeral.is_digits_only
        and tokens.tags[figure.counted.token] == "NNP"
        and tokens.words[figure.counted.token][:1].isupper()
        and not figure.counted.is_modifier
        and word_after(tokens, figure) != "of"
    )


def is_in_name(tokens: Tokens, figure: Figure) -> bool:
    """A number inside a name that a model recognised: 'Riverton 96 FC', 'the Carter 7 Foundation'."""
    if not figure.is_count_or_unitless or not figure.may_be_label:
        return False
    i = figure.first_token
    for begin, end, label in tokens.entities:
        if begin > i:
            return False
        if begin <= i < end and label != "person" and end - begin > 1:
            return begin < i or tokens.tags[i + 1] in _NAME_TAGS
    return False


def is_capitalised_word(tokens: Tokens, figure: Figure) -> bool:
    """A number word with a capital inside a sentence: 'the Big Ten', 'Five Star'."""
    word = tokens.words[figure.first_token]
    if figure.numeral.form != "words" or not word[:1].isupper() or word.isupper():
        return False
    start = tokens.sentence_starts[tokens.sentence_of(figure.first_token)]
    i = figure.first_token - 1
    while i >= start and not tokens.words[i][0].isalnum():
        if tokens.words[i] in _OPENING_MARKS:
            return tokens.words[i] in _QUOTATION_MARKS and _begins_title(tokens, figure)
        i -= 1
    return i >= start


def _begins_title(tokens: Tokens, figure: Figure) -> bool:
    """Whether capitalised words follow a number word behind a quotation mark: 'sang "Two Doors Down"'."""
    behind = tokens.words[figure.first_token + 1 : figure.first_token + 3]
    return len(behind) > 1 and all(word.istitle() for word in behind)


def is_address(tokens: Tokens, figure: Figure) -> bool:
    """The number of a house: '9 E 71st St', '358 El Brillo Way', '22 Ave Foch', '16-18 Station Road'."""
    is_range_of_digits = figure.value_max is not None and figure.numeral.is_digits_only
    if not (figure.may_be_label or is_range_of_digits) or not figure.is_count_or_unitless:
        return False
    i = token_after(tokens, figure)
    for j in range(i, min(i + _LONGEST_STREET, len(tokens))):
        if not (tokens.words[j][0].isupper() or tokens.words[j][0].isdigit()):
            return False
        if tokens.lower[j] in _STREETS:
            return True
    return False


def is_list_number(tokens: Tokens, figure: Figure) -> bool:
    """'1.' and '3)' before an item of a list, '24.2' before a heading."""
    start, _ = tokens.sentence_bounds(tokens.sentence_of(figure.first_token))
    i = token_after(tokens, figure)
    if figure.first_token == start and _is_decimal(figure) and figure.is_count_or_unitless:
        return i < len(tokens) and tokens.words[i].istitle()
    if figure.unit is not None or not figure.numeral.is_digits_only or figure.value > _LONGEST_LIST:
        return False
    return figure.first_token == start and word_after(tokens, figure) in {".", ")"}


def is_rank(tokens: Tokens, figure: Figure) -> bool:
    """'the top 10', 'a top 20 single'; not 'the top three seeds'."""
    is_behind_rank = word_before(tokens, figure) in {"top", "bottom"} and not _counts_plural(tokens, figure)
    return is_behind_rank and figure.may_be_label and figure.is_count_or_unitless


def is_identifier(tokens: Tokens, figure: Figure) -> bool:
    """A number to call or to quote, or a code: 'call 101', 'quoting reference 4418', 'the postal code is 5332'."""
    if not figure.numeral.is_digits_only or not figure.is_count_or_unitless or not figure.may_be_label:
        return False
    before = word_before(tokens, figure)
    if before in _BEFORE_IDENTIFIER:
        return not _counts_plural(tokens, figure)
    begin = max(tokens.sentence_starts[tokens.sentence_of(figure.first_token)], figure.first_token - _LEVEL_REACH)
    return before in {"is", "was"} and any(word in _CODES for word in tokens.lower[begin : figure.first_token])


def is_shirt_number(tokens: Tokens, figure: Figure) -> bool:
    """'Jane Roe (4)'."""
    in_brackets = word_before(tokens, figure) == "(" and word_after(tokens, figure) == ")"
    return in_brackets and figure.unit is None and figure.may_be_label


# Days and years

_MONTHS = group("figure_words", "month")
_WEEKDAYS = group("figure_words", "weekday")
_ERAS = group("figure_words", "era")
_BEFORE_YEAR = group("figure_words", "before a year")
_LATEST_YEAR = 2199
_ROUND = 100  # a round number before a plural is a count ('some 2000 men'), another one a year ('2018 figures')


def is_day(tokens: Tokens, figure: Figure) -> bool:
    """'March 19', '1 September', 'Oct. 31', 'Friday 13', 'July 24/25', '24/25 July'."""
    if figure.numeral.form == "fraction" and tokens.words[figure.first_token][:1].isdigit():
        return word_before(tokens, figure) in _MONTHS or _is_month(tokens, token_after(tokens, figure))
    is_day_like = figure.numeral.is_digits_only and 1 <= figure.value <= 31 and figure.scale == 1
    if not is_day_like or not figure.is_count_or_unitless:
        return False
    i = token_after(tokens, figure)
    if i < len(tokens) and tokens.lower[i] in _MONTHS:
        return _is_month(tokens, i)
    before = word_before(tokens, figure)
    if before in {".", "the"}:
        before = word_before(tokens, figure, 2)
    return before in _MONTHS or before in _WEEKDAYS


def _is_month(tokens: Tokens, i: int) -> bool:
    """Whether a token names a month: 'May', not 'may'."""
    is_name = i < len(tokens) and tokens.lower[i] in _MONTHS and tokens.words[i][0].isupper()
    return is_name and (tokens.lower[i] != "may" or tokens.tags[i] == "NNP")


def is_year(tokens: Tokens, figure: Figure) -> bool:
    """'in 2019', 'the 1988 film', 'its 2018 level', 'A.D. 1000'; not '2000 people'."""
    if word_before(tokens, figure) in _ERAS or word_after(tokens, figure) in _ERAS:
        return True
    if not _looks_like_year(figure) or _begins_large_range(tokens, figure):
        return False
    before = word_before(tokens, figure)
    is_behind_preposition = before in _BEFORE_YEAR
    if before in _MONTHS or (before in {",", "."} and word_before(tokens, figure, 2).isdigit()):
        return True
    if figure.counted is None:
        is_behind_circa = tokens.lower[figure.first_token].startswith(("c.", "ca.")) or before in {"c.", "ca.", "circa"}
        return is_behind_preposition or is_behind_circa or 1300 <= figure.value <= 2100
    if tokens.tags[figure.counted.token] not in _PLURALS:
        return figure.value >= 1300
    return 1700 <= figure.value <= 2060 and _dates_plural(figure, before)


def _begins_large_range(tokens: Tokens, figure: Figure) -> bool:
    """Whether a number that may be a year begins a range that is none: '2000 - 2500 calories', '1000 to 2000 seats'."""
    i = token_after(tokens, figure)
    if i + 2 >= len(tokens) or tokens.lower[i] not in {"-", "–", "—", "to"}:
        return False
    upper = tokens.words[i + 1].replace(",", "")
    if not upper.isdecimal() or int(upper) <= figure.value:
        return False
    are_round = figure.value % _ROUND == 0 and int(upper) % _ROUND == 0
    return int(upper) > _LATEST_YEAR or (are_round and tokens.tags[i + 2] in _PLURALS)


def _looks_like_year(figure: Figure) -> bool:
    """Whether a number has four digits and nothing else, and lies between 1000 and 2199."""
    return (
        figure.numeral.is_digits_only
        and figure.numeral.end - figure.numeral.start == 4
        and figure.scale == 1
        and figure.start == figure.numeral.start
        and (figure.is_count_or_unitless or _is_quarter(figure))
        and 1000 <= figure.value <= 2199
    )


def _is_quarter(figure: Figure) -> bool:
    """Whether the unit is a quarter of a year: 'the 1988 quarter'."""
    return figure.unit is not None and figure.unit.name == "quarter"


def _dates_plural(figure: Figure, before: str) -> bool:
    """Whether a year stands before a plural: '2018 sales', 'the 2000 elections'; not 'some 1800 men'."""
    if before in _BOUND_ENDINGS:
        return False
    return figure.value % _ROUND != 0 or before in _BEFORE_YEAR or before in {"the", "its", "their"}
