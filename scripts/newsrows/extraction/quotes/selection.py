"""Which reports become quotes: likely ones, that were really made, and none inside another."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from math import exp

from newsrows.extraction.quotes.candidate import Cue, Report
from newsrows.extraction.quotes.context import Reading
from newsrows.extraction.quotes.lexicon import PLAIN_SPEECH, is_unspoken, speaker_nouns
from newsrows.lexicon import rows

# A quotation in marks is seldom nobody's words; a clause often is. The two numbers gave the best F on the training
# articles: a row gains more than it loses as long as it is likelier right than half the F reached.
_LIKELY_QUOTED = 0.15
_LIKELY_PLAIN = 0.48
# 'A policy that welcomes migrants', 'the plan was criticised': nobody is known to have said anything.
_LIKELY_UNSPOKEN = 0.6
# 'The council should admit that it was wrong': nobody has admitted anything.
_NOT_SAID = frozenset({"should", "must", "might", "may", "ought", "let"})
# What somebody thinks is reported in words ('believes that'), what somebody is for or after is not ('considers it').
_THOUGHTS = frozenset({"clause", "fronted", "interrupted", "interrupted-as", "put-so", "noun-that"})
# Things speak too, in these: 'the sign said', 'the inquiry found'.
_ALSO_OF_THINGS = PLAIN_SPEECH | {"according"}
# To name somebody is to give a name, or a post: 'named the victim as Ann Doe', 'named her chair of the trust'.
_NAMES_SOMEBODY = frozenset({"name"})
# To dismiss somebody is to send them away, a board or a staff as well, with or without a reason.
_ENDS_A_POST = frozenset({"dismiss"})
# What leads to why somebody is praised or blamed.
_REASONS = frozenset({"for", "as", "over", "about"})
# Words that say nothing by themselves.
_STANDS_IN = frozenset({"PRP", "DT", "WDT", "WP"})
_STANDS_IN_TOO = frozenset({"so", "that", "nothing", "much", "otherwise"})
# A report may lie inside one of the last few kept before it.
_RECENT = 8


def select(reading: Reading, reports: list[Report]) -> list[tuple[Report, float]]:
    """The reports that become quotes, each with its confidence, in reading order, no two with the same start.

    Example: of 'She said she feared that the trust would fold' only what she said is kept, since what she feared is
    a part of it.
    """
    kept: list[tuple[Report, float]] = []
    for report in sorted(reports, key=lambda r: (r.start, -r.end)):
        if not report.quotations and not _was_said(reading, report):
            continue
        confidence = confidence_of(report)
        if confidence < _least(report):
            continue
        if not report.quotations and any(other.holds(report) for other, _ in kept[-_RECENT:]):
            continue
        kept.append((report, confidence))
    return kept


def _says_nothing(reading: Reading, report: Report) -> bool:
    """Whether all that is reported is a word that stands for what was said elsewhere: 'The mayor denied that'."""
    tokens = reading.tokens
    words = [i for start, end in report.content for i in range(start, end) if reading.is_word(i)]
    return all(tokens.tags[i] in _STANDS_IN or tokens.lower[i] in _STANDS_IN_TOO for i in words)


def _is_no_speech(reading: Reading, report: Report) -> bool:
    """Whether the verb, with its object, tells of no speech: 'conceded two goals', 'claimed the trophy'."""
    if report.cue is None or not report.pattern.startswith("object"):
        return False
    tokens = reading.tokens
    thing = reading.child(report.cue.token, "dobj")
    if thing is None:
        return False
    counted = any(tokens.deps[i] == "nummod" for i in tokens.children[thing])
    return is_unspoken(report.cue.word.lemma, tokens.lower[thing], is_counted=counted)


def _is_done_to_somebody(reading: Reading, cue: Cue, frame: str) -> bool:
    """Whether the object is who something is done to: 'dismissed the coach', 'named the victim as Ann Doe'.

    'Dismissed the claim', 'praised the coach for his patience' and 'hailed her as a pioneer' say what was said.
    """
    tokens = reading.tokens
    names, ends = cue.word.lemma in _NAMES_SOMEBODY, cue.word.lemma in _ENDS_A_POST
    frames = ("object", "object-prep") if ends else ("object",) if cue.word.group == "judge" else ()
    if frame not in frames and not (names and frame.startswith("object")):
        return False
    behind = [i for i in tokens.children[cue.token] if i > cue.token]
    thing = next((i for i in behind if tokens.deps[i] in {"dobj", "oprd"}), None)
    if thing is None or not _is_somebody(reading, thing, or_group=names or ends):
        return False
    return names or ends or not any(tokens.lower[i] in _REASONS for i in (*behind, *tokens.children[thing]))


def _is_somebody(reading: Reading, noun: int, *, or_group: bool) -> bool:
    tokens = reading.tokens
    if noun in reading.people or tokens.tags[noun] == "PRP":
        return tokens.lower[noun] not in {"it", "itself"}
    kind = speaker_nouns().get(tokens.lower[noun])
    return kind == "person" or (or_group and kind == "group")


def _least(report: Report) -> float:
    """The confidence that a report must reach."""
    if report.quotations:
        return _LIKELY_QUOTED
    group = report.cue.word.group if report.cue is not None else "none"
    is_thing = "speaker=noun+plain" in report.traits and group not in _ALSO_OF_THINGS
    return _LIKELY_UNSPOKEN if report.speaker is None or is_thing else _LIKELY_PLAIN


def _was_said(reading: Reading, report: Report) -> bool:
    """Whether it was said or thought: not what ought to be said, nor what somebody is after."""
    if report.cue is None:
        return True
    if report.cue.word.group == "think" and report.pattern not in _THOUGHTS:
        return False
    if _says_nothing(reading, report) or _is_no_speech(reading, report):
        return False
    if _is_done_to_somebody(reading, report.cue, report.pattern):
        return False
    lower, deps = reading.tokens.lower, reading.tokens.deps
    return not any(deps[i] == "aux" and lower[i] in _NOT_SAID for i in reading.tokens.children[report.cue.token])


# How likely a report is right: a logistic regression over its traits.
#
# The weights are in lexicon/quote_confidence.csv, one row a trait; `scripts/fit_quote_confidence.py` fits them anew to
# a folder of annotated articles. A report that was never seen to be right or wrong is weighed by its kind of cue and
# its pattern, so verbs that the annotated articles do not use are judged like others of their class.

BIAS = "(bias)"
# Patterns too rare in the training articles to be weighed: the share that was right among those in all of them.
_COUNTED = {"turn": 0.75, "put-so": 0.5}


@cache
def weights() -> dict[str, float]:
    """The weight of each trait."""
    return {row["trait"]: float(row["weight"]) for row in rows("quote_confidence")}


def confidence_of(report: Report) -> float:
    """Probability that content and speaker of `report` are right, to two decimal places."""
    if report.pattern in _COUNTED:
        return _COUNTED[report.pattern]
    known = weights()
    score = known.get(BIAS, 0.0) + sum(known.get(trait, 0.0) for trait in set(report.traits))
    return round(1 / (1 + exp(-score)), 2)


# What speaks for or against a report: names of traits, weighed in confidence.py.

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
