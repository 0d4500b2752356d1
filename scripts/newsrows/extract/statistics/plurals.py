"""The singular of an English noun: regular endings by rule, the rest from a list.

The pipeline runs without spaCy's lemmatizer (it costs as much as the parse), and only nouns behind numbers are asked
for, so a few endings and `plurals.csv` do its work.
"""

from __future__ import annotations

from functools import cache, lru_cache

from newsrows.lexicon import rows


@lru_cache(maxsize=8192)
def singular(noun: str) -> str:
    """The singular of `noun` in the case it is written in ('cases' -> 'case'); a singular stays what it is."""
    if noun.endswith("s") and noun[:-1].isupper() and len(noun) > 2:  # 'MPs', 'NGOs'
        return noun[:-1]
    lower = noun.lower()
    known = _irregular().get(lower)
    if known is not None:
        return known if noun == lower else known.capitalize()
    if lower.endswith("men") and len(lower) > 4:
        return noun[:-2] + "an"
    if len(lower) < 4 or not lower.endswith("s") or lower.endswith(("ss", "us", "is", "'s", "’s")):
        return noun
    if lower.endswith("ies"):
        return noun[:-3] + "y"
    return noun[: -_ending(lower)]


def _ending(lower: str) -> int:
    """How many letters the plural adds: 2 in 'boxes', 'losses', 'viruses', 1 in 'cases', 'houses', 'prizes'."""
    if lower.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return 1 if lower.endswith(("hoes", "toes")) else 2
    if lower.endswith("uses") and lower[-5] not in "ao":
        return 2
    return 1


@cache
def _irregular() -> dict[str, str]:
    listed = rows("plurals")
    return {row["singular"]: row["singular"] for row in listed} | {row["plural"]: row["singular"] for row in listed}
