"""Numbers that are no statistics: dates, years, times, names and codes, addresses, ranks, idioms.

Each rule is a small predicate over a figure and its tokens; a figure that one of them holds for is left out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from newsrows.extract.statistics.lexicon import words

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

_NAMES = frozenset({"NNP", "NNPS"})
_NAME_ENTITIES = frozenset({"ORG", "PRODUCT", "FAC", "WORK_OF_ART", "LAW", "EVENT", "GPE", "LOC", "NORP"})
_ERAS = frozenset({"ad", "a.d.", "bc", "b.c.", "bce", "ce"})
_RANKED = frozenset({"top", "bottom", "number", "final", "big", "last", "first", "other", "same"})


def is_name_or_date(tokens: Tokens, figure: Figure) -> bool:
    """Whether the number names or dates something, whatever stands around it."""
    return any(rule(tokens, figure) for rule in _NAMES_AND_DATES)


def is_no_claim(tokens: Tokens, figure: Figure) -> bool:
    """Whether the number, its unit known, still says no quantity: 'one of the', 'the two', 'three years ago'."""
    return any(rule(tokens, figure) for rule in _NO_CLAIMS)


def _before(tokens: Tokens, figure: Figure, steps: int = 1) -> str:
    i = figure.first - steps
    return tokens.lower[i] if i >= tokens.sentence_starts[tokens.sentence_of(figure.first)] else ""


def _after(tokens: Tokens, figure: Figure) -> str:
    i = _next(tokens, figure)
    return tokens.lower[i] if i < len(tokens) else ""


def _next(tokens: Tokens, figure: Figure) -> int:
    return tokens.at(figure.number_end)


def _day_of_month(tokens: Tokens, figure: Figure) -> bool:
    """'March 19', '1 September', 'Oct. 31', 'Friday 13'."""
    if not figure.numeral.is_bare or not 1 <= figure.value <= 31 or figure.scale != 1:
        return False
    i = _next(tokens, figure)
    if i < len(tokens) and tokens.lower[i] in words("figure_words", "month") and tokens.words[i][0].isupper():
        return tokens.lower[i] not in {"may", "march"} or tokens.tags[i] in _NAMES
    before = _before(tokens, figure)
    if before == "." or before == "the":
        before = _before(tokens, figure, 2)
    named = before in words("figure_words", "month") or before in words("figure_words", "weekday")
    return (named and figure.unit is None) or (named and figure.unit is not None and figure.unit.kind == "count")


def _year(tokens: Tokens, figure: Figure) -> bool:
    """'in 2019', 'the 1988 film', 'its 2018 level', 'A.D. 1000'; '2000 people' are none."""
    if _before(tokens, figure) in _ERAS or _after(tokens, figure) in _ERAS:
        return True
    if not figure.numeral.is_bare or figure.numeral.end - figure.numeral.start != 4 or figure.scale != 1:
        return False
    if figure.unit is not None and figure.unit.kind != "count":
        return False
    if not 1000 <= figure.value <= 2100 or (figure.value_max or 0) > 2100:
        return False
    before = _before(tokens, figure)
    if before in words("figure_words", "month") or (before in {",", "."} and _before(tokens, figure, 2).isdigit()):
        return True
    if figure.counted is None:
        return figure.value >= 1500 or before in words("figure_words", "year preposition")
    if tokens.tags[figure.counted.token] not in {"NNS", "NNPS"}:
        return figure.value >= 1300
    return (
        1700 <= figure.value <= 2060
        and (figure.value % 100 != 0 or before in words("figure_words", "year preposition") or before == "the")
        and not _is_bounded(tokens, figure)
    )


def _is_bounded(tokens: Tokens, figure: Figure) -> bool:
    return _before(tokens, figure) in {
        "some",
        "about",
        "around",
        "than",
        "least",
        "over",
        "nearly",
        "almost",
        "to",
        "approximately",
        "roughly",
    }


def _numbered(tokens: Tokens, figure: Figure) -> bool:
    """'Section 427', 'iPhone 11', 'category one', 'S&P 500', 'No. 10', 'Channel 4'."""
    if (figure.unit is not None and figure.unit.kind != "count") or figure.start != figure.numeral.start:
        return False
    i = figure.first - 1
    if i < tokens.sentence_starts[tokens.sentence_of(figure.first)] or figure.scale != 1:
        return False
    before = tokens.lower[i]
    if before == "." and i > 0 and tokens.lower[i - 1] == "no":
        return True
    is_counting = (
        figure.counted is not None
        and not figure.counted.is_modifier
        and tokens.tags[figure.counted.token] in {"NNS", "NNPS"}
    )
    if before in words("figure_words", "index"):
        return tokens.words[i][0].isupper() or figure.value in {50, 100, 200, 250, 500, 600, 1000, 2000}
    if before in words("figure_words", "numbered"):
        return not is_counting or tokens.words[i][0].isupper()
    return tokens.tags[i] in _NAMES and not is_counting and _is_code(figure)


def _is_code(figure: Figure) -> bool:
    """A whole number without commas: 'Boeing 787', but not 'Nasdaq 11,025.3'."""
    return figure.value_max is None and (figure.numeral.is_bare or figure.numeral.form == "words") and figure.scale == 1


def _in_name(tokens: Tokens, figure: Figure) -> bool:
    """A number inside a name that the pipeline found: 'Galaxy Note 20 Ultra', 'the Consumer Credit Act 1974'."""
    if (figure.unit is not None and figure.unit.kind not in {"count", "other"}) or not _is_code(figure):
        return False
    for begin, end, label in tokens.entities:
        if begin > figure.first:
            return False
        if begin <= figure.first < end:
            return (
                label in _NAME_ENTITIES
                and end - begin > 1
                and (begin < figure.first or tokens.tags[figure.first + 1] in _NAMES)
            )
    return False


def _capital_word(tokens: Tokens, figure: Figure) -> bool:
    """'the Big Ten', 'Five Star': a number word that is written as a name inside a sentence."""
    word = tokens.words[figure.first]
    if figure.numeral.form != "words" or not word[:1].isupper() or word.isupper():
        return False
    i = figure.first - 1
    start = tokens.sentence_starts[tokens.sentence_of(figure.first)]
    while i >= start and not tokens.words[i][0].isalnum():
        if tokens.words[i] in {":", "“", '"', "—", "–", "…", "-", "‘"}:
            return False
        i -= 1
    return i >= start


def _address(tokens: Tokens, figure: Figure) -> bool:
    """'9 E 71st St', '358 El Brillo Way', '22 Ave Foch'."""
    if (not _is_code(figure) and figure.value_max is None) or (figure.unit is not None and figure.unit.kind != "count"):
        return False
    i = _next(tokens, figure)
    for j in range(i, min(i + 4, len(tokens))):
        word = tokens.words[j]
        if not (word[0].isupper() or word[0].isdigit()):
            return False
        if tokens.lower[j] in words("figure_words", "street"):
            return True
    return False


def _ordinal(tokens: Tokens, figure: Figure) -> bool:
    """'the twenty-first century', 'first half', 'fourth quarter', '40th': no quantities."""
    i = _next(tokens, figure)
    if i + 1 < len(tokens) and tokens.words[i] == "-" and tokens.lower[i + 1] in words("figure_words", "ordinal"):
        return figure.numeral.form == "words"
    if figure.numeral.form == "fraction" and tokens.words[figure.first][:1].isalpha():
        return not _is_share(tokens, figure, i)
    return False


def _is_share(tokens: Tokens, figure: Figure, following: int) -> bool:
    """'a third of', 'two-thirds', 'fell by half', but not 'a third man', 'the first half', 'a quarter century'."""
    last = tokens.lower[following - 1]
    after = tokens.lower[following] if following < len(tokens) else "."
    if figure.unit is not None:
        return True
    if last == "half":
        before = _before(tokens, figure)
        if before in {
            "first",
            "second",
            "other",
            "better",
            "top",
            "bottom",
            "the",
            "each",
            "opening",
            "final",
            "this",
            "one",
        }:
            return False
        return after in {
            "of",
            "the",
            "a",
            "an",
            "its",
            "their",
            "his",
            "her",
            "our",
            "my",
            "all",
            "that",
            "those",
            "these",
        } or before in {"by", "than", "least", "nearly", "almost", "about", "around", "over", "in"}
    if last.endswith("s"):
        return before_is_count(figure)
    return after in {
        "of",
        ",",
        ".",
        "more",
        "less",
        "higher",
        "lower",
        "fewer",
        "in",
        "from",
        "to",
        "since",
        "on",
        "who",
        "were",
        "are",
        "have",
        "said",
        "say",
        ")",
        ";",
        "compared",
        "and",
        "as",
        "-",
    }


def before_is_count(figure: Figure) -> bool:
    """'two-thirds', 'three quarters': a counted plural is a share."""
    return figure.value < 1


def _ago(tokens: Tokens, figure: Figure) -> bool:
    """'18 months ago' is a date."""
    return tokens.lower[min(figure.last + 1, len(tokens) - 1)] in {"ago", "hence"}


def _one(tokens: Tokens, figure: Figure) -> bool:
    """'one of the', 'no one', 'one day', 'the one who': a pronoun or an idiom."""
    if figure.value != 1 or figure.numeral.form != "words" or figure.scale != 1 or tokens.lower[figure.first] != "one":
        return False
    if figure.unit is None:
        return True
    if _before(tokens, figure) in {
        "no",
        "any",
        "every",
        "each",
        "this",
        "that",
        "the",
        "another",
        "some",
        "which",
        "number",
        "day",
        "-",
    }:
        return True
    following = _after(tokens, figure)
    if following in {"of", "-"} or following in words("figure_words", "one idiom"):
        return True
    return figure.counted is not None and tokens.tags[figure.counted.token] in {"NNS", "NNPS", "NNP"}


def _hyphen_idiom(tokens: Tokens, figure: Figure) -> bool:
    """'one-off', 'two-way', 'four-wheel drive'."""
    i = _next(tokens, figure)
    return (
        figure.counted is not None
        and i + 1 < len(tokens)
        and tokens.words[i] in {"-", "‑"}
        and tokens.lower[i + 1] in words("figure_words", "hyphen idiom")
    )


def _in_brackets(tokens: Tokens, figure: Figure) -> bool:
    """'Dak Prescott (4)': a shirt number."""
    i = _next(tokens, figure)
    return (
        figure.unit is None
        and figure.scale == 1
        and i < len(tokens)
        and tokens.words[i] == ")"
        and _before(tokens, figure) == "("
    )


def _bare(tokens: Tokens, figure: Figure) -> bool:
    """A number without anything that it counts: 'the two', 'scored 15', 'a 7'; not 'rose to 6,327.8', 'Two were hurt'."""
    if figure.unit is not None or figure.value_max is not None or figure.numeral.form in {"fraction", "vague", "fold"}:
        return False
    if figure.scale != 1 or (figure.numeral.form == "digits" and not figure.numeral.is_bare):
        return False
    if (
        tokens.deps[figure.first] in {"nsubj", "nsubjpass"}
        and _before(tokens, figure) not in _DETERMINERS
        and figure.value > 1
    ):
        return False
    return not (figure.bound != "exact" or (figure.numeral.form == "digits" and figure.value >= 100))


_DETERMINERS = frozenset(
    {
        "the",
        "these",
        "those",
        "all",
        "both",
        "last",
        "first",
        "other",
        "his",
        "her",
        "their",
        "top",
        "bottom",
        "-",
        "no",
        "number",
    }
)


def _rank(tokens: Tokens, figure: Figure) -> bool:
    """'the top 10', 'the bottom three clubs'."""
    return (
        _before(tokens, figure) in {"top", "bottom"}
        and _is_code(figure)
        and (figure.unit is None or figure.unit.kind == "count")
    )


def _list_number(tokens: Tokens, figure: Figure) -> bool:
    """'1.' and '3)' before an item of a list, '15.' behind one."""
    if figure.unit is not None or not figure.numeral.is_bare or figure.value > 100:
        return False
    start, _ = tokens.sentence_bounds(tokens.sentence_of(figure.first))
    return figure.first == start and _after(tokens, figure) in {".", ")"}


Rule = Callable[["Tokens", "Figure"], bool]
_NAMES_AND_DATES: tuple[Rule, ...] = (
    _day_of_month,
    _year,
    _numbered,
    _in_name,
    _capital_word,
    _address,
    _ordinal,
    _list_number,
    _rank,
)
_NO_CLAIMS: tuple[Rule, ...] = (_ago, _one, _hyphen_idiom, _in_brackets, _bare)
