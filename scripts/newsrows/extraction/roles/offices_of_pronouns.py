"""Find offices that are told of a pronoun: 'She was elected mayor in 2019', 'He is the director of Coast Bank'.

Whom the pronoun means is decided later. Only main clauses count: 'if she becomes mayor', 'they deny that he is the
director' and 'was he the director?' say of nobody that he or she holds an office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.after_names import title_after_verb
from newsrows.extraction.roles.context import RoleContext
from newsrows.extraction.roles.implicit_organisations import with_implicit_organisation
from newsrows.lexicon import group
from newsrows.records import Mention, Role, Span

_PRONOUNS: Final = frozenset({"he", "she"})
_NEGATIONS: Final = group("quote_words", "negation")
# 'He would be the mayor', 'She could become president'
_SUPPOSING: Final = frozenset({"would", "could", "might", "may", "should", "can"})
# Chains of clauses are followed over at most this many conjunctions.
_MAX_CLAUSES: Final = 4


def offices_of_pronouns(parsed: ParsedArticle, names: Sequence[Mention], pronouns: Sequence[Mention]) -> Iterator[Role]:
    """The roles of 'he' and 'she', in reading order.

    Args:
        parsed: the article with its parse.
        names: its names in reading order.
        pronouns: other mentions, among them the pronouns, in reading order.
    """
    tokens, context = parsed.tokens, RoleContext.of(parsed.tokens, names)
    for mention in pronouns:
        if mention.form != "pronoun" or mention.span.text.lower() not in _PRONOUNS:
            continue
        pronoun = tokens.within(mention.span.start, mention.span.end).start
        phrase = title_after_verb(context, pronoun + 1) if _is_subject_of_main_clause(tokens, pronoun) else None
        if phrase is None or {*_NEGATIONS, *_SUPPOSING} & set(tokens.lower[pronoun + 1 : phrase.end]):
            continue
        phrase = with_implicit_organisation(context, phrase)
        yield Role(
            span=Span.of(parsed.text, mention.span.start, tokens.ends[phrase.end - 1]),
            title=phrase.title,
            person=mention.span,
            organisation=phrase.organisation,
            status=phrase.status,
        )


def _is_subject_of_main_clause(tokens: Tokens, pronoun: int) -> bool:
    """Whether the pronoun is the subject of a verb that is the root of its sentence, or is joined to it by 'and'."""
    if not tokens.deps[pronoun].startswith("nsubj"):
        return False
    verb = tokens.heads[pronoun]
    for _ in range(_MAX_CLAUSES):
        if tokens.deps[verb] != "conj":
            break
        verb = tokens.heads[verb]
    is_question = pronoun > tokens.heads[pronoun]
    return tokens.deps[verb] == "ROOT" and not is_question
