"""Find words that refer to somebody named elsewhere: pronouns, and nominals such as 'the minister' and 'the council'.

resolution/coreference decides to whom they refer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.references.nominals import NOMINAL_NOUNS, NominalFinder
from newsrows.extraction.references.person_nouns import GENDERS
from newsrows.lexicon import group, rows
from newsrows.records import Description, EntityType, Gender, Mention, Role, Span

_PRONOUNS: Final[dict[str, Gender | None]] = {
    row["word"]: GENDERS.get(row["gender"]) for row in rows("reference_words") if row["group"] == "pronoun"
}
# 'It said', 'it has announced', 'it apologised': what only a person or an organisation does.
_SPEAKING: Final = frozenset(
    form
    for row in rows("reporting_verbs")
    if row["class"] in {"say", "tell", "commit", "judge", "direct"}
    and row["lemma"] not in group("reference_words", "not_of_organisation")
    for form in row["forms"].split()
)
# 'It found that', but not 'it found a way'.
_FINDING: Final = group("reference_words", "finding_verb")
# 'They' after one of these means people: 'Lumora fired its drivers. They said', 'Staff at Lumora left. They said'.
_PEOPLE: Final = frozenset(
    form for row in rows("speaker_nouns") if row["class"] in {"person", "group"} for form in row["forms"].split()
)
_SEVERAL_PEOPLE: Final = frozenset(
    form for row in rows("source_nouns") if row["type"] == "group" for form in row["forms"].split()
)
# In sentences of more tokens, 'they' is not looked at.
_LONGEST: Final = 120
# Titles that also have other senses refer to a person only where somebody has the title: 'the chair', 'the forward'.
_AMBIGUOUS_TITLES: Final = group("reference_words", "ambiguous_title")
# Nouns that refer to an organisation only where a name ends with them: 'the district', 'the guild'.
_ENDS_OF_NAMES: Final = group("reference_words", "name_end_noun")


def find_references(
    parsed: ParsedArticle,
    names: Sequence[Mention],
    descriptions: Sequence[Description] = (),
    roles: Sequence[Role] = (),
) -> tuple[Mention, ...]:
    """Pronouns and nominals that may refer to a person or an organisation, in reading order.

    Args:
        parsed: the article with its parse.
        names: its names; a reference does not end with one.
        descriptions: what the article calls its people and organisations.
        roles: the titles of its people.
    """
    # 'the chief financial officer' has two possible heads after one article. The longer phrase comes later and counts.
    by_start = {mention.span.start: mention for mention in _references(parsed, names, descriptions, roles)}
    return tuple(by_start[start] for start in sorted(by_start))


def _references(
    parsed: ParsedArticle, names: Sequence[Mention], descriptions: Sequence[Description], roles: Sequence[Role]
) -> Iterator[Mention]:
    tokens = parsed.tokens
    name_tokens: dict[EntityType, set[int]] = {"person": set(), "organisation": set()}
    for name in names:
        name_tokens[name.type].update(tokens.within(name.span.start, name.span.end))
    all_names = name_tokens["person"] | name_tokens["organisation"]
    type_at = {name.span.start: name.type for name in names}
    described: dict[EntityType, set[str]] = {"person": set(), "organisation": set()}
    for description in descriptions:
        described[type_at[description.entity.start]].add(description.noun)
    described["person"].update(_AMBIGUOUS_TITLES & {role.title.lower().split()[-1] for role in roles})
    ends = {
        words[-1] for name in names if name.type == "organisation" and len(words := name.span.text.lower().split()) > 1
    }
    described["organisation"].update(_ENDS_OF_NAMES & ends)
    nominals = NominalFinder(parsed, all_names, name_tokens["person"], described)
    heads = NOMINAL_NOUNS | described["person"] | described["organisation"]
    for i, word in enumerate(tokens.lower):
        if word in _PRONOUNS:
            if i not in all_names and _is_pronoun(tokens, i):
                span = Span.of(parsed.text, tokens.starts[i], tokens.ends[i])
                yield Mention(span, "person", "pronoun", tokens.sentence_of(i), gender=_PRONOUNS[word])
        elif word in {"it", "they"}:
            if _speaks(tokens, i) and (word == "it" or _may_be_organisation(tokens, i, names)):
                span = Span.of(parsed.text, tokens.starts[i], tokens.ends[i])
                yield Mention(span, "organisation", "pronoun", tokens.sentence_of(i))
        elif word in heads:
            nominal = nominals.at(i)
            if nominal is not None:
                yield nominal


def _speaks(tokens: Tokens, i: int) -> bool:
    """Whether the word is the subject of a verb that only a person or an organisation can be the subject of."""
    verb = tokens.heads[i]
    if tokens.deps[i] != "nsubj":
        return False
    word = tokens.lower[verb]
    return word in _SPEAKING or (word in _FINDING and any(tokens.deps[k] == "ccomp" for k in tokens.children[verb]))


def _may_be_organisation(tokens: Tokens, i: int, names: Sequence[Mention]) -> bool:
    """Whether 'they' can be an organisation: the sentence before names one, and no other and no people.

    In 'Lumora bought the rights. They said', Lumora speaks.
    """
    sentence = tokens.sentence_of(i)
    first, _ = tokens.sentence_bounds(max(0, sentence - 1))
    if sentence == 0 or i - first > _LONGEST:
        return False
    at = bisect_left(names, tokens.starts[first], key=lambda name: name.span.start)
    end = bisect_left(names, tokens.starts[i], key=lambda name: name.span.start)
    organisations = {name.span.text for name in names[at:end] if name.type == "organisation"}
    people = {name.span.text for name in names[at:end] if name.type == "person"}
    named = {k for name in names[at:end] for k in tokens.within(name.span.start, name.span.end)}
    has_people = any(
        k not in named
        and ((tokens.tags[k] in {"NNS", "NNPS"} and tokens.lower[k] in _PEOPLE) or tokens.lower[k] in _SEVERAL_PEOPLE)
        for k in range(first, i)
    )
    return len(organisations) == 1 and len(people) <= 1 and not has_people


def _is_pronoun(tokens: Tokens, i: int) -> bool:
    """Whether the word is used as a pronoun, not as a numeral or an abbreviation."""
    word = tokens.words[i]
    if tokens.lower[i] == "i":
        return word == "I" and tokens.tags[i] == "PRP"  # not 'World War I', 'I.'
    is_abbreviation = len(word) == 2 and word.isupper()
    return tokens.tags[i] in {"PRP", "PRP$"} and not is_abbreviation
