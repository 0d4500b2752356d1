"""Patterns mean what Python and XML Schema say, and none takes more than linear time."""

from __future__ import annotations

import re
import time

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsrows.datapackage.patterns import PatternError, read_pattern


def fits(pattern: str, *texts: str) -> list[bool | None]:
    frame = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    return frame.select(read_pattern(pattern).fits(pl.col("text"))).to_series().to_list()


@pytest.mark.parametrize(
    ("pattern", "fitting", "other"),
    [
        ("a|bc", "bc", "abc"),
        ("^a$", "a", "a\n"),
        ("(?i)abc", "aBc", "ab"),
        ("(?!X)[A-Z]+", "AB", "XA"),
        (r"^(?=.*\d)(?=.*[a-z]).{3,}$", "ab1", "abc"),
        ("(?!a)b|c", "c", "ab"),
        (r"[a-z]+(?<!s)", "harbour", "harbours"),
        ("[a-z-[aeiou]]+", "xyz", "xaz"),
        (r"\p{Lu}+", "ÄÖ", "äö"),
        ("[a[]+", "a[", "b"),
        ("a{,2}", "aa", "aaa"),
        ("a{", "a{", "a"),
        ("[]a]+", "]a", "b"),
        ("[[:digit:]]+", "12", "a"),
        (r"a\Z", "a", "ab"),
    ],
)
def test_pattern_is_matched_by_the_whole_text(pattern: str, fitting: str, other: str) -> None:
    assert fits(pattern, fitting, other) == [True, False]


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|aa)+$", "(a|a?)+$", "(.*a){12}", "([a-z]+)*$", "(x+x+)+y"])
def test_pattern_that_makes_other_engines_backtrack_takes_no_time(pattern: str) -> None:
    began = time.process_time()
    assert fits(pattern, "a" * 50_000 + "!") == [False]
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        (r"(a)\1", "refers back to a group"),
        ("a++", "possessive"),
        ("a(?=b)c", "in its middle"),
        ("(a(?=b))c", "inside a group"),
        ("(?=(?!a)b)c", "inside another look"),
        ("(?P<x>a)(?P=x)", "reference to a group"),
        ("a{99999999999999999999}", "states"),
        ("((a{50}){50}){50}", "states"),
        ("a" * 20_000, "20,000 characters"),
    ],
)
def test_pattern_that_is_not_applied_is_valid_and_has_a_reason(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError, match=reason) as caught:
        read_pattern(pattern)
    assert caught.value.is_valid


@pytest.mark.parametrize("pattern", ["(", "[a-", "\\", "(" * 3000 + ")" * 3000, "*"])
def test_what_no_engine_understands_is_not_valid(pattern: str) -> None:
    with pytest.raises(PatternError) as caught:
        read_pattern(pattern)
    assert not caught.value.is_valid


_ATOMS = st.sampled_from(["a", "b", "[ab]", "[^a]", r"\d", ".", "(a|b)", "(?:ab)", "[]a]", "[a[]", r"\.", "é"])
_COUNTS = st.sampled_from(["", "*", "+", "?", "{2}", "{1,2}", "{,2}", "*?", "{"])
_LOOKS = st.sampled_from(["", "", "^", "(?=a)", "(?!b)", "^(?!.*aa)"])
_ENDS = st.sampled_from(["", "", "$", "(?<!a)", "(?<=b)$"])
_PARTS = st.lists(st.tuples(_ATOMS, _COUNTS).map("".join), min_size=1, max_size=3).map("".join)
_PATTERNS = st.lists(st.tuples(_LOOKS, _PARTS, _ENDS).map("".join), min_size=1, max_size=2).map("|".join)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(_PATTERNS, st.lists(st.text("ab]c1[{.é\n", max_size=5), min_size=1, max_size=5))
def test_patterns_mean_what_they_mean_in_python(pattern: str, texts: list[str]) -> None:
    try:
        compiled = re.compile(pattern)
    except re.error:
        return
    assert fits(pattern, *texts) == [compiled.fullmatch(text) is not None for text in texts]
