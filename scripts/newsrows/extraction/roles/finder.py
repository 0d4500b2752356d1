"""Find the roles of an article: which office or position it says that somebody holds.

Titles stand before a name (before_names.py), after it or after a verb (after_names.py), or next to a list of people
who share them (shared_titles.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.roles.after_names import further_titles, is_title_of_next_name, title_after
from newsrows.extraction.roles.before_names import before_honorifics, titles_before
from newsrows.extraction.roles.context import RoleContext, TitlePhrase
from newsrows.extraction.roles.implicit_organisations import with_implicit_organisation
from newsrows.extraction.roles.shared_titles import shared_titles
from newsrows.records import Mention, Role, Span


def find_roles(parsed: ParsedArticle, names: Sequence[Mention]) -> tuple[Role, ...]:
    """The roles of an article in reading order, each with a different start; of two with one start the longer.

    Args:
        parsed: the article with its parse.
        names: its names in reading order.
    """
    context = RoleContext.of(parsed.tokens, names)
    return by_position((*_roles_of_people(parsed, context, names), *_shared_roles(parsed, context, names)))


def by_position(roles: Iterable[Role]) -> tuple[Role, ...]:
    """Roles in reading order, each with a different start; of two with one start the longer."""
    by_start: dict[int, Role] = {}
    for role in roles:
        other = by_start.get(role.span.start)
        if other is None or other.span.end < role.span.end:
            by_start[role.span.start] = role
    return tuple(by_start[start] for start in sorted(by_start))


def _roles_of_people(parsed: ParsedArticle, context: RoleContext, names: Sequence[Mention]) -> Iterator[Role]:
    for mention in names:
        if mention.type == "person":
            yield from _roles_of(parsed, context, mention)


def _roles_of(parsed: ParsedArticle, context: RoleContext, mention: Mention) -> Iterator[Role]:
    """The roles that the text before and after one mention of a person shows."""
    tokens = parsed.tokens
    within = tokens.within(mention.span.start, mention.span.end)
    start, end = within.start, within.stop
    bare = before_honorifics(tokens, start)
    before = titles_before(context, start, end, bare)
    for phrase, phrase_end in before:
        yield _role(parsed, with_implicit_organisation(context, phrase), mention, phrase.start, phrase_end)
    is_after_title = any(phrase.end >= bare - 1 for phrase, _ in before)  # one comma may stand between
    after = title_after(context, start, end)
    if after is None or (is_after_title and is_title_of_next_name(context, after)):
        return
    while bare < start and tokens.words[bare].isspace():
        bare += 1
    yield _role(parsed, with_implicit_organisation(context, after), mention, bare, after.end)
    for phrase in further_titles(context, after):
        yield _role(parsed, with_implicit_organisation(context, phrase), mention, phrase.start, phrase.end)


def _shared_roles(parsed: ParsedArticle, context: RoleContext, names: Sequence[Mention]) -> Iterator[Role]:
    """The roles of people who share a title.

    The role next to the title covers the title and the name, the others cover only the name.
    """
    for shared in shared_titles(context, names):
        nearest = shared.people[0 if shared.is_before else -1]
        for mention in shared.people:
            within = parsed.tokens.within(mention.span.start, mention.span.end)
            start, end = within.start, within.stop
            if mention is nearest and shared.is_before:
                start = shared.phrase.start
            elif mention is nearest:
                end = shared.phrase.end
            yield _role(parsed, shared.phrase, mention, start, end)


def _role(parsed: ParsedArticle, phrase: TitlePhrase, mention: Mention, start: int, end: int) -> Role:
    """The role of `mention`, shown by the tokens from `start` to `end`."""
    tokens = parsed.tokens
    return Role(
        span=Span.of(parsed.text, tokens.starts[start], tokens.ends[end - 1]),
        title=phrase.title,
        person=mention.span,
        organisation=phrase.organisation,
        status=phrase.status,
    )
