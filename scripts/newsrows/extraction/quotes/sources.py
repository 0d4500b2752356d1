"""Find who speaks in a speaker's phrase, for whom, and what type of source the words show.

The head of the phrase speaks, not other people whom the phrase names: the head of "Ann Poole's lawyer Max Hale" is
Hale, and the head of 'a lawyer for Poole' is a lawyer without a name. Some heads speak for an owner: a spokeswoman for
her organisation, a letter for the person who wrote it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.lexicon import speaker_nouns
from newsrows.lexicon import alternatives, column, group, rows
from newsrows.records.findings import SourceType

_NOMINAL_TAGS = ("N", "PRP", "DT", "CD", "JJ", "VBG")
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_TYPE_OF_CLASS: dict[str, SourceType] = {"document": "document", "data": "document"}
_GENERATIONS = group("naming_words", "junior") | group("naming_words", "senior")
# The cells of the column type in source_nouns.csv.
_TYPES: dict[str, SourceType | None] = {
    "organisation": "organisation",
    "document": "document",
    "group": "group",
    "anonymous": "anonymous",
    "": None,
}
_INDEFINITE = group("source_words", "indefinite")
_COUNTED = group("source_words", "counted")
_DEMONSTRATIVE = group("source_words", "demonstrative")
_PREPOSITIONS = {
    "speaks": group("source_words", "represents"),
    "acts": group("source_words", "acts_for"),
    "issues": group("source_words", "issued"),
    "named": group("source_words", "issued"),
    "by": group("source_words", "issued"),
    "indefinite": group("source_words", "issued"),
}
_ISSUING = group("source_words", "issuing")
# Uses of people who speak for somebody; the others are those of documents.
_REPRESENTING = frozenset({"speaks", "acts"})
# 'three people familiar with the talks'
_INSIDE_KNOWLEDGE = re.compile(rf"\b(?:{alternatives('source_words', 'inside_knowledge')})\b")
# ', who spoke on condition of anonymity'
_WITHHELD = re.compile(rf"\b(?:{alternatives('source_words', 'withheld')})\b")
# How many code points after the speaker the rules look for a wish for anonymity. They stay in the sentence.
_WITHHELD_WINDOW = 300


@dataclass(frozen=True, slots=True)
class SourceNoun:
    """A noun at the head of a speaker's phrase.

    Attributes:
        type: the type of source that it shows; None if its number or its article shows it.
        owner: which words name the one whose words it reports, see quotes.md; '' if none do.
    """

    type: SourceType | None
    owner: str


@dataclass(frozen=True, slots=True)
class Source:
    """What the words of a speaker's phrase show.

    Attributes:
        head: the tokens of the word or the name that speaks; None if several people do.
        owner: the tokens that name the one for whom the head speaks, or who wrote the document.
        type: the type of source; None if the words show none.
    """

    head: TokenRange | None
    owner: TokenRange | None = None
    type: SourceType | None = None


def source_of(context: QuoteContext, speaker: TokenRange) -> Source:
    """What the tokens of a speaker's phrase show.

    Example: 'A spokesman for Coast Bank' has the head 'spokesman', the owner 'Coast Bank' and the type anonymous.
    """
    head = _head(context, speaker)
    others = _conjuncts(context, head, speaker)
    if others and _describes_next(context, head, others):
        head = others[0]
    elif others and not _is_second_title(context, head, others):
        return Source(None, type="group")
    name = _name_at(context, head, speaker)
    if name is not None:
        return Source(name, type="group" if context.tokens.tags[head] == "NNPS" else None)
    noun = _source_nouns().get(context.tokens.lower[head])
    owner = _owner(context, head, speaker, noun.owner) if noun is not None and noun.owner else None
    return Source((head, head + 1), owner, _type(context, head, speaker, noun))


@cache
def _source_nouns() -> dict[str, SourceNoun]:
    """Each form of each noun with its entry. Documents of speaker_nouns.csv are added, with the owner 'issues'."""
    nouns: dict[str, SourceNoun] = {
        form: SourceNoun(kind, "issues") for form, word in speaker_nouns().items() if (kind := _TYPE_OF_CLASS.get(word))
    }
    nouns |= {word: SourceNoun("organisation", "is") for word in column("name_neighbours", "word", use="body_after")}
    for row in rows("source_nouns"):
        for form in row["forms"].split():
            nouns[form] = SourceNoun(_TYPES[row["type"]], row["owner"])
    return nouns


# The head


def _head(context: QuoteContext, speaker: TokenRange) -> int:
    """The token on which the others depend, or the name in which the phrase ends if the parser misses it."""
    tokens, (start, end) = context.tokens, speaker
    if end - 1 > start and tokens.lower[end - 1].strip(".") in _GENERATIONS and end - 2 in context.people_at:
        return end - 2
    roots = [
        i
        for i in range(start, end)
        if (not start <= tokens.heads[i] < end or tokens.heads[i] == i) and tokens.tags[i].startswith(_NOMINAL_TAGS)
    ]
    if not roots:
        return end - 1
    if len(roots) > 1:
        person = next((i for i in (*roots, end - 1) if i in context.people_at), None)
        is_split_word = roots[-1] - roots[0] == len(roots) - 1  # 'Ex-players'
        return person if person is not None else roots[-1] if is_split_word else roots[0]
    return end - 1 if _ends_in_name(context, roots[0], end) else roots[0]


def _ends_in_name(context: QuoteContext, root: int, end: int) -> bool:
    """Whether a phrase ends in the name of the one whom it describes: 'Speaker of the House of Commons Ann Poole'.

    There the parser makes the name a part of the House. The name of a body or a place stands right before the person's
    name, without a possessive; in 'a friend of Coast Bank director Ann Poole' other words do.
    """
    tokens = context.tokens
    name = context.people_at.get(end - 1)
    if root in context.names_at or name is None or name[1] != end or name[0] <= root + 2:
        return False
    body = context.names_at.get(name[0] - 1)
    follows_body = name[0] - 1 in context.places_at or (body is not None and body[1] == name[0])
    if tokens.tags[root][:2] != "NN" or tokens.lower[root + 1] != "of":
        return False
    return follows_body or _is_title_before_name(context, root, name[0])


def _is_title_before_name(context: QuoteContext, root: int, name: int) -> bool:
    """Whether a title in capitals stands before a name: 'Director of Training Ann Poole'.

    In 'Director of President Ann Poole's office' and in 'the director of Training' the title is not hers.
    """
    tokens, nouns = context.tokens, speaker_nouns()
    if context.child(root, "det", "poss") is not None or not tokens.words[root][:1].isupper():
        return False
    between = range(root + 2, name)
    is_capital = all(tokens.words[i][:1].isupper() or tokens.lower[i] in {"and", "&"} for i in between)
    is_field = all(i not in context.people_at and nouns.get(tokens.lower[i]) != "person" for i in between)
    return is_capital and is_field and nouns.get(tokens.lower[root]) == "person"


def _name_at(context: QuoteContext, token: int, speaker: TokenRange) -> TokenRange | None:
    """The tokens of the name that the token belongs to, within the speaker's phrase."""
    name = context.people_at.get(token) or context.names_at.get(token)
    return None if name is None else (max(name[0], speaker[0]), min(name[1], speaker[1]))


def _conjuncts(context: QuoteContext, head: int, speaker: TokenRange) -> list[int]:
    """The nouns joined to the head by 'and' or 'or': people who speak besides it, in reading order."""
    tokens = context.tokens
    name = _name_at(context, head, speaker) or (head, head + 1)
    found: list[int] = []
    last = head
    for _ in range(speaker[1] - speaker[0]):
        following = next((i for i in tokens.children[last] if i > last and tokens.deps[i] == "conj"), None)
        if following is None or following >= speaker[1]:
            break
        last = following
        if last >= name[1] and tokens.tags[last].startswith(_NOMINAL_TAGS):
            found.append(last)
    return found


def _describes_next(context: QuoteContext, head: int, others: list[int]) -> bool:
    """Whether 'author and broadcaster Ann Poole' is one person: a noun without an article, and then a name."""
    tokens = context.tokens
    return (
        len(others) == 1
        and others[0] in context.people_at
        and head not in context.names_at
        and tokens.tags[head] == "NN"
        and context.child(head, "det", "poss") is None
        and tokens.deps[others[0] - 1] == "compound"
    )


def _is_second_title(context: QuoteContext, head: int, others: list[int]) -> bool:
    """Whether 'the former judge and senator' is one person: a noun for a person without an article of its own."""
    tokens, nouns = context.tokens, speaker_nouns()
    if len(others) > 1 or context.child(others[0], "det", "poss") is not None:
        return False
    return all(tokens.tags[i] == "NN" and nouns.get(tokens.lower[i]) == "person" for i in (head, others[0]))


# Whose words the head reports


def _owner(context: QuoteContext, head: int, speaker: TokenRange, use: str) -> TokenRange | None:
    """The tokens that name the one for whom the head speaks; None if no words or several people do.

    Args:
        context: the article.
        head: the head of the speaker's phrase.
        speaker: the tokens of the phrase.
        use: the owner column of the head's noun in source_nouns.csv.
    """
    if use == "is":
        before = _modifier(context, head, speaker)
        return before if before is not None and before[0] in context.names_at else None
    possessor = context.child(head, "poss")
    if use != "by" and possessor is not None and possessor >= speaker[0]:
        return _phrase(context, possessor, speaker)
    if use not in {"named", "by"} and (use != "indefinite" or _is_indefinite(context, head, speaker)):
        before = _modifier(context, head, speaker)
        if before is not None and (before[0] in context.names_at or use == "speaks"):
            return before
    agent = _agent_after(context, head, speaker, use)
    if agent is not None:
        return _phrase(context, agent, speaker)
    if use in _REPRESENTING:
        return None
    return _issuer_in(context, head, speaker) or _issuer_after(context, head, speaker)


def _agent_after(context: QuoteContext, head: int, speaker: TokenRange, use: str) -> int | None:
    """The owner's noun after the head: 'the bank' in 'a spokesman for the bank' and 'a report issued by the bank'."""
    tokens = context.tokens
    for child in tokens.children[head]:
        if not head < child < speaker[1]:
            continue
        agent = None
        if tokens.lower[child] in _PREPOSITIONS[use]:
            agent = context.child(child, "pobj", "dobj")
        elif use not in _REPRESENTING and tokens.deps[child] == "acl" and tokens.lower[child] in _ISSUING:
            agent = _agent_of(context, child)
        if agent is not None and agent < speaker[1]:
            return agent
    return None


def _agent_of(context: QuoteContext, participle: int) -> int | None:
    """The head of the noun phrase after 'by': 'Poole' in 'filed by Ann Poole'."""
    by = next((i for i in context.tokens.children[participle] if context.tokens.lower[i] == "by"), None)
    return None if by is None else context.child(by, "pobj")


def _issuer_after(context: QuoteContext, head: int, speaker: TokenRange) -> TokenRange | None:
    """The name in a clause after the phrase: 'The lawsuit, filed by Ann Poole in May, says'."""
    tokens = context.tokens
    end = speaker[1]
    for child in tokens.children[head]:
        is_participle = child >= end and tokens.deps[child] == "acl" and tokens.lower[child] in _ISSUING
        if not is_participle or tokens.words[end] not in {",", "–", "—"}:
            continue
        agent = _agent_of(context, child)
        after = (end, tokens.edges[child][1] + 1)
        name = None if agent is None or agent < end else _name_at(context, agent, after)
        return None if agent is None or name is None or _conjuncts(context, agent, after) else name
    return None


def _issuer_in(context: QuoteContext, head: int, speaker: TokenRange) -> TokenRange | None:
    """The name after 'conducted by' later in the phrase: 'a poll of 900 voters conducted by Coast Research'."""
    tokens = context.tokens
    for i in range(head + 1, speaker[1] - 2):
        if tokens.lower[i] in _ISSUING and tokens.lower[i + 1] == "by":
            named = next((k for k in range(i + 2, min(i + 4, speaker[1])) if k in context.names_at), None)
            return None if named is None else _phrase(context, named, speaker)
    return None


def _phrase(context: QuoteContext, noun: int, speaker: TokenRange) -> TokenRange | None:
    """The tokens of an owner's name, or the noun itself: 'a letter from her doctor' is not hers.

    Several owners give None.
    """
    if _conjuncts(context, noun, speaker):
        return None
    return _name_at(context, noun, speaker) or (noun, noun + 1)


def _modifier(context: QuoteContext, head: int, speaker: TokenRange) -> TokenRange | None:
    """The organisation's name before the head, or the nouns there: 'a Coast Bank spokeswoman', 'a council spokesman'.

    None if a person or several organisations are named there.
    """
    tokens = context.tokens
    compounds = [i for i in tokens.children[head] if speaker[0] <= i < head and tokens.deps[i] in {"compound", "nmod"}]
    if not compounds:
        return None
    first = max(speaker[0], tokens.edges[compounds[0]][0])
    names = {name for i in range(first, head) if (name := context.names_at.get(i)) is not None}
    if not names:
        return first, head
    if len(names) > 1 or min(names)[0] in context.people_at:
        return None
    ((start, end),) = names
    return max(start, speaker[0]), min(end, head)


# The type of source


def _type(context: QuoteContext, head: int, speaker: TokenRange, noun: SourceNoun | None) -> SourceType | None:
    """The type of source that a head without a name shows."""
    kind = noun.type if noun is not None else None
    kind = kind or _type_by_number(context, head, speaker)
    kind = kind or _type_of_name(context, head, speaker)
    if kind in {"group", None} and _is_withheld(context, head, speaker):
        return "anonymous"
    if kind is None and _WITHHELD.search(_after(context, speaker)):
        return "anonymous"
    return kind


def _type_of_name(context: QuoteContext, head: int, speaker: TokenRange) -> SourceType | None:
    """The type that an unknown name shows: 'the Pooles' are a group, 'Coastwatch' is an organisation."""
    tokens = context.tokens
    if tokens.tags[head] == "NNPS":
        return "group"
    has_several_words = head > speaker[0] and tokens.tags[head - 1] == "NNP"
    is_name = tokens.tags[head] == "NNP" and len(tokens.words[head]) > 1 and tokens.lower[head] not in speaker_nouns()
    return "organisation" if is_name and (has_several_words or context.child(head, "det") is None) else None


def _type_by_number(context: QuoteContext, head: int, speaker: TokenRange) -> SourceType | None:
    """The type that the class of a noun for people shows with its number and its article."""
    tokens = context.tokens
    word = tokens.lower[head]
    speaker_class = speaker_nouns().get(word)
    if speaker_class == "person":
        if tokens.tags[head] in _PLURAL_TAGS or (word[-1:] == "s" and word[:-1] in speaker_nouns()):
            return "group"
        has_owner = context.child(head, "poss", "prep", "acl") is not None
        return "anonymous" if has_owner or _is_indefinite(context, head, speaker) else None
    if speaker_class == "group":
        return "group" if tokens.tags[head] in _PLURAL_TAGS else "organisation"
    return None


def _is_indefinite(context: QuoteContext, head: int, speaker: TokenRange) -> bool:
    """Whether the phrase begins with 'a', 'one' or 'another', or has no article: 'a teacher', 'Poole fan'."""
    first = context.tokens.lower[speaker[0]]
    return first in _INDEFINITE or context.child(head, "det", "poss") is None


def _is_withheld(context: QuoteContext, head: int, speaker: TokenRange) -> bool:
    """Whether several people are sources whose names are withheld: 'officials familiar with the talks'.

    People who are only counted ('three people said') are too, and so are 'these people'.
    """
    tokens = context.tokens
    phrase = " ".join(tokens.lower[speaker[0] : speaker[1]])
    after = _after(context, speaker)
    if _INSIDE_KNOWLEDGE.search(phrase) or _INSIDE_KNOWLEDGE.match(after.lstrip()) or _WITHHELD.search(after):
        return True
    part = context.child(head, "prep") if tokens.tags[head] == "CD" else None  # 'two of the people'
    whole = context.child(part, "pobj") if part is not None and tokens.lower[part] == "of" else None
    if whole is not None and tokens.lower[whole] in _COUNTED and context.child(whole, "prep") is None:
        return True
    if tokens.lower[head] not in _COUNTED:
        return False
    first = tokens.lower[speaker[0]]
    is_counted = context.child(head, "nummod") is not None
    return is_counted or (first in _DEMONSTRATIVE and context.child(head, "prep") is None)


def _after(context: QuoteContext, speaker: TokenRange) -> str:
    """The text after the speaker's phrase, in its sentence, in lower case."""
    tokens = context.tokens
    last = speaker[1] - 1
    _, end = context.sentence(last)
    start = tokens.ends[last]
    return context.text[start : min(tokens.ends[end - 1], start + _WITHHELD_WINDOW)].lower()
