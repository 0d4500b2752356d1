"""What speaks for or against a report: names of traits, weighed in confidence.py."""

from __future__ import annotations

from bisect import bisect_right

from newsrows.extract.quotes.lexicon import speaker_nouns
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Report

# Upper bounds of the classes of length, in words.
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 40)
_OPENERS = frozenset(
    {"that", "to", "if", "whether", "how", "what", "why", "who", "when", "where", "which", "it", "a", "the"}
)


def describe(reading: Reading, reports: list[Report]) -> None:
    """Give each report its traits: 'say+clause', 'lemma=say', 'speaker=he', 'nested' ..."""
    reports.sort(key=lambda report: report.start)
    outer: list[tuple[int, int, Report]] = []
    for report in reports:
        report.traits = _traits_of(reading, report)
        start, end = report.start, report.content[-1][1]
        outer = [entry for entry in outer if entry[1] > start]
        holders = [other for a, b, other in outer if a <= start and end <= b]
        if holders:
            same = any(other.speaker == report.speaker for other in holders)
            report.traits.append("nested-same-speaker" if same else "nested")
            report.traits.append(f"nested-in={holders[-1].pattern}")
        outer.append((start, end, report))


def _traits_of(reading: Reading, report: Report) -> list[str]:
    group = report.cue.word.group if report.cue is not None else "none"
    lemma = report.cue.word.lemma if report.cue is not None else ""
    speaker = _speaker(reading, report)
    quoted = "quoted" if report.quotations else "plain"
    length = f"words<={bisect_right(_LENGTHS, _words(reading, report) - 1)}"
    first = reading.tokens.lower[report.start]
    traits = [
        report.pattern,
        f"group={group}+{quoted}",
        f"{group}+{report.pattern}",
        f"lemma={lemma}+{quoted}",
        f"{lemma}+{report.pattern}",
        f"speaker={speaker}+{quoted}",
        f"speaker={speaker}+{group}",
        f"found={report.speaker_pattern}+{quoted}",
        f"found={report.speaker_pattern}+{speaker}",
        f"{length}+{quoted}",
        f"{length}+{report.pattern}",
        f"opens={first if first in _OPENERS else reading.tokens.tags[report.start][:2]}+{quoted}",
    ]
    if not report.quotations and any(reading.quoted[i] >= 0 for i in range(report.start, report.end)):
        traits.append("holds-another's-quotation")
    if len(report.content) > 1:
        traits.append(f"parts+{report.pattern}")
    body = reading.body_of[report.start]
    if body >= 0 and reading.bodies[body].kind == "heading":
        traits.append(f"heading+{quoted}")
    if report.cue is not None:
        traits += _cue_traits(reading, report.cue.token, group, quoted)
    return traits


def _speaker(reading: Reading, report: Report) -> str:
    """What kind of speaker: the pronoun itself, 'person' for a name, the class of a noun, 'name' for other names."""
    if report.speaker is None:
        return "none"
    tokens = reading.tokens
    start, end = report.speaker
    if tokens.tags[start] in {"PRP", "PRP$"}:
        return tokens.lower[start]
    head = next((i for i in range(start, end) if tokens.tags[i] == "IN"), end) - 1
    if head in reading.people:
        return "person"
    return speaker_nouns().get(tokens.lower[head], "name" if tokens.tags[head].startswith("NNP") else "noun")


def _words(reading: Reading, report: Report) -> int:
    return sum(reading.is_word(i) for start, end in report.content for i in range(start, end))


def _cue_traits(reading: Reading, cue: int, group: str, quoted: str) -> list[str]:
    tokens = reading.tokens
    traits = [f"tag={tokens.tags[cue]}+{quoted}", f"dep={tokens.deps[cue]}+{quoted}"]
    for i in tokens.children[cue]:
        if i > cue:
            break
        if tokens.deps[i] == "neg":
            traits.append(f"negated+{group}")
        elif tokens.deps[i] in {"aux", "mark"}:
            traits.append(f"{tokens.deps[i]}={tokens.lower[i]}+{quoted}")
    return traits
