"""Strings with digits that are not numbers: dates, clock times, telephone numbers, model names, web addresses."""

from __future__ import annotations

import re

# Each alternative begins at the first digit.
_NON_NUMBERS = re.compile(
    r"""
      \d{4}-\d{2}-\d{2}(?:[T\s]\d{2}:\d{2}[\d:.]*Z?)?           # 2031-02-05T08:15:00.250Z
    | \d{1,2}/\d{1,2}/\d{2,4}                                   # 31/12/2019
    | \d{1,2}\.\d{1,2}\.\d{2,4}(?![\d%])                        # 31.12.2019, version 11.0.2
    | (?:19|20)\d{2}[-–/]\d{2}(?![\w%]|[.,]\d)                  # the 2019-20 season
    | \d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s?(?:[apAP]\.?[mM]\b\.?|hrs\b|hours\s(?:GMT|BST)|(?:GMT|BST|CET|E[SD]T|P[SD]T)\b)
    | \d{1,2}\s?(?:[apAP][mM]\b|[apAP]\.[mM]\.|o['’]clock)                # 11 a.m., 5pm
    | \d{1,4}(?::\d{1,3})+                                      # 9:35, 16:9, 2:1
    | \d{4}\s?(?:hrs|GMT|BST)\b                                 # 0930 GMT
    | (?:\d+(?:nd|rd|th)|\d*1st(?!\s?\d+\s?lb))\b               # 96th, 21st; 12st and 11st 4lb are weights
    | \d{2,4}['’]?s\b                                           # 1990s, 49s
    | \d{1,2}-\d{1,2}(?:[\s,;]+\d{1,2}-\d{1,2})+(?!\d)           # 3-6 6-3 6-3
    | \d{13,}                                                   # longer than any quantity: an identifier
    | \d{1,3}\)\(\w                                             # Regulation 25(1)(b)
    | 0\d{2,}[\d\s-]*\d(?!\d)                                   # 0800 555 0100
    | \d{3}\)\s?\d{3}[\s.-]\d{4}(?!\d)                            # (713) 555-0123
    | \d{3}[\s.-]\d{3}[\s.-]\d{4}(?!\d)                         # 202-555-0123
    | \d{3}-(?![1-9]\d\d0)\d{4}(?!\d)                           # 555-0123; 500-1000 may be a range
    | \d{3}/\d{3}[\s.-]\d{4}(?!\d)                              # 713/555-0123
    | \d{6,}-\d{3,4}(?!\d)                                      # 1602275-4958
    | \d+(?:\.\d+){2,}                                          # 192.168.0.1
    | (?:911|999|112|101)(?=\s(?:call|emergency|dispatch|operator|tape|cent[er]))  # emergency numbers
    | 9/11(?!\d) | 7/7(?!\d) | 24/7(?!\d) | 50[-/]50(?!\d) | 20/20(?!\d)
    | \d+(?:-\d+){2,}                                           # 4-4-2
    | \d+-?(?!(?:[kcm]?m|ft)[23]\b)[A-Za-z]+\d\w*                                       # 737MAX8, 4x4, 24703L202
    """,
    re.VERBOSE,
)
_INTERNATIONAL_NUMBER = re.compile(  # behind its plus sign: +44 171 555 0100, +441715550100
    r"\d{1,3}[\s(-]+\d[\d\s()-]{5,}\d(?!\d)|\d{10,15}(?!\d)"
)
_CITATION = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\s?\](?!\s?(?:%|per\s?cent))")  # behind its bracket: [13]
_YEAR_WITH_APOSTROPHE = re.compile(r"(?:^|\s)['’‘]$")
_YEAR_DIGITS = re.compile(
    r"\d{2}(?=\s(?:season|campaign|election|class|team|tour|draft|final|vintage)|[-–/][’'‘]?\d{2}\b)"
)
_YEAR_AFTER_WORD = re.compile(
    r"(?:\b(?:of|in|since|summer|spring|autumn|fall|winter|season|class)\s)['’‘]$", re.IGNORECASE
)
_TWO_DIGITS = re.compile(r"\d{2}(?![\d%]|[.,]\d)")
_URL = re.compile(
    r"\S*(?:://|www\.|@\w|\.com\b|\.co\b|\.org\b|[\w-]+\.(?:jpe?g|png|gif|html?|php|pdf)\b|\w*=[\"“])|\S*\">"
)


def non_number_end(text: str, start: int, limit: int) -> int | None:
    """The end of a string that is not a number.

    Args:
        text: the text of the article.
        start: offset of the string's first digit.
        limit: offset that the string may not cross.

    Returns:
        The offset behind the string; None if the digits may be a number.
    """
    citation = _CITATION.match(text, start, limit) if start and text[start - 1] == "[" else None
    if citation:
        return citation.end()
    if start and (text[start - 1] == "+" or text[max(0, start - 2) : start] == "+ "):
        telephone = _INTERNATIONAL_NUMBER.match(text, start, limit)
        if telephone:
            return telephone.end()
    if start and text[start - 1] in "'’‘":  # "the '23 season", "the summer of '69"
        is_year = _YEAR_WITH_APOSTROPHE.search(text, max(0, start - 2), start) and _YEAR_DIGITS.match(
            text, start, limit
        )
        if not is_year and _YEAR_AFTER_WORD.search(text, max(0, start - 12), start):
            is_year = _TWO_DIGITS.match(text, start, limit)
        if is_year:
            return is_year.end()
    non_number = _NON_NUMBERS.match(text, start, limit)
    return non_number.end() if non_number else None


def is_part_of_word(text: str, start: int, floor: int) -> bool:
    """Whether a digit at `start` continues a word or a code: 'XC40', 'COVID-19', '#3', 'PM2.5'.

    It is also true behind the letters of a currency and behind 'sub-'; the caller checks for these.
    """
    if start <= floor:
        return False
    before = text[start - 1]
    if before.isalnum() or before in "_#@&/\\":
        return True
    if before in ".,:" and start - 2 >= floor and text[start - 2].isalnum():
        is_code = before == "." and text[max(floor, start - 3) : start - 1].isupper()  # 'the ID.4'
        return text[start - 2].isdigit() or is_code
    return before in "-‑" and start - 2 >= floor and text[start - 2].isalnum()


def is_in_url(text: str, start: int, floor: int) -> bool:
    """Whether `start` lies inside a web or mail address."""
    begin = max(text.rfind(" ", floor, start), text.rfind("\n", floor, start), floor - 1) + 1
    return _URL.match(text, begin, start + 40) is not None and not text[begin:start].isspace() and begin != start
