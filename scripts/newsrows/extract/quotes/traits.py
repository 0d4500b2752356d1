"""What speaks for or against a report: names of traits, weighed in confidence.py."""

from __future__ import annotations

from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Report


def traits_of(reading: Reading, report: Report, others: list[Report]) -> list[str]:
    """The traits of `report`, for example 'say+clause', 'lemma=say+clause', 'speaker=pronoun'."""
    group = report.cue.word.group if report.cue is not None else "none"
    lemma = report.cue.word.lemma if report.cue is not None else ""
    traits = [
        report.pattern,
        f"{group}+{report.pattern}",
        f"{lemma}+{report.pattern}",
        f"lemma={lemma}",
        f"speaker={_speaker(reading, report)}",
        f"found={report.speaker_pattern}",
        _length(reading, report),
    ]
    if report.cue is not None:
        traits += _cue_traits(reading, report)
    return traits


def _speaker(reading: Reading, report: Report) -> str:
    if report.speaker is None:
        return "none"
    tokens = reading.tokens
    start, end = report.speaker
    if tokens.tags[start] in {"PRP", "PRP$"}:
        return tokens.lower[start]
    if any(i in reading.people for i in range(start, end)):
        return "person"
    return "name" if any(tokens.tags[i].startswith("NNP") for i in range(start, end)) else "noun"


def _length(reading: Reading, report: Report) -> str:
    words = sum(reading.is_word(i) for start, end in report.content for i in range(start, end))
    return "words=" + (
        "1"
        if words == 1
        else "2"
        if words == 2
        else "3-5"
        if words < 6
        else "6-10"
        if words <= 10
        else "11-30"
        if words <= 30
        else "31+"
    )


def _cue_traits(reading: Reading, report: Report) -> list[str]:
    assert report.cue is not None
    tokens, verb = reading.tokens, report.cue.token
    traits = [f"tag={tokens.tags[verb]}+{'quoted' if report.quotations else 'plain'}"]
    for i in tokens.children[verb]:
        if tokens.deps[i] == "neg":
            traits.append("negated")
        elif tokens.tags[i] == "MD":
            traits.append("modal")
    return traits
