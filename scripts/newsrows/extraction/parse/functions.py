"""The grammatical function and the clauses of a mention, as resolution needs them (`newsrows.records.Syntax`)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from newsrows.extraction.parse.tokens import Tokens
from newsrows.lexicon import rows
from newsrows.records import Clause, Mention, Syntax
from newsrows.records.findings import Gender, GrammaticalFunction

_FUNCTIONS: Final[dict[str, GrammaticalFunction]] = {
    "nsubj": "subject",
    "nsubjpass": "passive",
    "csubj": "subject",
    "expl": "subject",
    "dobj": "object",
    "dative": "object",
    "pobj": "complement",
    "poss": "possessive",
    "attr": "attribute",
    "oprd": "attribute",
}
# Dependencies between the words of one noun phrase, from the inner word to the head.
_INSIDE_PHRASE: Final = frozenset({"compound", "appos", "nmod", "flat", "npadvmod"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_RELATIVE: Final = frozenset({"who", "that", "which", "whom"})
_VERB_TAGS: Final = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
# Dependencies of a word that is the predicate of a clause even if it is not tagged as a verb.
_CLAUSES: Final = frozenset({"ROOT", "ccomp", "advcl", "relcl", "xcomp", "pcomp", "parataxis"})
_GENDERS: Final[dict[str, Gender]] = {"female": "female", "male": "male"}
_NOUN_GENDERS: Final = {row["noun"]: _GENDERS[row["gender"]] for row in rows("gendered_nouns")}
_MAX_CLAUSES: Final = 6
_MAX_STEPS: Final = 40
_REPORTING: Final = frozenset(form for row in rows("reporting_verbs") for form in row["forms"].split())


def with_syntax(tokens: Tokens, mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The mentions, those of people with their grammatical function and clauses."""
    return tuple(
        replace(mention, syntax=_syntax(tokens, mention)) if mention.type == "person" else mention
        for mention in mentions
    )


def _syntax(tokens: Tokens, mention: Mention) -> Syntax | None:
    inside = tokens.within(mention.span.start, mention.span.end)
    if not inside:
        return None
    head = _phrase_head(tokens, inside)
    top, is_conjunct = _first_conjunct(tokens, head)
    function = _FUNCTIONS.get(tokens.deps[top], "other")
    owned: GrammaticalFunction | None = None
    if function == "possessive":
        noun, _ = _first_conjunct(tokens, _up(tokens, tokens.heads[top], _INSIDE_PHRASE))
        owned = _FUNCTIONS.get(tokens.deps[noun], "other")
    governor = tokens.heads[top]
    if function == "possessive":
        governor = _up(tokens, governor, _INSIDE_PHRASE)  # 'father' for 'her' in 'her late father, Philip,'
    clauses = _clauses(tokens, top)
    verb = _verb_above(tokens, top)
    subject = _subject(tokens, verb) if verb is not None else None
    return Syntax(
        head=tokens.starts[head],
        governor=tokens.starts[governor],
        function=function,
        owned=owned,
        is_conjunct=is_conjunct,
        clauses=clauses,
        subject=tokens.starts[subject] if subject is not None else None,
        gender=_noun_gender(tokens, inside, head) if mention.type == "person" and mention.form == "name" else None,
    )


def _noun_gender(tokens: Tokens, name: range, head: int) -> Gender | None:
    """The gender that a noun in the noun phrase of a name shows: 'his sister, Jo Hart', 'Jo Hart, a mother of two'."""
    phrase = {head, *tokens.children[head], *tokens.children[name[-1]]}
    nouns = (i for i in phrase if i not in name and (i == head or tokens.deps[i] in _INSIDE_PHRASE))
    genders = {gender for i in nouns if (gender := _NOUN_GENDERS.get(tokens.lower[i]))}
    return genders.pop() if len(genders) == 1 else None


def _phrase_head(tokens: Tokens, inside: range) -> int:
    """The head of the noun phrase with the words `inside`: 'minister' in 'the minister, Ann Carter,'."""
    last = next((i for i in reversed(inside) if tokens.heads[i] not in inside or tokens.heads[i] == i), inside[-1])
    return _up(tokens, last, _INSIDE_PHRASE)


def _up(tokens: Tokens, i: int, through: frozenset[str]) -> int:
    for _ in range(_MAX_STEPS):
        if tokens.deps[i] not in through or tokens.tags[tokens.heads[i]] in _VERB_TAGS:
            break
        i = tokens.heads[i]
    return i


def _first_conjunct(tokens: Tokens, i: int) -> tuple[int, bool]:
    """The first of the noun phrases that are joined by 'and', and whether it is another one."""
    first = _up(tokens, i, frozenset({"conj"}))
    return first, first != i


def _verb_above(tokens: Tokens, i: int) -> int | None:
    """The verb of the clause around a word that is not itself that verb."""
    for _ in range(_MAX_STEPS):
        head = tokens.heads[i]
        if head == i:
            return None
        i = head
        if tokens.tags[i] in _VERB_TAGS and tokens.deps[i] not in {"aux", "auxpass", "amod"}:
            return i
        if tokens.deps[i] in _CLAUSES:
            return i
    return None


def _clauses(tokens: Tokens, i: int) -> tuple[Clause, ...]:
    clauses: list[Clause] = []
    verb = _verb_above(tokens, i)
    while verb is not None and len(clauses) < _MAX_CLAUSES:
        clauses.append(
            Clause(
                verb=tokens.starts[verb],
                link=tokens.deps[verb],
                parent=tokens.starts[tokens.heads[verb]],
                is_report=tokens.lower[verb] in _REPORTING,
            )
        )
        verb = _verb_above(tokens, verb)
    return tuple(clauses)


def _subject(tokens: Tokens, verb: int) -> int | None:
    """The head of the subject of a verb, also where it is understood: 'Ann came and saw', 'Ann, who saw'."""
    for _ in range(_MAX_CLAUSES):
        children = tokens.children[verb]
        own = next((i for i in children if tokens.deps[i] in _SUBJECTS), None)
        dep, head = tokens.deps[verb], tokens.heads[verb]
        if own is not None and not (dep == "relcl" and tokens.lower[own] in _RELATIVE):
            return own
        if dep in {"relcl", "acl"}:
            return head if own is not None or dep == "acl" else None
        if dep == "xcomp":
            objects = (i for i in tokens.children[head] if tokens.deps[i] in {"dobj", "dative"})
            controller = next(objects, None)
            if controller is not None:
                return controller
        elif dep not in {"conj", "advcl"}:
            return None
        verb = head
    return None
