"""Who issued the documents that an article names: 'the council's report' and later 'the report said'."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from newsrows.lexicon import group, rows
from newsrows.records import Findings, Mention, Quote
from newsrows.resolution.coreference.state import Cluster

# The words in which a document is looked for after and before a mention, in code points.
_WINDOW: Final = 60
# "'s annual report", ' report', ' 2026 report', ' published an annual report'
_AFTER: Final = re.compile(r"(?P<possessive>['’]s?)?(?P<words>(?:\s+[\w-]+){1,6})")
# 'a report published last week by the ', 'a study at '
_BEFORE: Final = re.compile(r"(?P<words>(?:[\w-]+\s+){1,4})(?P<by>by|from|at)\s+(?:the\s+)?(?:[A-Z]\w*\.?\s+)?$")
# 'Harbour Trust and ': several may have issued one document each
_SEVERAL: Final = re.compile(r"\b(?:and|or|&)\s+(?:the\s+)?$")
# 'The report', 'that letter'
_REFERENCE: Final = re.compile(r"(?:the|this|that|these|those)\s+([\w-]+)", re.IGNORECASE)
# A whole sentence that ends here, by its first noun phrase: 'The annual report of'
_SENTENCE_BEFORE: Final = re.compile(
    r"(?:^|[.!?]['\"”’]?\s+|\n\s*)(?:An?|The|This|That|Its|Their|[A-Z][\w’'-]+)"
    r"(?P<phrase>(?: [\w-]+){1,4}?)(?:,| (?:by|from|of|for|into|on|was|is|has|had|came|published|released|\w+ed)\b)"
    r"[^.!?\n]*[.!?]['\"”’]?\s+$"
)
_SENTENCE_WINDOW: Final = 400
_OWNERS: Final = group("coreference_words", "possessive")
# Documents that are said to come from a place of research: 'a study at Riverton University'.
_RESEARCH: Final = group("source_words", "research")
# 'Tenants sued the landlord' says whose 'the lawsuit' is.
_SUING: Final = group("source_words", "suing")
# 'The paper' is a newspaper if nobody has issued a paper.
_AMBIGUOUS: Final = frozenset({"paper", "papers"})
# How many words may stand between an owner and a document: "Coast Bank's last annual report".
_MOST_MODIFIERS: Final = 2


def issuers_of_documents(findings: Findings, linked: Mapping[int, Cluster], text: str) -> Mapping[int, Cluster]:
    """The quotes of documents whose issuer only the text before them names.

    'The report' means the report before it whose issuer is named. If the reports of the article have several issuers,
    the result leaves the quote out.

    Args:
        findings: the article's findings.
        linked: the clusters of the mentions that are resolved, by index.
        text: the article's text.

    Returns:
        The issuers by the index of the quote.
    """
    references = {n: noun for n, quote in enumerate(findings.quotes) if (noun := _referred_document(quote, text))}
    if not references:
        return {}
    issuers: dict[str, list[tuple[int, Cluster]]] = {}
    for i, cluster in sorted(linked.items()):
        for noun in _documents_of(findings.mentions[i], text):
            issuers.setdefault(noun, []).append((i, cluster))
    found: dict[int, Cluster] = {}
    for n, noun in references.items():
        speaker = findings.quotes[n].speaker
        named = issuers.get(noun, [])
        if speaker is None or len({id(cluster) for _, cluster in named}) != 1:
            continue
        if findings.mentions[named[0][0]].span.end <= speaker.start:
            found[n] = named[0][1]
    return found


def _referred_document(quote: Quote, text: str) -> str | None:
    """The noun of a speaker's phrase that only refers to a document: 'report' in 'the report'."""
    if quote.speaker is None:
        return None
    if quote.speaker.text.lower() == "it":
        return _subject_before(text, min(quote.speaker.start, *(part.start for part in quote.parts)))
    match = _REFERENCE.fullmatch(quote.speaker.text)
    noun = None if match is None else match.group(1).lower()
    if noun is None or (quote.source != "document" and noun not in _AMBIGUOUS):
        return None
    return _documents().get(noun)


def _subject_before(text: str, at: int) -> str | None:
    """The document with which the sentence before the offset `at` begins: 'A study by the bank came out. It found'."""
    sentence = _SENTENCE_BEFORE.search(text[max(0, at - _SENTENCE_WINDOW) : at])
    if sentence is None:
        return None
    documents = _documents()
    return next((documents[word] for word in sentence["phrase"].lower().split() if word in documents), None)


def _documents_of(mention: Mention, text: str) -> set[str]:
    """The nouns of the documents that the text next to a mention says are its: 'report' for "the council's report"."""
    documents, issuing = _documents(), group("source_words", "issuing")
    window = text[max(0, mention.span.start - _WINDOW) : mention.span.start]
    is_owner = mention.span.text.lower() in _OWNERS  # 'her report'
    if mention.form == "pronoun" and not is_owner:
        return set()
    found: set[str] = set()
    if after := _AFTER.match(text, mention.span.end, mention.span.end + _WINDOW):
        words = after.group("words").lower().split()
        nouns = [(k, documents[word]) for k, word in enumerate(words) if word in documents]
        is_issued = any(word in issuing for word in words[:2])
        at, noun = nouns[0] if nouns else (_MOST_MODIFIERS + 1, "")
        is_possessive = (is_owner or after.group("possessive") is not None) and at <= _MOST_MODIFIERS
        is_modifier = mention.type == "organisation" and (at == 0 or (at == 1 and words[0].isdigit()))
        if nouns and (is_issued or is_possessive or is_modifier):
            found.add(noun)
        if words[:2] == ["wrote", "to"]:
            found.add(documents["letter"])
        if words[0] in _SUING or words[:2] == ["is", "suing"]:
            found.add(documents["lawsuit"])
    if _SEVERAL.search(window):
        return set()
    before = _BEFORE.search(window)
    if before and (before["by"] != "at" or mention.type == "organisation"):
        known = _RESEARCH if before["by"] == "at" else documents.keys()
        words = before.group("words").lower().split()
        found.update(documents[word] for word in words if word in documents and word in known)
    return found


@cache
def _documents() -> dict[str, str]:
    """Each form of each noun for a document that a later 'the report' can mean, with the noun."""
    nouns = group("source_words", "named_later")
    listed = (row for name in ("speaker_nouns", "source_nouns") for row in rows(name) if row["noun"] in nouns)
    complaints = group("source_words", "complaint_to_court")  # words for one document
    return {
        form: "lawsuit" if row["noun"] in complaints else row["noun"] for row in listed for form in row["forms"].split()
    }
