"""Quotations in marks put together with the cues that report them: direct and mixed quotes.

Each quotation is offered to the patterns in turn, the surest first, and goes to the first that takes it.
"""

from __future__ import annotations

from newsrows.extraction.quotes.adjacent_cues import cue_before, cue_behind, speaker_beside
from newsrows.extraction.quotes.candidate import Content, Cue, Report
from newsrows.extraction.quotes.context import Reading, TokenRange
from newsrows.extraction.quotes.layout_cues import headlines, signed, turns, with_colon
from newsrows.extraction.quotes.quotation_assignment import Ledger
from newsrows.extraction.quotes.speakers import speaker_of
from newsrows.lexicon import column

_STOPS = frozenset({".", "!", "?", ":", ";"})
# A quotation of fewer words with no cue is rather a phrase held at arm's length.
_FEWEST_WORDS = 4


def reports(reading: Reading, cues: list[Cue]) -> list[Report]:
    """The quotes that hold quotations, in reading order.

    Example: '"We won," he said. "It was sweet."' is one, with both quotations.
    """
    ledger = Ledger(reading, cues)
    for line in turns(reading) or headlines(reading):
        ledger.add(line)
    for number, (start, end) in enumerate(reading.ranges):
        if number in ledger.owner or start >= end or goes_on(ledger, number):
            continue
        report = _report(ledger, number)
        if report is not None:
            ledger.add(report)
    for report in ledger.found:
        if report.speaker is None:
            _find_speaker(ledger, report)
    return ledger.found


def _report(ledger: Ledger, number: int) -> Report | None:
    if is_title(ledger, number):
        return None
    if is_fragment(ledger, number) and (report := inside_clause(ledger, number, sure=True)):
        return report
    return (
        signed(ledger, number)
        or _with_cue_behind(ledger, number)
        or _with_cue_before(ledger, number)
        or inside_clause(ledger, number, sure=True)
        or inside_clause(ledger, number, sure=False)
        or behind_cue(ledger, number)
        or with_colon(ledger, number)
        or _alone(ledger, number)
    )


def _with_cue_behind(ledger: Ledger, number: int) -> Report | None:
    """'"We won," he said' and, with words before the marks, 'It was "a disgrace," he said'."""
    cue = cue_behind(ledger, number)
    if cue is None or cue.token in ledger.used:
        return None
    start, end = ledger.reading.ranges[number]
    lead = _words_before(ledger, number)
    pattern = "behind" if lead == start else "behind-mixed"
    return Report(pattern, [(lead, end)], cue, quotations=ledger.held(lead, end))


def _words_before(ledger: Ledger, number: int) -> int:
    """Where content begins that starts outside the marks: at words of the sentence that report nothing themselves."""
    reading = ledger.reading
    first, start = ledger.gap_before(number)
    for i in range(start - 1, first - 1, -1):
        if reading.tokens.words[i] in _STOPS:
            first = i + 1
            break
    words = [i for i in range(first, start) if reading.is_word(i)]
    if not words or any(ledger.verb_cue(i) for i in words) or ledger.lead(number).endswith(","):
        return start
    if len(words) == 1 and reading.tokens.tags[words[0]] == "CC":
        return start
    return words[0]


def _with_cue_before(ledger: Ledger, number: int) -> Report | None:
    """'He said, "We won"', 'He told the crowd: "We won"'."""
    cue = cue_before(ledger, number)
    return None if cue is None else Report("before", [ledger.reading.ranges[number]], cue, quotations=[number])


def _alone(ledger: Ledger, number: int) -> Report | None:
    """A quotation that is a sentence of its own with no cue: whoever spoke last may be speaking."""
    reading = ledger.reading
    start, end = reading.ranges[number]
    words = sum(map(reading.is_word, range(start, end)))
    if not is_sentence(ledger, number) or (words < _FEWEST_WORDS and reading.quotations[number].closed):
        return None
    if reading.has_words(*ledger.gap_before(number)) and not ledger.lead(number).endswith((".", "!", "?", ":")):
        return None
    return Report("alone", [(start, end)], quotations=[number])


def _find_speaker(ledger: Ledger, report: Report) -> None:
    if report.cue is None:
        return
    reading = ledger.reading
    if report.pattern in {"behind", "behind-mixed"}:
        piece = max((end for _, end in report.content if end <= report.cue.token), default=report.cue.token)
        phrase = speaker_beside(reading, report.cue, piece)
        if phrase is not None:
            report.speaker, report.speaker_pattern = phrase, "beside"
            return
    phrase, pattern = speaker_of(reading, report.cue)
    if phrase is None or not any(start < phrase[1] and phrase[0] < end for start, end in report.content):
        report.speaker, report.speaker_pattern = phrase, pattern


# Quotations that are a part of what is reported: 'He said the win was "sweet"'. The clause is the content.

# Verbs that report words more surely than those that may.
_SURE = frozenset({"say", "ask", "tell", "write", "utter", "according", "name", "judge"})
_REACH = 9
_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def inside_clause(ledger: Ledger, number: int, *, sure: bool) -> Report | None:
    """The report by the first cue of the sentence whose content holds the quotation.

    Of 'She said he called it "sweet"' the first is taken: what she said holds what he did.
    """
    start, end = ledger.reading.ranges[number]
    first, last = ledger.reading.sentence(start)
    for cue in ledger.cues_within(first, last):
        if cue.token in ledger.used or (cue.word.group in _SURE) != sure:
            continue
        content = ledger.content(cue)
        if content is None or not any(a < end and start < b for a, b in content.ranges):
            continue
        report = _report_inside(ledger, cue, content)
        if report is not None and number in report.quotations:
            return report
    return None


def _report_inside(ledger: Ledger, cue: Cue, content: Content) -> Report | None:
    ranges: list[TokenRange] = []
    held: list[int] = []
    for part in content.ranges:
        inside = [n for n in ledger.held(*part) if n not in ledger.owner]
        held += [n for n in inside if n not in held]
        pieces = [part, *(ledger.reading.ranges[n] for n in inside)]
        whole = _clear_of((min(a for a, _ in pieces), max(b for _, b in pieces)), cue)
        if whole[0] < whole[1]:
            ranges.append(whole)
    if not ranges or not held:
        return None
    return Report("inside-" + content.frame, ranges, cue, quotations=held)


def _clear_of(content: TokenRange, cue: Cue) -> TokenRange:
    """The content without the cue, which a quotation that the parse cut wrongly may have drawn in."""
    start, end = content
    if not start <= cue.token < end:
        return content
    return (start, cue.token) if cue.token - start > end - cue.token else (cue.span[1], end)


def behind_cue(ledger: Ledger, number: int) -> Report | None:
    """The report by a verb shortly before the quotation, where the parse did not tie the two together."""
    reading = ledger.reading
    tokens = reading.tokens
    start, end = reading.ranges[number]
    first = max(reading.sentence(start)[0], ledger.gap_before(number)[0], start - _REACH)
    for i in range(start - 1, first - 1, -1):
        cue = ledger.verb_cue(i)
        if cue is not None and i not in ledger.used:
            content_start = next((j for j in range(i + 1, start) if reading.is_word(j)), start)
            return Report("near", [(content_start, end)], cue, quotations=[number])
        if tokens.words[i] in {",", ";", ":", "—"} or tokens.tags[i] in _FINITE:
            return None
    return None


# What a quotation looks like: a sentence, a fragment of one, or a title that is no quotation at all.

_STOPS_SHAPES = (".", "!", "?")
# A title of more words than this is rather a sentence with capitals.
_LONGEST_TITLE = 10
_SHORT = 4


def is_sentence(ledger: Ledger, number: int) -> bool:
    """Whether it is a sentence or more: a capital first, and four words or a stop: "We won," "Never!"."""
    quotation = ledger.reading.quotations[number]
    inner = ledger.reading.text[quotation.start : quotation.end].strip()
    first = next(filter(str.isalnum, inner), "a")
    if len(inner.split()) < _SHORT and not inner.endswith((*_STOPS_SHAPES, ",")):
        return False
    return quotation.resumes or first.isupper() or first.isdigit() or inner[:1] in "[(…."


def ends_sentence(ledger: Ledger, number: int) -> bool:
    """Whether nothing of its sentence follows: not '“You gave up” too soon, she said'."""
    quotation, text = ledger.reading.quotations[number], ledger.reading.text
    following = text[quotation.outer_end : quotation.outer_end + 40].lstrip(" \t\xa0")
    if not quotation.closed or not following or following[0] in "\n.!?":
        return True
    if text[quotation.start : quotation.end].rstrip().endswith(_STOPS_SHAPES):
        return True
    return following[0].isupper() or not following[0].isalnum()


def is_fragment(ledger: Ledger, number: int) -> bool:
    """Whether it starts small behind other words of its sentence: 'a "heavy-handed" raid'."""
    start, _ = ledger.reading.ranges[number]
    first = max(ledger.gap_before(number)[0], ledger.reading.sentence(start)[0])
    return ledger.reading.tokens.words[start][:1].islower() and ledger.reading.has_words(first, start)


def is_title(ledger: Ledger, number: int) -> bool:
    """Whether the marks hold a name: the film "Under Green Hills", the show "Good Morning Poole"."""
    reading = ledger.reading
    start, end = reading.ranges[number]
    quotation = reading.quotations[number]
    words = [reading.tokens.words[i] for i in range(start, end) if reading.is_word(i)]
    if not words or len(words) > _LONGEST_TITLE or not _is_capitalised(words):
        return False
    if len(words) == 1 and reading.tokens.tags[start][:3] != "NNP":
        return False
    if reading.text[quotation.start : quotation.end].rstrip().endswith(_STOPS_SHAPES) or ledger.lead(number).endswith(
        (":", ",")
    ):
        return False
    behind_cue = start >= 2 and ledger.verb_cue(start - 2) is not None
    return not behind_cue


def _is_capitalised(words: list[str]) -> bool:
    """Whether all words but the small ones are: 'Under the Green Hills', not 'We won'."""
    small = column("small_title_words", "word")
    return words[0][:1].isupper() and all(w[:1].isupper() or not w[:1].isalpha() or w in small for w in words)


# Quotations that go on: one quote in several pieces.
#
# Patterns: '"We," he said, "won."', '"We won," he said. "It was sweet."', a paragraph that opens with a mark and takes
# up a quotation that was left open, a paragraph that is one quotation behind a paragraph that ended in one.

_WITH_CUE_BEHIND = frozenset({"behind", "behind-mixed"})


def goes_on(ledger: Ledger, number: int) -> bool:
    """Whether the quotation was joined to the quote that ends with the quotation before it."""
    before = ledger.before(number)
    if before is None:
        return False
    if ledger.reading.quotations[number].resumes:
        return _resumes(ledger, before, number)
    gap = _gap(ledger, number)
    if "\n" in gap:
        joins = not gap.strip() and _is_whole_paragraph(ledger, number)
    elif not ledger.reading.has_words(*ledger.gap_before(number)):
        joins = before.pattern in {"before", "behind", "alone", "colon"} and is_sentence(ledger, number)
    else:
        joins = _goes_on_behind_cue(ledger, before, number, gap.rstrip())
    if joins:
        ledger.join(before, number)
    return joins


def _gap(ledger: Ledger, number: int) -> str:
    previous, quotation = ledger.reading.quotations[number - 1], ledger.reading.quotations[number]
    return ledger.reading.text[previous.outer_end : quotation.outer_start]


def _resumes(ledger: Ledger, before: Report, number: int) -> bool:
    """'"It was sad. [new paragraph] "Very sad," she said': hers, unless the first was somebody's already."""
    cue = cue_behind(ledger, number)
    if cue is not None and cue.token not in ledger.used:
        if before.cue is not None or before.speaker is not None:
            return False
        before.cue, before.pattern = cue, "behind"
        ledger.used.add(cue.token)
    ledger.join(before, number)
    return True


def _is_whole_paragraph(ledger: Ledger, number: int) -> bool:
    reading = ledger.reading
    quotation = reading.quotations[number]
    body = reading.bodies[reading.body_of[reading.ranges[number][0]]]
    fills = quotation.outer_start == body.start and not reading.text[quotation.outer_end : body.end].strip()
    return fills and quotation.style == "double" and is_sentence(ledger, number)


def _goes_on_behind_cue(ledger: Ledger, before: Report, number: int, gap: str) -> bool:
    start, end = ledger.gap_before(number)
    cue = before.cue
    if cue is None or before.pattern not in _WITH_CUE_BEHIND or not start <= cue.token < end:
        return False
    other = any(later.word.group != "according" for later in ledger.cues_within(cue.token + 1, end))
    if gap.endswith((",", "—", "–", "-")):
        return not other
    if not gap.endswith((".", ":", "!", "?")) or (gap.endswith(":") and other):
        return False
    if cue_behind(ledger, number) is not None or not is_sentence(ledger, number) or not ends_sentence(ledger, number):
        return False
    tokens = ledger.reading.tokens
    return len({tokens.sentence_of(i) for i in range(start, end) if ledger.reading.is_word(i)}) <= 1
