"""Assign quotations in marks to the cues that report them: direct and mixed quotes.

Each quotation is offered to the patterns in order, from the most to the least certain, and the first that matches
takes it.
"""

from __future__ import annotations

from newsrows.extraction.quotes.adjacent_cues import adjacent_speaker, cue_after, cue_before
from newsrows.extraction.quotes.candidate import Candidate, Content, Cue
from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.interviews import turns
from newsrows.extraction.quotes.layout_cues import after_colon, headline, signed
from newsrows.extraction.quotes.quotation_assignment import QuotationAssignment
from newsrows.extraction.quotes.speaker_carryover import is_question
from newsrows.extraction.quotes.speakers import speaker_of
from newsrows.lexicon import column

_SENTENCE_ENDS = (".", "!", "?")
_STOPS = frozenset({*_SENTENCE_ENDS, ":", ";"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
# Verbs of these classes report a part of a sentence in marks more often than others.
_RELIABLE_CLASSES = frozenset({"say", "ask", "tell", "write", "utter", "according", "name", "judge"})
_CUE_AFTER_PATTERNS = frozenset({"behind", "behind-mixed"})
# A quotation after the cue may continue these: 'The sale was "a gift," he said. "We took it."'
_CONTINUED_PATTERNS = _CUE_AFTER_PATTERNS | {"inside-fronted"}
# With fewer words and no cue, the marks probably only set a phrase apart: the "good" mayor.
_MIN_WORDS_WITHOUT_CUE = 4
# A quotation with fewer words is a sentence only if it ends in a stop: "Never!".
_MIN_SENTENCE_WORDS = 4
# With more words than this a quotation in capitals is probably not a title.
_MAX_TITLE_WORDS = 10
# A cue that the parse does not connect with a quotation stands at most this many tokens before it.
_MAX_DISTANCE_BEFORE = 9


def quotation_candidates(context: QuoteContext, cues: list[Cue]) -> list[Candidate]:
    """The candidates that contain quotations, in reading order; turns of interviews and the title come first.

    Example: '"We won," he said. "It was sweet."' is one candidate with both quotations.
    """
    assignment = QuotationAssignment(context, cues)
    for line in turns(context) or headline(context):
        assignment.add(line)
    for index, (start, end) in enumerate(context.quotation_ranges):
        if index in assignment.candidate_of or start >= end or _join_previous(assignment, index):
            continue
        candidate = _match(assignment, index)
        if candidate is not None:
            assignment.add(candidate)
    for candidate in assignment.candidates:
        if candidate.speaker is None and candidate.cue is not None:
            _set_speaker(assignment, candidate, candidate.cue)
    return assignment.candidates


def _match(assignment: QuotationAssignment, index: int) -> Candidate | None:
    """The candidate that the first matching pattern makes of the quotation."""
    if _is_title(assignment, index):
        return None
    if _is_fragment(assignment, index) and (candidate := _in_reported_clause(assignment, index, reliable_classes=True)):
        return candidate
    return (
        signed(assignment, index)
        or _with_cue_after(assignment, index)
        or _with_cue_before(assignment, index)
        or _in_reported_clause(assignment, index, reliable_classes=True)
        or _in_reported_clause(assignment, index, reliable_classes=False)
        or _after_near_cue(assignment, index)
        or after_colon(assignment, index)
        or _without_cue(assignment, index)
    )


def _set_speaker(assignment: QuotationAssignment, candidate: Candidate, cue: Cue) -> None:
    """Find the speaker of the cue, next to the quotation first; a speaker inside the content is wrong."""
    context = assignment.context
    if candidate.pattern in _CUE_AFTER_PATTERNS:
        content_end = max((end for _, end in candidate.content if end <= cue.token), default=cue.token)
        phrase = adjacent_speaker(context, cue, content_end)
        if phrase is not None:
            candidate.speaker, candidate.speaker_pattern = phrase, "beside"
            return
    phrase, pattern = speaker_of(context, cue)
    if phrase is None or not any(start < phrase[1] and phrase[0] < end for start, end in candidate.content):
        candidate.speaker, candidate.speaker_pattern = phrase, pattern


# Patterns: a cue next to the quotation, or none


def _with_cue_after(assignment: QuotationAssignment, index: int) -> Candidate | None:
    """'"We won," he said' and, with words before the marks, 'It was "a disgrace," he said'."""
    cue = cue_after(assignment, index)
    if cue is None or cue.token in assignment.used_cues:
        return None
    start, end = assignment.context.quotation_ranges[index]
    content_start = _start_with_words_before(assignment, index)
    pattern = "behind" if content_start == start else "behind-mixed"
    quotations = assignment.quotations_in(content_start, end)
    return Candidate(pattern, [(content_start, end)], cue, quotations=quotations)


def _start_with_words_before(assignment: QuotationAssignment, index: int) -> int:
    """Where the content starts, including the words of the sentence before the marks unless they report something."""
    context = assignment.context
    first, start = assignment.gap_before(index)
    for i in range(start - 1, first - 1, -1):
        if context.tokens.words[i] in _STOPS:
            first = i + 1
            break
    words = [i for i in range(first, start) if context.is_word(i)]
    if not words or any(assignment.verb_cue(i) for i in words) or assignment.text_before(index).endswith(","):
        return start
    if len(words) == 1 and context.tokens.tags[words[0]] == "CC":
        return start
    return words[0]


def _with_cue_before(assignment: QuotationAssignment, index: int) -> Candidate | None:
    """'He said, "We won"', 'He told the crowd: "We won"'."""
    cue = cue_before(assignment, index)
    if cue is None:
        return None
    return Candidate("before", [assignment.context.quotation_ranges[index]], cue, quotations=[index])


def _after_near_cue(assignment: QuotationAssignment, index: int) -> Candidate | None:
    """A quotation shortly after a verb that the parse does not connect with it."""
    context = assignment.context
    tokens = context.tokens
    start, end = context.quotation_ranges[index]
    first = max(context.sentence(start)[0], assignment.gap_before(index)[0], start - _MAX_DISTANCE_BEFORE)
    for i in range(start - 1, first - 1, -1):
        cue = assignment.verb_cue(i)
        if cue is not None and i not in assignment.used_cues:
            content_start = next((j for j in range(i + 1, start) if context.is_word(j)), start)
            return Candidate("near", [(content_start, end)], cue, quotations=[index])
        if tokens.words[i] in {",", ";", ":", "—"} or tokens.tags[i] in _FINITE:
            return None
    return None


def _without_cue(assignment: QuotationAssignment, index: int) -> Candidate | None:
    """A quotation that is a sentence of its own. Its speaker may be carried over from the text before."""
    context = assignment.context
    start, end = context.quotation_ranges[index]
    words = sum(map(context.is_word, range(start, end)))
    has_words_before = context.has_words(*assignment.gap_before(index))
    is_short = words < _MIN_WORDS_WITHOUT_CUE and context.quotations[index].closed
    if is_short and has_words_before and words > 1:
        is_short = not _ends_with_stop(assignment, index)
    if not _is_sentence(assignment, index) or is_short:
        return None
    if has_words_before and not assignment.text_before(index).endswith((*_SENTENCE_ENDS, ":")):
        return None
    return Candidate("alone", [(start, end)], quotations=[index])


# Pattern: a quotation that is part of a reported clause, as in 'He said the win was "sweet"'


def _in_reported_clause(assignment: QuotationAssignment, index: int, *, reliable_classes: bool) -> Candidate | None:
    """The candidate of the first cue of the sentence whose content contains the quotation.

    In 'She said he called it "sweet"' the first cue is taken: what she said contains what he said.

    Args:
        assignment: the state of the article.
        index: the quotation.
        reliable_classes: use only cues of `_RELIABLE_CLASSES` if True, else only the others.
    """
    start, end = assignment.context.quotation_ranges[index]
    first, last = assignment.context.sentence(start)
    for cue in assignment.cues_within(first, last):
        if cue.token in assignment.used_cues or (cue.word.speech_class in _RELIABLE_CLASSES) != reliable_classes:
            continue
        content = assignment.content_of(cue)
        if content is None or not any(a < end and start < b for a, b in content.ranges):
            continue
        candidate = _with_quotations(assignment, cue, content)
        if candidate is not None and index in candidate.quotations:
            return candidate
    return None


def _with_quotations(assignment: QuotationAssignment, cue: Cue, content: Content) -> Candidate | None:
    """The content of the cue, extended to the full length of the free quotations in it."""
    ranges: list[TokenRange] = []
    quotations: list[int] = []
    for part in content.ranges:
        free = [index for index in assignment.quotations_in(*part) if index not in assignment.candidate_of]
        quotations += [index for index in free if index not in quotations]
        pieces = [part, *(assignment.context.quotation_ranges[index] for index in free)]
        start, end = _without_cue_tokens((min(a for a, _ in pieces), max(b for _, b in pieces)), cue)
        if start < end:
            ranges.append((start, end))
    if not ranges or not quotations:
        return None
    return Candidate("inside-" + content.frame, ranges, cue, quotations=quotations)


def _without_cue_tokens(content: TokenRange, cue: Cue) -> TokenRange:
    """The longer side of the content if the cue is in it, which happens when the parser cut a quotation wrongly."""
    start, end = content
    if not start <= cue.token < end:
        return content
    return (start, cue.token) if cue.token - start > end - cue.token else (cue.span[1], end)


# Continuation: a quotation that belongs to the candidate before it.
#
# '"We," he said, "won."', '"We won," he said. "It was sweet."', a paragraph that opens with a mark and continues a
# quotation without a closing mark, and a paragraph that is one quotation after a paragraph that ends in one, or in
# one and its cue ('"We won," he said.').


def _join_previous(assignment: QuotationAssignment, index: int) -> bool:
    """Add the quotation to the candidate that ends with the quotation before it if it belongs there.

    Returns:
        Whether it was added.
    """
    before = assignment.candidate_before(index)
    if before is None:
        return False
    if assignment.context.quotations[index].resumes:
        return _join_resumed(assignment, before, index)
    gap = _text_between(assignment, index)
    if "\n" in gap:
        belongs = _fills_paragraph(assignment, index) and (not gap.strip() or _ends_with_cue(assignment, before, index))
    elif not assignment.context.has_words(*assignment.gap_before(index)):
        belongs = before.pattern in {"before", "behind", "alone", "colon"} and _is_sentence(assignment, index)
    else:
        belongs = _continues_after_cue(assignment, before, index, gap.rstrip())
    if belongs:
        assignment.extend(before, index)
    return belongs


def _text_between(assignment: QuotationAssignment, index: int) -> str:
    """The text between the quotation and the one before it."""
    previous, quotation = assignment.context.quotations[index - 1 : index + 1]
    return assignment.context.text[previous.outer_end : quotation.outer_start]


def _join_resumed(assignment: QuotationAssignment, before: Candidate, index: int) -> bool:
    """Add a quotation that resumes an unclosed one, with the cue after it.

    '"It was sad. [new paragraph] "Very sad," she said': both are hers unless the first already has a cue or a speaker.
    """
    cue = cue_after(assignment, index)
    if cue is not None and cue.token not in assignment.used_cues:
        if before.cue is not None or before.speaker is not None:
            return False
        before.cue, before.pattern = cue, "behind"
        assignment.used_cues.add(cue.token)
    assignment.extend(before, index)
    return True


def _fills_paragraph(assignment: QuotationAssignment, index: int) -> bool:
    """Whether the quotation is a paragraph of its own, in double marks, and a sentence."""
    context = assignment.context
    quotation = context.quotations[index]
    paragraph = context.paragraphs[context.paragraph_of[context.quotation_ranges[index][0]]]
    text_after = context.text[quotation.outer_end : paragraph.end]
    fills = quotation.outer_start == paragraph.start and not text_after.strip()
    return fills and quotation.style == "double" and _is_sentence(assignment, index)


def _continues_after_cue(assignment: QuotationAssignment, before: Candidate, index: int, gap: str) -> bool:
    """Whether a quotation after '..., he said' continues what he said; `gap` is the text between the quotations."""
    start, end = assignment.gap_before(index)
    cue = before.cue
    if cue is None or before.pattern not in _CONTINUED_PATTERNS or not start <= cue.token < end:
        return False
    has_other_cue = any(later.word.speech_class != "according" for later in assignment.cues_within(cue.token + 1, end))
    if gap.endswith((",", "—", "–", "-")):
        return not has_other_cue
    if not gap.endswith((*_SENTENCE_ENDS, ":")) or (gap.endswith(":") and has_other_cue):
        return False
    is_whole = _is_sentence(assignment, index) and _ends_sentence(assignment, index)
    if cue_after(assignment, index) is not None or not is_whole:
        return False
    return _is_one_sentence(assignment, start, end)


def _ends_with_cue(assignment: QuotationAssignment, before: Candidate, index: int) -> bool:
    """Whether only ', he said.' stands between the quotation and the one before it, which ends the last paragraph.

    The answer to '"When?" the coroner asked.' is somebody else's.
    """
    previous = assignment.context.quotations[index - 1]
    first = assignment.context.quotation_ranges[index - 1][1]
    end = assignment.context.quotation_ranges[index][0]
    cue, text = before.cue, _text_between(assignment, index).rstrip()
    if cue is None or before.pattern not in _CONTINUED_PATTERNS or not first <= cue.token < end or "\n" in text:
        return False
    if is_question(assignment.context, before):
        return False
    is_same_style = previous.style == assignment.context.quotations[index].style
    ends = text.endswith(".") and is_same_style and cue_after(assignment, index) is None
    return ends and _is_one_sentence(assignment, first, end)


def _is_one_sentence(assignment: QuotationAssignment, start: int, end: int) -> bool:
    """Whether no stop but the last stands among the tokens."""
    words = [i for i in range(start, end) if assignment.context.is_word(i)]
    return not any(assignment.context.tokens.words[i] in _SENTENCE_ENDS for i in range(words[0], words[-1]))


# The type of a quotation: a sentence, a fragment of one, or a title


def _is_sentence(assignment: QuotationAssignment, index: int) -> bool:
    """Whether the quotation is at least a sentence.

    It begins with a capital, and has four words or a stop: "We won,", "Never!".
    """
    quotation = assignment.context.quotations[index]
    text = assignment.context.text[quotation.start : quotation.end].strip()
    first = next(filter(str.isalnum, text), "a")
    if len(text.split()) < _MIN_SENTENCE_WORDS and not text.endswith((*_SENTENCE_ENDS, ",")):
        return False
    return quotation.resumes or first.isupper() or first.isdigit() or text[:1] in "[(…."


def _ends_with_stop(assignment: QuotationAssignment, index: int) -> bool:
    quotation = assignment.context.quotations[index]
    return assignment.context.text[quotation.start : quotation.end].rstrip().endswith(_SENTENCE_ENDS)


def _ends_sentence(assignment: QuotationAssignment, index: int) -> bool:
    """Whether the sentence ends with the quotation, unlike in '“You gave up” too soon, she said'."""
    quotation, text = assignment.context.quotations[index], assignment.context.text
    text_after = text[quotation.outer_end : quotation.outer_end + 40].lstrip(" \t\xa0")
    if not quotation.closed or not text_after or text_after[0] in "\n.!?":
        return True
    if _ends_with_stop(assignment, index):
        return True
    return text_after[0].isupper() or not text_after[0].isalnum()


def _is_fragment(assignment: QuotationAssignment, index: int) -> bool:
    """Whether the quotation begins in lower case after other words of its sentence: 'a "heavy-handed" raid'."""
    context = assignment.context
    start, _ = context.quotation_ranges[index]
    first = max(assignment.gap_before(index)[0], context.sentence(start)[0])
    return context.tokens.words[start][:1].islower() and context.has_words(first, start)


def _is_title(assignment: QuotationAssignment, index: int) -> bool:
    """Whether the marks contain a name: the film "Under Green Hills", the show "Good Morning Poole"."""
    context = assignment.context
    start, end = context.quotation_ranges[index]
    quotation = context.quotations[index]
    words = [context.tokens.words[i] for i in range(start, end) if context.is_word(i)]
    if not words or len(words) > _MAX_TITLE_WORDS or not _is_capitalised(words):
        return False
    if len(words) == 1 and context.tokens.tags[start][:3] != "NNP":
        return False
    if context.text[quotation.start : quotation.end].rstrip().endswith(_SENTENCE_ENDS):
        return False
    if assignment.text_before(index).endswith((":", ",")):
        return False
    follows_cue = start >= 2 and assignment.verb_cue(start - 2) is not None
    return not follows_cue


def _is_capitalised(words: list[str]) -> bool:
    """Whether all words except small ones are capitalised: 'Under the Green Hills', but not 'We won'."""
    small = column("small_title_words", "word")
    return words[0][:1].isupper() and all(w[:1].isupper() or not w[:1].isalpha() or w in small for w in words)
