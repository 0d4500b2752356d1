"""Which reports become quotes: likely ones, that were really made, and none inside another."""

from __future__ import annotations

from newsrows.extract.quotes.confidence import confidence_of
from newsrows.extract.quotes.lexicon import PLAIN_SPEECH, is_unspoken, speaker_nouns
from newsrows.extract.quotes.reading import Reading
from newsrows.extract.quotes.report import Cue, Report

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
