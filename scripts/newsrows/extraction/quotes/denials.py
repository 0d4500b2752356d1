"""Find what is denied: the claim that a verb of denial has as its object.

Patterns: 'rejected claims that the plan had failed', 'dismissed the suggestion that', 'scoffed at the idea that',
'denied accusations of fraud'. What is denied is the claim itself, and the subject of the verb denies it.
"""

from __future__ import annotations

from newsrows.extraction.quotes.candidate import Candidate, Content, Cue
from newsrows.extraction.quotes.context import QuoteContext
from newsrows.extraction.quotes.lexicon import claim_nouns, words
from newsrows.records.findings import Polarity

# In these patterns a quotation is the speaker's own words: '"I never met him," she said, denying it'.
_OWN_WORDS = frozenset({"behind", "behind-mixed", "before", "near"})

# In these patterns the content contains a judgement of the object: 'dismissed the claims as nonsense'.
_JUDGED = frozenset({"object-as", "object-oprd", "object-acomp", "object-attr", "object-advcl"})
_CLAIM_FRAMES = frozenset({"noun-that", "noun-whether", "noun-if", "noun-to"})
# 'As nonsense', 'as a complete lie': at most this many tokens.
_VERDICTS = words("verdict")
_MAX_VERDICT = 5
# Nouns for a demand: 'rejected calls for a vote'.
_DEMANDS = words("demand_noun")


def denied_claim(context: QuoteContext, cue: Cue) -> Cue | None:
    """The noun of saying that is the object of a verb of denial, as a cue: 'claims' in 'rejected claims that'."""
    tokens = context.tokens
    for i in tokens.children[cue.token]:
        if i < cue.token:
            continue
        noun = i if tokens.deps[i] == "dobj" else context.child(i, "pobj") if i < cue.span[1] + 1 else None
        word = claim_nouns().get(tokens.lower[noun]) if noun is not None else None
        if noun is not None and word is not None:
            return Cue(noun, (noun, noun + 1), word)
    return None


def states_claim(claim: Cue, content: Content) -> bool:
    """Whether the complement of a noun is what it claims: 'accusations of fraud', but not 'criticism of the plan'."""
    if content.frame == "noun-of":
        return claim.word.speech_class == "say"
    return content.frame in _CLAIM_FRAMES or (content.frame == "noun-for" and claim.word.lemma in _DEMANDS)


def without_verdict(context: QuoteContext, content: Content) -> Content:
    """The claim without the verdict on it: 'dismissed reports that the clinic was bankrupt | as nonsense'."""
    *ranges, (start, end) = content.ranges
    lower = context.tokens.lower
    words_at_end = [i for i in range(max(start, end - _MAX_VERDICT), end) if context.is_word(i)]
    as_word = next((i for i in words_at_end if lower[i] == "as"), None)
    if as_word is None or as_word == start or lower[words_at_end[-1]] not in _VERDICTS:
        return content
    return Content(content.frame, [*ranges, (start, as_word)])


def polarity_of(candidate: Candidate) -> Polarity:
    """'denied' if the speaker denies or rejects the content, else 'affirmed'.

    In 'dismissed the claims as nonsense' the content contains the judgement, which the speaker affirms.
    """
    if candidate.cue is None or not candidate.cue.word.is_negative or candidate.pattern in _OWN_WORDS:
        return "affirmed"
    return "affirmed" if candidate.pattern.removeprefix("inside-") in _JUDGED else "denied"
