"""Quotations in marks put together with the cues that report them: direct and mixed quotes.

Patterns: '"We won," he said', 'He said: "We won"', '"We," he said, "won."', 'He said the win was "sweet"',
'"We won," he said. "It was sweet."', paragraphs that open with a mark and take a quotation up again, and
'Ann Poole: "We won"' where a colon is the cue.
"""

from __future__ import annotations

import re

from newsrows.extract.marks import Quotation
from newsrows.extract.quotes.content import Content, content_of
from newsrows.extract.quotes.lexicon import Reporting
from newsrows.extract.quotes.reading import Reading, TokenRange
from newsrows.extract.quotes.report import Cue, Report
from newsrows.extract.quotes.speakers import noun_phrase, speaker_of

# A quotation that ends in one of these runs on into 'she said'.
_RUNS_ON = (",", "?", "!", "—", "–", "-", "…", "...")
_UNKNOWN_VERB = Reporting("", "other", is_negative=False)
_STRONG = frozenset({"say", "ask", "tell", "write", "utter", "according", "name", "judge"})
_SIGNATURE = re.compile(r"[ \t\xa0]*(?:[-–—―]|--)[ \t\xa0]*([A-Z@][^\n.!?:;]{2,80})[ \t\xa0]*\.?[ \t\xa0]*(?=\n|$)")


def reports(reading: Reading, cues: list[Cue]) -> list[Report]:
    """The quotes that hold quotations, in reading order."""
    return _Attacher(reading, cues).run()


class _Attacher:
    """Goes through the quotations in reading order and gives each to a cue, to the quote before it, or to none."""

    def __init__(self, reading: Reading, cues: list[Cue]) -> None:
        self.reading = reading
        self.tokens = reading.tokens
        self.cue_at = {cue.token: cue for cue in cues}
        self.cues = cues
        self.found: list[Report] = []
        self.used: set[int] = set()
        self.owner: dict[int, Report] = {}
        self.contents: dict[int, Content | None] = {}

    def run(self) -> list[Report]:
        for number, quotation in enumerate(self.reading.quotations):
            start, end = self.reading.ranges[number]
            if number in self.owner or start >= end:
                continue
            if quotation.resumes and self._resume(number):
                continue
            if self._follows_on(number):
                continue
            report = self._report(number)
            if report is not None:
                self._add(report)
        return self.found

    def _report(self, number: int) -> Report | None:
        """The quote that begins with the quotation, by the surest pattern first."""
        if self._is_title(number):
            return None
        if self._is_fragment(number) and (report := self._inside_clause(number, strong=True)):
            return report
        return (
            self._signed(number)
            or self._with_cue_after(number)
            or self._with_cue_before(number)
            or self._inside_clause(number, strong=True)
            or self._inside_clause(number, strong=False)
            or self._adjacent(number)
            or self._with_colon(number)
            or self._alone(number)
        )

    def _is_title(self, number: int) -> bool:
        """Whether the marks hold a name: the film "Under Green Hills", CBS's "Face the Town"."""
        start, end = self.reading.ranges[number]
        quotation = self.reading.quotations[number]
        words = [self.tokens.words[i] for i in range(start, end) if self.reading.is_word(i)]
        inner = self.reading.text[quotation.start : quotation.end].rstrip()
        if not words or len(words) > 8 or inner.endswith((".", "!", "?")):
            return False
        if self._lead(quotation).endswith(":") or (len(words) == 1 and self.tokens.tags[start][:3] != "NNP"):
            return False
        long_words = [word for word in words if len(word) > 3 or word[:1].isupper()]
        if not all(word[:1].isupper() or word[:1].isdigit() for word in long_words) or not words[0][:1].isupper():
            return False
        if self._lead(quotation).endswith(","):
            return False
        before = start - 2 if start >= 2 else 0
        if before in self.cue_at and self.tokens.tags[before][:2] == "VB":
            return False
        return self._verb_after(number) is None or len(words) < 4

    def _is_fragment(self, number: int) -> bool:
        """Whether the quotation starts small and stands behind other words of its sentence."""
        start, _ = self.reading.ranges[number]
        first = max(self._gap_start(number), self._sentence_around(start)[0])
        return self.tokens.words[start][:1].islower() and any(self.reading.is_word(i) for i in range(first, start))

    def _signed(self, number: int) -> Report | None:
        """'"We won." - Ann Poole, captain': a dash and a name behind a quotation, and nothing else."""
        quotation = self.reading.quotations[number]
        text = self.reading.text
        signature = _SIGNATURE.match(text, quotation.outer_end)
        if not quotation.closed or signature is None:
            return None
        first = self.tokens.at(signature.start(1))
        last = self.tokens.at(signature.end(1) - 1) + 1
        head = next((i for i in range(first, last) if self.tokens.tags[i][:2] == "NN"), None)
        if head is None:
            return None
        while head + 1 < last and self.tokens.tags[head + 1][:2] == "NN":
            head += 1
        report = Report("signed", [self.reading.ranges[number]], None, (first, head + 1), "signed", quotations=[number])
        return report

    def _add(self, report: Report) -> None:
        for number in report.quotations:
            self.owner[number] = report
        if report.cue is not None:
            self.used.add(report.cue.token)
        self.found.append(report)

    # -- quotations that belong to the quote before ------------------------------------------------------------------

    def _resume(self, number: int) -> bool:
        """A paragraph that takes up a quotation left open: '... very sad. [new paragraph] “And another thing ...'"""
        before = self.owner.get(number - 1)
        if before is None or before.quotations[-1] != number - 1:
            return False
        later = self._verb_after(number)
        if later is not None and later.token not in self.used:
            # '"It was sad. [new paragraph] "Very sad," she said': one speaker if the first had none, else another
            if before.cue is not None or before.speaker is not None:
                return False
            before.cue, before.pattern = later, "after"
            self.used.add(later.token)
            self._join(before, number)
            self._speak(before, after=self.reading.ranges[number][1])
            return True
        self._join(before, number)
        return True

    def _join(self, report: Report, number: int) -> None:
        report.content.append(self.reading.ranges[number])
        report.quotations.append(number)
        self.owner[number] = report

    def _follows_on(self, number: int) -> bool:
        """'"We won," he said. "It was sweet."' and '"We," he said, "won."'"""
        before = self.owner.get(number - 1)
        if before is None or before.quotations[-1] != number - 1:
            return False
        previous, quotation = self.reading.quotations[number - 1], self.reading.quotations[number]
        gap = self.reading.text[previous.outer_end : quotation.outer_start]
        if "\n" in gap:
            return self._next_paragraph(before, number, gap)
        start, end = self.reading.ranges[number - 1][1], self.reading.ranges[number][0]
        words = [i for i in range(start, end) if self.reading.is_word(i)]
        if not words:
            if before.pattern in {"before", "after", "alone", "colon"} and self._is_sentence(number):
                self._join(before, number)
                return True
            return False
        cue = before.cue
        if cue is None or not start <= cue.token < end or before.pattern not in {"after", "after-mixed"}:
            return False
        others = [
            c for c in self.cues if start <= c.token < end and c.token > cue.token and c.word.group != "according"
        ]
        tail = gap.rstrip()
        if tail.endswith((",", "—", "–", "-", "--")):
            if others:
                return False
            self._join(before, number)
            return True
        if tail.endswith((".", ":", "!", "?")) and not (tail.endswith(":") and others):
            later = self._verb_after(number)
            if later is not None or not self._is_sentence(number) or not self._ends_sentence(number):
                return False
            if any(mark in tail[:-1] for mark in (". ", "? ", "! ")) and self._sentences_between(start, end) > 1:
                return False
            self._join(before, number)
            return True
        return False

    def _next_paragraph(self, before: Report, number: int, gap: str) -> bool:
        """A paragraph that is one quotation, behind a paragraph that ended in one."""
        quotation = self.reading.quotations[number]
        body = self.reading.bodies[self.reading.body_of[self.reading.ranges[number][0]]]
        if gap.strip() or quotation.outer_start != body.start or quotation.style == "single":
            return False
        if self.reading.text[quotation.outer_end : body.end].strip() or not self._is_sentence(number):
            return False
        self._join(before, number)
        return True

    def _sentences_between(self, start: int, end: int) -> int:
        return len({self.tokens.sentence_of(i) for i in range(start, end) if self.reading.is_word(i)})

    def _ends_sentence(self, number: int) -> bool:
        """Whether nothing of the sentence follows the quotation: not '“You gave up” too soon, she said'."""
        quotation = self.reading.quotations[number]
        text = self.reading.text
        inner = text[quotation.start : quotation.end].rstrip()
        following = text[quotation.outer_end : quotation.outer_end + 40].lstrip(" \t\xa0")
        if not quotation.closed or inner.endswith((".", "!", "?")) or not following or following[0] in "\n.!?":
            return True
        return following[0].isupper() or not following[0].isalnum()

    def _is_sentence(self, number: int) -> bool:
        """Whether the quotation looks like a whole sentence: a capital first, at least three words or a stop."""
        quotation = self.reading.quotations[number]
        inner = self.reading.text[quotation.start : quotation.end].strip()
        first = next((c for c in inner if c.isalnum()), "a")
        long_enough = len(inner.split()) >= 4 or inner.endswith((".", "!", "?", ","))
        return long_enough and (first.isupper() or first.isdigit() or inner[:1] in "[(…." or quotation.resumes)

    # -- a cue behind the quotation -----------------------------------------------------------------------------------

    def _with_cue_after(self, number: int) -> Report | None:
        cue = self._verb_after(number)
        if cue is None or cue.token in self.used:
            return None
        start, end = self.reading.ranges[number]
        content_start = self._sentence_lead(number)
        report = Report("after" if content_start == start else "after-mixed", [(content_start, end)], cue)
        report.quotations = self._held(content_start, end)
        self._speak(report, after=end)
        return report

    def _sentence_lead(self, number: int) -> int:
        """Where the content begins: at words before the quotation that stand in its sentence and report nothing."""
        start = self.reading.ranges[number][0]
        first = self._gap_start(number)
        for i in range(start - 1, first - 1, -1):
            if self.tokens.words[i] in {".", "!", "?", ":", ";"}:
                first = i + 1
                break
        words = [i for i in range(first, start) if self.reading.is_word(i)]
        if not words or any(i in self.cue_at and self.tokens.tags[i][:2] == "VB" for i in words):
            return start
        if self.tokens.words[start - 1] == "," or (start >= 2 and self.tokens.words[start - 2] == ","):
            return start
        if len(words) == 1 and self.tokens.tags[words[0]] == "CC":
            return start
        return words[0]

    def _gap_start(self, number: int) -> int:
        """First token behind the quotation before, or of the paragraph."""
        start = self.reading.ranges[number][0]
        body = self.reading.body_of[start]
        first = self.reading.block_ranges[body][0] if body >= 0 else start
        if number:
            first = max(first, self.reading.ranges[number - 1][1])
        return first

    def _gap_end(self, number: int) -> int:
        """First token of the quotation behind, or the end of the paragraph."""
        end = self.reading.ranges[number][1]
        body = self.reading.body_of[end - 1]
        last = self.reading.block_ranges[body][1]
        if number + 1 < len(self.reading.ranges):
            last = min(last, self.reading.ranges[number + 1][0])
        return last

    def _verb_after(self, number: int) -> Cue | None:
        """The reporting verb of '..., he said' or '..., said Ms Doe' right behind the quotation."""
        quotation = self.reading.quotations[number]
        if not quotation.closed:
            return None
        text, tokens = self.reading.text, self.tokens
        inner = text[quotation.start : quotation.end].rstrip()
        following = text[quotation.outer_end : quotation.outer_end + 2]
        runs_on = inner.endswith(_RUNS_ON) or following.startswith((",", " —", " –", " -"))
        first, last = self.reading.ranges[number][1], self._gap_end(number)
        while first < last and not self.reading.is_word(first):
            if tokens.words[first] in {".", ";", ":", "(", ")", "!", "?"}:
                return None
            first += 1
        if first >= last:
            return None
        if not runs_on and not self._may_follow_unmarked(first, inner):
            return None
        return self._reporting_clause(first, min(last, first + 25), runs_on=runs_on)

    def _may_follow_unmarked(self, first: int, inner: str) -> bool:
        """'"We won." he said' or '"We won" he said': no comma, yet only a pronoun or name and a verb follow."""
        tokens = self.tokens
        if tokens.tags[first] not in {"PRP", "NNP", "VBD", "VBZ"} and tokens.lower[first] not in {"said", "says"}:
            return False
        if inner.endswith(".") and tokens.words[first][:1].isupper() and tokens.tags[first] != "NNP":
            return False
        following = next((i for i in range(first, min(first + 3, len(tokens))) if i in self.cue_at), None)
        return following is not None and self.tokens.tags[following] in {"VBD", "VBZ"}

    def _reporting_clause(self, first: int, last: int, *, runs_on: bool) -> Cue | None:
        """The verb of a clause that begins at `first` with the verb or with its subject."""
        tokens = self.tokens
        if tokens.lower[first] == "according" and first in self.cue_at:
            return self.cue_at[first]
        if tokens.lower[first] == "as":
            first += 1
        elif tokens.tags[first] in {"IN", "TO", "WDT", "WP", "WRB", "VBG"} and first not in self.cue_at:
            return None
        for i in range(first, last):
            tag, word = tokens.tags[i], tokens.words[i]
            if word in {".", ";", "!", "?", ":"} and i > first:
                return None
            if tag[:2] != "VB" and tag != "MD":
                continue
            if tokens.deps[i] in {"aux", "auxpass", "amod", "compound"} or tag == "MD" or self._in_relative(i, first):
                continue
            if i in self.cue_at and tag in {"VBD", "VBZ", "VBP", "VBN", "VB"}:
                return self.cue_at[i]
            if tag in {"VBD", "VBZ", "VBP"}:
                if runs_on and i - first <= 3 and not self._has_complement(i):
                    return Cue(i, (i, i + 1), _UNKNOWN_VERB)
                return None
            if tag == "VBG" and i == first and i in self.cue_at:
                return self.cue_at[i]
        return None

    def _has_complement(self, verb: int) -> bool:
        return any(
            i > verb and self.tokens.deps[i] in {"dobj", "attr", "ccomp", "xcomp", "acomp"}
            for i in self.tokens.children[verb]
        )

    def _in_relative(self, verb: int, first: int) -> bool:
        """Whether the verb stands in a clause about the speaker: 'Ms Doe, who runs the trust, said'."""
        tokens = self.tokens
        for _ in range(4):
            if tokens.deps[verb] in {"relcl", "acl"}:
                return tokens.heads[verb] >= first
            if tokens.heads[verb] == verb:
                return False
            verb = tokens.heads[verb]
            if verb < first:
                return False
        return False

    # -- a cue before the quotation -----------------------------------------------------------------------------------

    def _with_cue_before(self, number: int) -> Report | None:
        """'He said, "We won"', 'He told the crowd: "We won"', also with the quotation in the next paragraph."""
        quotation = self.reading.quotations[number]
        lead = self._lead(quotation)
        if not lead.endswith((":", ",")):
            return None
        start, end = self.reading.ranges[number]
        cue = self._verb_before(number, colon=lead.endswith(":"))
        if cue is None or (cue.token in self.used and not lead.endswith(":")):
            return None
        report = Report("before", [(start, end)], cue, quotations=[number])
        self._speak(report)
        return report

    def _lead(self, quotation: Quotation) -> str:
        """The text before the quotation in its paragraph, or the end of the paragraph before where it opens one."""
        text = self.reading.text
        lead = text[max(0, quotation.outer_start - 80) : quotation.outer_start]
        return lead.rstrip(" \t\xa0") if "\n" not in lead[-3:] else lead.rstrip()

    def _verb_before(self, number: int, *, colon: bool) -> Cue | None:
        tokens = self.tokens
        start = self.reading.ranges[number][0]
        first = self._gap_start(number)
        if not any(self.reading.is_word(i) for i in range(first, start)) and colon:
            body = self.reading.body_of[start]
            if body > 0:
                first, start = self.reading.block_ranges[body - 1]
                if number and self.reading.ranges[number - 1][1] > first:
                    first = self.reading.ranges[number - 1][1]
        lowest = max(first, start - 40)
        for i in range(start - 1, lowest - 1, -1):
            if tokens.words[i] in {".", "!", "?"} and i < start - 2 and not tokens.words[i - 1].endswith("."):
                return None
            if i in self.cue_at and tokens.tags[i][:2] == "VB":
                if tokens.deps[i] == "relcl" and tokens.heads[i] >= lowest and not colon:
                    continue
                return self.cue_at[i]
            if (
                tokens.tags[i] in {"VBD", "VBZ", "VBP"}
                and not colon
                and tokens.deps[i] not in {"aux", "auxpass", "relcl"}
            ):
                return None
        return None

    # -- a quotation inside what a cue reports -------------------------------------------------------------------------

    def _inside_clause(self, number: int, *, strong: bool) -> Report | None:
        """'He said the win was "sweet"': the clause is the content, the quotation a part of it."""
        start, end = self.reading.ranges[number]
        first, last = self._sentence_around(start)
        for cue in self.cues:
            if cue.token < first or cue.token in self.used or (cue.word.group in _STRONG) != strong:
                continue
            if cue.token >= last:
                break
            content = self._content(cue)
            if content is None or not any(a < end and start < b for a, b in content.ranges):
                continue
            report = self._clause_report(cue, content)
            if report is not None and number in report.quotations:
                return report
        return None

    def _content(self, cue: Cue) -> Content | None:
        if cue.token not in self.contents:
            self.contents[cue.token] = content_of(self.reading, cue)
        return self.contents[cue.token]

    def _sentence_around(self, token: int) -> TokenRange:
        return self.reading.sentence(token)

    def _clause_report(self, cue: Cue, content: Content) -> Report | None:
        ranges: list[TokenRange] = []
        held: list[int] = []
        for start, end in content.ranges:
            inside = [n for n in self._held(start, end) if n not in self.owner]
            for n in inside:
                start, end = min(start, self.reading.ranges[n][0]), max(end, self.reading.ranges[n][1])
            if start <= cue.token < end:
                if start < cue.token and cue.token - start > end - cue.token:
                    end = cue.token
                else:
                    start = cue.span[1]
            held += [n for n in inside if n not in held]
            if start < end:
                ranges.append((start, end))
        if not ranges or not held:
            return None
        report = Report("inside-" + content.frame, ranges, cue, quotations=held)
        self._speak(report)
        return report

    def _held(self, start: int, end: int) -> list[int]:
        """The quotations that the tokens touch."""
        quoted = self.reading.quoted
        return list(dict.fromkeys(quoted[i] for i in range(start, end) if quoted[i] >= 0))

    def _adjacent(self, number: int) -> Report | None:
        """A cue shortly before the quotation in its sentence, where the parse did not tie the two together."""
        start, end = self.reading.ranges[number]
        first = self._sentence_around(start)[0]
        tokens = self.tokens
        for i in range(start - 1, max(first, start - 9, self._gap_start(number)) - 1, -1):
            cue = self.cue_at.get(i)
            if cue is not None and i not in self.used and tokens.tags[i][:2] == "VB":
                words = [j for j in range(i + 1, start) if self.reading.is_word(j)]
                report = Report("adjacent", [(words[0] if words else start, end)], cue, quotations=[number])
                self._speak(report)
                return report
            if tokens.words[i] in {",", ";", ":", "—"} or tokens.tags[i] in {"VBD", "VBZ", "VBP"}:
                return None
        return None

    # -- no verb ---------------------------------------------------------------------------------------------------------

    def _with_colon(self, number: int) -> Report | None:
        """'Ann Poole: "We won"'."""
        quotation = self.reading.quotations[number]
        if not self._lead(quotation).endswith(":"):
            return None
        start, end = self.reading.ranges[number]
        first = self._gap_start(number)
        before = [i for i in range(first, start) if self.reading.is_word(i)]
        if not before or len(before) > 8:
            return None
        head = next((i for i in reversed(before) if self.tokens.tags[i][:2] == "NN"), None)
        if head is None:
            return None
        while (
            first <= self.tokens.heads[head] < start
            and self.tokens.tags[self.tokens.heads[head]][:2] == "NN"
            and self.tokens.heads[head] != head
        ):
            head = self.tokens.heads[head]
        return Report("colon", [(start, end)], None, noun_phrase(self.reading, head), "colon", quotations=[number])

    def _alone(self, number: int) -> Report | None:
        """A quotation that is a sentence of its own, with no cue near: whoever spoke last may be speaking."""
        if not self._is_sentence(number):
            return None
        start, end = self.reading.ranges[number]
        if len([i for i in range(start, end) if self.reading.is_word(i)]) < 4:
            return None
        first = self._gap_start(number)
        lead = [i for i in range(first, start) if self.reading.is_word(i)]
        if lead and self.tokens.words[start - 2 if start >= 2 else 0] not in {".", "!", "?", ":"}:
            return None
        return Report("alone", [(start, end)], quotations=[number])

    # -- the speaker -----------------------------------------------------------------------------------------------------

    def _speak(self, report: Report, after: int | None = None) -> None:
        if report.cue is None:
            return
        if after is not None:
            phrase = self._beside(report.cue, after)
            if phrase is not None:
                report.speaker, report.speaker_pattern = phrase, "beside"
                return
        report.speaker, report.speaker_pattern = speaker_of(self.reading, report.cue)
        if report.speaker is not None and any(
            a < report.speaker[1] and report.speaker[0] < b for a, b in report.content
        ):
            report.speaker, report.speaker_pattern = None, "none"

    def _beside(self, cue: Cue, after: int) -> TokenRange | None:
        """The noun phrase between the quotation and the verb, or right behind the verb: parses fail beside marks."""
        tokens = self.tokens
        if cue.word.group == "according":
            return None
        subject = next((i for i in tokens.children[cue.token] if tokens.deps[i] == "nsubj" and i >= after), None)
        if subject is not None:
            if tokens.lower[subject] in {"who", "which", "that"}:
                return None
            return noun_phrase(self.reading, subject)
        head = self._last_noun(after, cue.token)
        if head is not None:
            return noun_phrase(self.reading, head)
        behind = cue.span[1]
        if behind < len(tokens) and (tokens.tags[behind][:2] == "NN" or tokens.tags[behind] in {"DT", "PRP", "JJ"}):
            head = behind
            while (
                tokens.tags[head][:2] != "NN"
                and tokens.tags[head] != "PRP"
                and head < behind + 4
                and head + 1 < len(tokens)
            ):
                head += 1
            while head + 1 < len(tokens) and tokens.tags[head + 1][:2] == "NN":
                head += 1
            return noun_phrase(self.reading, head)
        return None

    def _last_noun(self, start: int, end: int) -> int | None:
        """The head of the first noun phrase between the two tokens: the last noun before a comma or a preposition."""
        tokens = self.tokens
        head: int | None = None
        for i in range(start, end):
            tag = tokens.tags[i]
            if tag[:2] == "NN" or tag in {"PRP", "DT", "CD"}:
                head = i
            elif head is not None and tag not in {"JJ", "POS", "HYPH", "PRP$", "JJR", "JJS", "_SP"}:
                break
        return head
