"""Find what the article calls the people and organisations that it names: descriptions.

Patterns: 'pop singer Ann Carter', 'Ann Carter, a retired teacher', 'the victim, Ann Carter', 'Ann Carter is a plumber',
'Lumora, which is a games maker', 'his wife, Ann Carter', 'Ann Carter, who won an Oscar' (a winner), and verbs that
show what somebody is in a case: 'Ann Carter was charged' (the accused).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from newsrows.extraction.names.gazetteers import HONORIFICS, POSSESSIVES
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.references.person_nouns import ORGANISATION_NOUNS, RELATION_NOUNS, is_person_noun
from newsrows.lexicon import group, rows
from newsrows.records import Description, Mention, Span

_MODIFIER_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "VBN", "VBG", "HYPH", "CD"})
_NOUN_TAGS: Final = frozenset({"NN", "NNP"})
_BE: Final = group("reference_words", "copula")
_WIN: Final = group("reference_words", "win")
_CASE_VERBS: Final = {(row["position"], row["verb"]): row["noun"] for row in rows("event_roles")}
# 'He denies murder' and 'she admitted theft' are answers to a charge.
_PLEAS: Final = group("reference_words", "plea")
_OFFENCES: Final = group("reference_words", "offence")
# At most this many words stand before the noun.
_MAX_MODIFIERS: Final = 5
# Before a name that is described: 'The', 'a'.
_ARTICLES: Final = frozenset({"a", "an", "the"})
# 'Ann Carter, prosecuting,' and 'Mitigating, Mr Carter'
_AFTER_ADVOCATE: Final = re.compile(r",? (?:[QK]C, )?(prosecuting|defending|mitigating|in mitigation)\b(?= for |[,.:])")
_BEFORE_ADVOCATE: Final = re.compile(
    r"\b(Prosecuting|Defending|Mitigating|In mitigation)(?: for [\w ]+)?, (?:(?:Mr|Mrs|Ms|Miss|Dr) )?$"
)
_COURT_WINDOW: Final = 60


def find_descriptions(parsed: ParsedArticle, names: Sequence[Mention]) -> tuple[Description, ...]:
    """The descriptions of an article's names, in reading order of the names.

    Args:
        parsed: the article with its parse.
        names: its names.
    """
    tokens = parsed.tokens
    name_tokens = {i for name in names for i in tokens.within(name.span.start, name.span.end)}
    return tuple(
        dict.fromkeys(
            description
            for name in names
            if name.form in {"name", "acronym"}
            for description in _Finder(parsed, name, name_tokens).descriptions()
        )
    )


class _Finder:
    """Finds the descriptions of one name."""

    def __init__(self, parsed: ParsedArticle, name: Mention, name_tokens: set[int]) -> None:
        self._text = parsed.text
        self._tokens = parsed.tokens
        self._name = name
        self._name_tokens = name_tokens
        self._within = parsed.tokens.within(name.span.start, name.span.end)

    def descriptions(self) -> Iterator[Description]:
        """All descriptions that stand at this mention of the name."""
        within, tokens = self._within, self._tokens
        if not within:
            return
        root = next((i for i in within if tokens.heads[i] not in within or tokens.heads[i] == i), within.start)
        for noun in self._nouns(root):
            if self._describes(noun):
                yield self._description(noun)
        if self._name.type == "person":
            yield from (Description(self._name.span, noun) for noun in self._court_roles())
        if self._name.type == "person":
            yield from (Description(self._name.span, noun) for noun in self._case_roles(root))
            yield from (Description(self._name.span, "winner", prize) for prize in self._prizes(root))

    def _describes(self, noun: int) -> bool:
        tokens, word = self._tokens, self._tokens.lower[noun]
        if noun in self._name_tokens or tokens.tags[noun] not in _NOUN_TAGS:
            return False
        if self._name.type == "organisation":
            return word in ORGANISATION_NOUNS
        return is_person_noun(word) or word in RELATION_NOUNS

    def _nouns(self, root: int) -> Iterator[int]:
        """The nouns that describe the name whose head is `root`."""
        tokens = self._tokens
        yield from self._before(root)
        children = tokens.children
        for child in children[root]:
            if child < self._within.stop:
                continue
            if tokens.deps[child] == "appos":
                yield child
                yield from self._conjuncts(child)
            elif tokens.deps[child] == "relcl":
                yield from self._after_verb(child, "who", "which")
        head = tokens.heads[root]
        if tokens.deps[root] == "nsubj" and head != root:
            yield from self._after_verb(head, tokens.lower[root])

    def _before(self, root: int) -> Iterator[int]:
        """The noun right before the name, or before a comma and the name: 'singer Ann Carter', 'his wife, Ann'."""
        tokens = self._tokens
        before = self._within.start - 1
        while before >= 0 and tokens.words[before] in HONORIFICS:
            before -= 1
        head = tokens.heads[root]
        if tokens.deps[root] == "appos" and head < self._within.start and tokens.words[before] in {",", "-"}:
            yield head
        elif before >= 0 and (
            tokens.lower[before] in RELATION_NOUNS
            or (tokens.tags[before] == "NN" and (tokens.heads[before] in self._within or head == before))
        ):
            yield before

    def _after_verb(self, verb: int, *subjects: str) -> Iterator[int]:
        """The noun after 'is' or 'became', unless the clause is negated or a condition."""
        tokens = self._tokens
        children = tokens.children[verb]
        words = {tokens.lower[i] for i in children if tokens.deps[i] in {"nsubj", "nsubjpass"}}
        if not words & set(subjects) or any(tokens.deps[i] == "neg" or tokens.lower[i] == "if" for i in children):
            return
        if any(tokens.deps[i] == "aux" and tokens.tags[i] == "MD" for i in children):
            return
        for child in children:
            if tokens.deps[child] == "attr" and tokens.lower[verb] in _BE and self._has_article(child):
                yield child
                yield from self._conjuncts(child)

    def _conjuncts(self, noun: int) -> Iterator[int]:
        tokens = self._tokens
        yield from (i for i in tokens.children[noun] if tokens.deps[i] == "conj" and i not in self._name_tokens)

    def _has_article(self, noun: int) -> bool:
        tokens = self._tokens
        return any(tokens.deps[i] == "det" and tokens.lower[i] in _ARTICLES for i in tokens.children[noun])

    def _description(self, noun: int) -> Description:
        tokens = self._tokens
        first = noun
        while first > 0 and noun - first < _MAX_MODIFIERS and self._is_modifier(first - 1):
            first -= 1
        modifiers = tuple(word for word in tokens.lower[first:noun] if word.isalnum() or len(word) > 1)
        word = tokens.lower[noun]
        after = tokens.lower[noun + 1 : noun + 3]
        if word in RELATION_NOUNS and len(after) == 2 and after[0] in {"of", "-"}:
            number = noun + (2 if after[0] == "of" else 4)
            if number < len(tokens) and tokens.tags[number] == "CD":
                return Description(self._name.span, f"{word}-of-{tokens.lower[number]}", modifiers)
        return Description(self._name.span, word, modifiers, self._owner(first) or self._owner_after(noun))

    def _is_modifier(self, i: int) -> bool:
        tokens = self._tokens
        if i in self._within or tokens.words[i] in POSSESSIVES:
            return False
        return tokens.tags[i] in _MODIFIER_TAGS or tokens.words[i] == "-"

    def _owner(self, first: int) -> Span | None:
        """The possessive before the token `first`: 'his', or 'Carter' of "Carter's"."""
        tokens = self._tokens
        owner = first - 1
        if owner >= 1 and tokens.tags[owner] == "POS":
            owner -= 1
        elif owner < 0 or tokens.tags[owner] != "PRP$":
            return None
        return Span.of(self._text, tokens.starts[owner], tokens.ends[owner])

    def _owner_after(self, noun: int) -> Span | None:
        """The person after 'of': 'Carter' in 'the daughter of the former president, Ann Carter'."""
        tokens = self._tokens
        if tokens.lower[noun] not in RELATION_NOUNS or tokens.lower[noun + 1 : noun + 2] != ["of"]:
            return None
        owner = next((i for i in tokens.children[noun + 1] if tokens.deps[i] == "pobj"), None)
        return None if owner is None else Span.of(self._text, tokens.starts[owner], tokens.ends[owner])

    def _case_roles(self, root: int) -> Iterator[str]:
        """What verbs show somebody to be in a case: the accused, the suspect, the victim; and winners."""
        tokens = self._tokens
        dep, head = tokens.deps[root], tokens.heads[root]
        clauses = [(child, tokens.deps[child]) for child in tokens.children[root] if child >= self._within.stop]
        verb = tokens.lower[head]
        if any(tokens.deps[i] == "neg" for i in tokens.children[head]):
            return
        if dep == "nsubjpass":
            yield from self._noun_of("patient", verb)
            if verb == "found" and "guilty" in tokens.lower[head + 1 : head + 4]:
                yield "accused"
        elif dep == "dobj":
            yield from self._noun_of("object", verb)
        elif dep == "nsubj" and self._is_before_court(head):
            yield from self._noun_of("court", verb)
        elif dep == "nsubj":
            yield from self._noun_of("agent", verb)
            if verb in _PLEAS and any(tokens.deps[i] == "dobj" and self._is_offence(i) for i in tokens.children[head]):
                yield "accused"
        yield from self._offices_by_verb(root)
        for clause, relation in clauses:
            word = tokens.lower[clause]
            has_passive = any(
                tokens.deps[i] == "nsubjpass" and tokens.lower[i] == "who" for i in tokens.children[clause]
            )
            if (relation == "acl" and tokens.tags[clause] == "VBN") or (relation == "relcl" and has_passive):
                yield from self._noun_of("patient", word)

    def _offices_by_verb(self, root: int) -> Iterator[str]:
        """What somebody is who does what an office does: 'Ann Carter chairs the panel', 'who owns', 'edited by'."""
        tokens = self._tokens
        dep, head = tokens.deps[root], tokens.heads[root]
        verbs = [child for child in tokens.children[root] if tokens.deps[child] in {"acl", "relcl"}]
        if dep == "nsubj":
            verbs.append(head)
        for verb in verbs:
            labels = {tokens.deps[i] for i in tokens.children[verb]}
            subject = next((i for i in tokens.children[verb] if tokens.deps[i] == "nsubj"), root)
            is_own = subject == root or tokens.lower[subject] == "who"
            if is_own and "dobj" in labels and not labels & {"neg", "nsubjpass", "aux"}:
                yield from self._noun_of("doer", tokens.lower[verb])
        if dep == "pobj" and tokens.lower[head] == "by" and tokens.tags[tokens.heads[head]] == "VBN":
            yield from self._noun_of("by", tokens.lower[tokens.heads[head]])

    def _court_roles(self) -> Iterator[str]:
        """What somebody is who speaks for a side in court: 'Ann Carter, defending, said', 'Prosecuting, Ann Carter'."""
        span = self._name.span
        after = _AFTER_ADVOCATE.match(self._text, span.end)
        before = _BEFORE_ADVOCATE.search(self._text, max(0, span.start - _COURT_WINDOW), span.start)
        match = after or before
        if match:
            yield from ("barrister", "solicitor", "lawyer")
            if match.group(1).lower() == "prosecuting":
                yield "prosecutor"

    def _prizes(self, root: int) -> Iterator[tuple[str, ...]]:
        """The words of each prize that the person won: 'who won an Oscar'."""
        tokens = self._tokens
        verbs = [child for child in tokens.children[root] if tokens.deps[child] == "relcl"]
        if tokens.deps[root] == "nsubj":
            verbs.append(tokens.heads[root])
        for verb in verbs:
            if tokens.lower[verb] not in _WIN or any(tokens.deps[i] == "neg" for i in tokens.children[verb]):
                continue
            for prize in tokens.children[verb]:
                if tokens.deps[prize] == "dobj":
                    yield (*(tokens.lower[i] for i in tokens.children[prize] if i < prize), tokens.lower[prize])

    def _noun_of(self, position: str, verb: str) -> Iterator[str]:
        noun = _CASE_VERBS.get((position, verb))
        if noun is not None:
            yield noun

    def _is_offence(self, noun: int) -> bool:
        """Whether the noun is an offence, or a number of them: 'murder', 'two counts of theft', 'the charges'."""
        tokens = self._tokens
        return tokens.lower[noun] in _OFFENCES

    def _is_before_court(self, verb: int) -> bool:
        """Whether the verb has a court as complement: 'appeared at Riverton Sheriff Court'."""
        tokens = self._tokens
        return any(
            tokens.deps[i] == "prep" and any(tokens.lower[k] == "court" for k in tokens.children[i])
            for i in tokens.children[verb]
        )
