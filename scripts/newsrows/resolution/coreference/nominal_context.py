"""What the rules about nominals share: the article, what it says of people, and the choice between candidates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from newsrows.lexicon import alternatives, group, rows
from newsrows.records import Mention
from newsrows.resolution.coreference.ages import SENTENCE_START, window_before
from newsrows.resolution.coreference.facts import ArticleFacts, Words
from newsrows.resolution.coreference.phrase_fit import FORMER, TITLES_BY_NOUN, VAGUE, Candidate, is_evident
from newsrows.resolution.coreference.speaker_mention import MentionQuotes
from newsrows.resolution.coreference.state import MAX_DISTANCE, Cluster, CoreferenceState, Reference
from newsrows.resolution.names.places import country_of

SPOKESPERSON: Final = re.compile(rf"(?:{alternatives('coreference_words', 'spokesperson_noun')})$")
"""A phrase that ends with a noun for a spokesperson."""

REACH: Final = 6
"""How far a link by weak evidence reaches, in sentences."""
SENTENCE_END: Final = re.compile(r"[.!?][\"'”’]?\s")
"""Where a sentence ends, by its marks."""
INTRODUCTION_WINDOW: Final = 1500
"""How many characters before a nominal may introduce somebody else with its noun."""

# Two candidates compete if they were last mentioned at most this many sentences apart.
_RIVALRY: Final = 1
# At most this many mentions before a nominal are looked at.
_MAX_SCANNED: Final = 120
# So many pronouns in a row are skipped to find the last mention in words.
_MOST_PRONOUNS: Final = 8
# A description begins at most this many characters after its name: ', a retired '.
_APPOSITION_GAP: Final = 30
# 'A teacher', 'another teacher', 'the maths teacher', 'the mayor of Riverton'; the noun is filled in.
_INTRODUCTION: Final = (
    r"\b([Aa]n?|[Aa]nother|[Oo]ne|[Tt]wo|[Tt]hree|[Oo]ther|[Ss]ome|[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[A-Z][\w-]+['’]s)"
    r"((?: [\w’'-]+){{0,2}}) (?i:{noun})s?\b(?: of (?:the )?([A-Z]\w+))?"
)
_DEFINITE: Final = frozenset({"the", "his", "her", "their", "its"})
# People of whom a case or a match has one: 'the judge' may be named later.
_ONE_OF_AN_EVENT: Final = group("coreference_words", "one_of_an_event")
# Words before a mention that begins a sentence: 'But the Coast Bank', "Riverton's mayor", 'Bosses at Coast Bank'.
_OPENING: Final = re.compile(
    r"(?:\b[Tt]he|\b(?:But|And|However,)(?: the)?|\b[A-Z]\w+(?: [A-Z]\w+)?['’]s?"
    rf"|\b(?i:{alternatives('reference_words', 'collective')}) (?:at|of|from|for)(?: the)?) $"
)

# The probability that a link is right, by the kind of evidence: the share in annotated texts, with one right and one
# wrong link added to each kind.
_PROBABILITIES: Final = {
    row["evidence"]: (int(row["right"]) + 1) / (int(row["links"]) + 2) for row in rows("nominal_evidence")
}


@dataclass(eq=False)
class NominalContext:
    """One article while its nominals are being resolved.

    Attributes:
        state: the resolution so far.
        quotes: the quotes around mentions and spoken by them.
        text: the article's text.
    """

    state: CoreferenceState
    quotes: MentionQuotes
    text: str

    @cached_property
    def facts(self) -> ArticleFacts:
        """What the article says of its people and organisations."""
        return ArticleFacts(self.state, self.text)

    def nearby(self, i: int, sentences: int) -> Iterator[int]:
        """The indices of the mentions before `i` in its sentence and in so many before it, backwards."""
        mentions = self.state.findings.mentions
        for k in range(i - 1, max(-1, i - 1 - _MAX_SCANNED), -1):
            if mentions[i].sentence - mentions[k].sentence > sentences:
                return
            yield k

    def begins_sentence(self, k: int) -> bool:
        """Whether a mention begins its sentence, after words such as 'But the'."""
        before = window_before(self.text, self.state.findings.mentions[k].span.start)
        return SENTENCE_START.search(_OPENING.sub("", before)) is not None

    def best(self, i: int, mention: Mention, phrase: Words, fitting: list[Candidate]) -> Reference | None:
        """The candidate with the best level, the last one mentioned; None if another is as good and as near."""
        named = [candidate for candidate in fitting if candidate.last >= 0] or fitting
        level = max((candidate.level for candidate in named), default=0)
        best = sorted((c for c in named if c.level == level), key=lambda c: (c.sentence, c.last))
        if not best:
            return None
        winner, is_only = best[-1], len(best) == 1
        if winner.last < 0:
            is_office = level == 3 and is_only and len(phrase) > 1
            is_office = is_office or (level > 1 and is_only and phrase[-1] in _ONE_OF_AN_EVENT)
            return reference(winner.cluster, "later office") if is_office else None
        has_rival = not is_only and winner.sentence - best[-2].sentence <= (0 if level == 3 else _RIVALRY)
        is_weak = level == 1 or winner.fact.source == "kind"
        is_far = mention.sentence - winner.sentence > (REACH if is_only else MAX_DISTANCE)
        if has_rival or (level == 1 and not is_only) or (is_weak and is_far):
            return None
        if self._introduces_other(i, winner, phrase if level == 3 else phrase[-1:], is_office=level == 3):
            return None
        if level == 1:
            self.facts.words_of(winner.cluster).update(phrase[:-1])  # the next time they are known
        return reference(winner.cluster, _evidence(winner, is_only=is_only))

    def _introduces_other(self, i: int, candidate: Candidate, phrase: Words, *, is_office: bool) -> bool:
        """Whether 'a teacher', 'the maths teacher' or 'the mayor of Riverton' comes after the candidate.

        The text between the candidate's last mention and the nominal counts. The sentence of that mention counts too,
        unless the noun describes the mention.

        Args:
            i: the index of the nominal.
            candidate: whom it may mean.
            phrase: the words that introduce somebody else: ('teacher',), ('prime', 'minister').
            is_office: whether only the office of another place counts: "Denmark's prime minister".
        """
        mentions = self.state.findings.mentions
        at, noun = mentions[i].span.start, phrase[-1]
        last = mentions[self._last_in_words(candidate)]
        is_described = (last.span.start, noun) in self.facts.described
        start = last.span.end if is_described or is_office else _sentence_start(self.text, last.span.start)
        between = self.text[max(start, at - INTRODUCTION_WINDOW) : at]
        titles = TITLES_BY_NOUN.get(phrase, []) if len(phrase) == 1 else []
        nouns = "|".join(re.escape(" ".join(words)) for words in (phrase, *titles))
        for match in re.finditer(_INTRODUCTION.format(noun=f"(?:{nouns})"), between):
            article, modifiers, place = match.groups(default="")
            is_beside = match.start() <= _APPOSITION_GAP and not SENTENCE_END.search(between, 0, match.start())
            if is_described and is_beside:
                continue  # 'Ann Carter, a teacher' introduces Ann Carter herself
            owner = article[:-2].lower() if article.endswith(("'s", "’s")) else ""
            words = [*modifiers.lower().split(), *place.lower().split(), *owner.split()]
            if FORMER & set(words):
                continue
            if is_office:
                words = [word for word in words if word in {owner, place.lower()} or country_of(word)]
            is_new = article.lower() not in _DEFINITE and not owner and not (is_described and not words)
            is_known = all(word in candidate.fact.words or self._is_known(candidate, word) for word in words)
            if (is_new and not is_office) or not is_known:
                return True
        return False

    def _last_in_words(self, candidate: Candidate) -> int:
        """The index of the candidate's last mention that is not a pronoun, among the last ones."""
        mentions = self.state.findings.mentions
        k = candidate.last
        for _ in range(_MOST_PRONOUNS):
            if k < 0 or mentions[k].form != "pronoun":
                break
            k = self.state.last_before(candidate.cluster, k)
        return k if k >= 0 else candidate.last

    def _is_known(self, candidate: Candidate, word: str) -> bool:
        return word in VAGUE or is_evident(self.facts, candidate.cluster, word)


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence around the offset begins, by its marks."""
    window = max(0, at - INTRODUCTION_WINDOW)
    ends = [match.end() for match in SENTENCE_END.finditer(text, window, at)]
    return max([window, text.rfind("\n", window, at) + 1, *ends[-1:]])


def reference(cluster: Cluster, evidence: str) -> Reference:
    """The reference to an entity by a kind of evidence of `nominal_evidence.csv`."""
    return Reference(cluster, _PROBABILITIES[evidence], evidence)


def _evidence(candidate: Candidate, *, is_only: bool) -> str:
    """The kind of evidence of a candidate: 'all words', 'name noun; only one' ..."""
    source = "title" if candidate.fact.source in {"role", "honorific", "spouse"} else candidate.fact.source
    if candidate.level == 3:
        return "all words"
    if candidate.level == 1:
        return "unknown words"
    return f"{source} noun; {'only one' if is_only else 'nearest'}"
