"""Rules for numbers that are part of a code, a version or a title: 'seats 14A and 14B', 'iOS 17.4', 'a 529 plan'.

Each public function is one rule. It gets the parse of the article and a figure, and returns whether the figure is not
a statistic.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extraction.statistics.counted_nouns import NOUNS
from newsrows.extraction.statistics.neighbours import token_after, word_after, word_before
from newsrows.lexicon import column, group

if TYPE_CHECKING:
    from newsrows.extraction.parse.tokens import Tokens
    from newsrows.extraction.statistics.figures import Figure

_NAMES = frozenset({"NNP", "NNPS"})
_HYPHENS = frozenset({"-", "‑"})
_LARGEST_VERSION = 30
_MOST_DECIMALS = 2  # '3.12'
_LARGEST_STEP = 30  # the largest number of a phase, season or year of school
_CODE_REACH = 4  # tokens back to the noun of a series of codes: 'seats 14A and 14B'
_NUMBERED = group("figure_words", "numbered")
_LETTERED = group("figure_words", "numbered with a letter")
_STEPS = group("figure_words", "numbered step")
_MEASURED_LEVELS = group("figure_words", "given as a level")
_TELLS = frozenset(
    form
    for verb_class in ("say", "tell", "write")
    for forms in column("reporting_verbs", "forms", **{"class": verb_class})
    for form in forms.split()
)
_BE = frozenset({"is", "was", "be"})
_BEGINS = group("figure_words", "before a time of day")


def is_code(tokens: Tokens, figure: Figure) -> bool:
    """A number with a letter behind what it numbers: 'runway 27L', 'seats 14A and 14B', 'Pad 39A'; not 'a 10A fuse'."""
    letter = tokens.words[figure.last_token].rstrip(".") if figure.counted is None else ""
    is_joined = figure.unit is not None and figure.end == figure.number_end + 1 and figure.scale == 1
    if not is_joined or not letter[-1:].isupper() or not figure.numeral.is_digits_only:
        return False
    start = tokens.sentence_starts[tokens.sentence_of(figure.first_token)]
    for i in range(figure.first_token - 1, max(start, figure.first_token - _CODE_REACH) - 1, -1):
        word = tokens.words[i]
        if tokens.lower[i] in _LETTERED or (tokens.tags[i] in _NAMES and word[:1].isupper() and word.isalpha()):
            return True
        if tokens.lower[i] not in {"and", "or", ",", "to"} and not word[:1].isdigit():
            return False
    return False


def is_version(tokens: Tokens, figure: Figure) -> bool:
    """A small decimal right behind a name: 'iOS 17.4', 'HDMI 2.1 ports'; not 'the Dow 40.2', 'Growth 2.5'."""
    is_bare = figure.is_count_or_unitless and figure.scale == 1 and figure.start == figure.numeral.start
    decimals = tokens.words[figure.first_token].rstrip(".").partition(".")[2]
    if not is_bare or figure.numeral.form != "digits" or not 1 <= len(decimals) <= _MOST_DECIMALS:
        return False
    i = figure.first_token - 1
    start = tokens.sentence_starts[tokens.sentence_of(figure.first_token)]
    if i < start or figure.value > _LARGEST_VERSION or figure.value_max is not None:
        return False
    word = tokens.words[i]
    if tokens.lower[i] in {"table", "figure", "section", "version", "milepost", "chart", "clause"}:
        return True
    if not word.isalpha() or tokens.lower[i] in _MEASURED_LEVELS:
        return False
    is_odd = len(word) > 1 and any(c.isupper() for c in word[1:])  # 'USB', 'iOS'
    is_name = tokens.tags[i] in _NAMES and word[:1].isupper() and i > start
    return is_odd or is_name or (decimals == "0" and word.istitle())


def is_title(tokens: Tokens, figure: Figure) -> bool:
    """A unit with a capital, with another capital near it: 'Three Mile Island', '3000 Miles to Graceland'."""
    is_measure = figure.unit is not None and figure.counted is None and figure.unit.kind in {"measurement", "duration"}
    i = figure.last_token
    if not is_measure or i <= tokens.at(figure.number_end) - 1 or not tokens.words[i].istitle():
        return False
    if len(tokens.words[i]) < len("Mile") or tokens.tags[i] == "POS":
        return False
    behind = i + 1
    if behind < len(tokens) and tokens.lower[behind] in {"to", "of", "in", "and", "the"}:
        behind += 1
    _, after = tokens.sentence_bounds(tokens.sentence_of(figure.first_token))
    is_headline = all(
        tokens.words[j][:1].isupper() or len(tokens.words[j]) < len("from") or not tokens.words[j].isalpha()
        for j in range(behind, after)
    ) and after - behind > len("from")
    return behind < after and tokens.words[behind].istitle() and not is_headline


def is_singular_label(tokens: Tokens, figure: Figure) -> bool:
    """A number between 'a' and the noun that it names: 'a 529 plan', 'a 4K screen'; not 'a 12 page report'."""
    counted = figure.counted
    is_number = figure.numeral.is_digits_only and figure.value > 1 and figure.value_max is None
    if counted is None or counted.is_modifier or not is_number or figure.start != figure.numeral.start:
        return False
    is_next = token_after(tokens, figure) == counted.token
    return is_next and word_before(tokens, figure) in {"a", "an"} and tokens.tags[counted.token] == "NN"


def is_numbered_step(tokens: Tokens, figure: Figure) -> bool:
    """'phase two ends', 'season 2 airs', 'Year 6 classes'; not 'this season 2 players left', 'in phase two 40 men'."""
    i = figure.first_token - 1
    if figure.counted is None or not figure.may_be_label or figure.value > _LARGEST_STEP:
        return False
    start = tokens.sentence_starts[tokens.sentence_of(figure.first_token)]
    if i < start or tokens.lower[i] not in _STEPS:
        return False
    return i == start or tokens.tags[i - 1] not in {"DT", "JJ", "PRP$", "POS", "VBG", "JJR", "CD"}


def is_set_phrase(tokens: Tokens, figure: Figure) -> bool:
    """'fifty-fifty', 'nine-to-five', 'a three-legged race', 'a U.S. half dollar'."""
    i = token_after(tokens, figure)
    words = tokens.lower
    if figure.numeral.form == "fraction" and words[i : i + 1] in (["dollar"], ["crown"], ["sovereign"]):
        return figure.value < 1 and word_before(tokens, figure) != "a"
    if i + 1 >= len(tokens) or figure.numeral.form != "words":
        return False
    first = figure.first_token
    is_behind_to = first > 1 and words[first - 1] in _HYPHENS and words[first - 2] in {"to", words[first]}
    if is_behind_to and tokens.starts[first] == tokens.ends[first - 1]:
        return True  # 'five' of 'nine-to-five', the second 'fifty'
    if words[i] not in _HYPHENS or tokens.starts[i] != tokens.ends[i - 1]:
        return False
    is_feature = words[i + 1].endswith("ed") and tokens.tags[i + 1] not in NOUNS | {"VBD"}
    return words[i + 1] in {"to", words[first]} or is_feature or words[i + 1] in {"legged", "sided", "tiered"}


def is_one_of_many(tokens: Tokens, figure: Figure) -> bool:
    """'one' as 'a certain': 'One lawyer said', 'One answer is that', 'from one crisis to the next'."""
    counted = figure.counted
    if counted is None or tokens.lower[figure.first_token] != "one" or figure.value != 1 or figure.bound != "exact":
        return False
    verb = tokens.heads[counted.token]
    if tokens.deps[counted.token] == "attr" and tokens.lower[verb] in _BE:  # 'This is one odd film'
        subject = next((c for c in tokens.children[verb] if tokens.deps[c] == "nsubj"), None)
        return subject is not None and tokens.lower[subject] in {"this", "that", "it"}
    if word_before(tokens, figure) in {"only", "just"} or figure.value_max is not None:
        return False
    behind = tokens.lower[counted.end + 1 : counted.end + 4]
    if behind[:2] in (["to", "another"], ["after", "another"]) or behind == ["to", "the", "next"]:
        return True
    return tokens.deps[counted.token] == "nsubj" and _says_or_is(tokens, verb)


def _says_or_is(tokens: Tokens, verb: int) -> bool:
    """Whether a verb reports words, or is a form of 'be' with a noun or clause behind it."""
    complements = {tokens.deps[c] for c in tokens.children[verb] if c > verb}
    is_identity = tokens.lower[verb] in _BE and not complements.isdisjoint({"attr", "ccomp"})
    return is_identity or tokens.lower[verb] in _TELLS


def is_clock_time(tokens: Tokens, figure: Figure) -> bool:
    """'12 noon', '9 pm' with a wide space, '970 AM' of a radio station, 'starts at 7.30'."""
    behind = word_after(tokens, figure)
    if behind in {"noon", "midnight", "am", "pm", "a.m.", "p.m."} and figure.numeral.is_digits_only:
        return figure.scale == 1
    number = tokens.words[figure.first_token]
    hours, point, minutes = number.partition(".")
    is_time = point and hours.isdecimal() and int(hours) < 24 and len(minutes) == 2 and minutes < "60"
    is_bare = figure.unit is None and figure.scale == 1 and minutes.isdecimal()
    before = word_before(tokens, figure, 2)
    return bool(is_time) and is_bare and word_before(tokens, figure) in {"at", "until", "till"} and before in _BEGINS
