"""Roles: which office or position the article says somebody holds.

Four shapes: before the name ('Immigration Minister Ann Carter', 'the council's chief executive, Ann Carter'), after it
('Ann Carter, director of the Coast Trust', 'Ann Carter, Minister for Food,'), with a verb ('Ann Carter is the
director of', 'who was appointed chairman', 'named Ann Carter as chairman') and one for many ('Ministers Ann Carter and
Bill Brown').
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from newsrows.extraction.names.gazetteers import HONORIFICS
from newsrows.extraction.names.honorifics import honorific_before
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.roles.context import STATUS, Phrase, Scene, is_abbreviated, is_plain_honorific, is_title_head
from newsrows.extraction.roles.holders import past_seat, shared_titles, with_meant
from newsrows.extraction.roles.titles import phrase_after, phrase_before, title_start, with_owner
from newsrows.extraction.roles.verbs import Entry, around_name, behind_verb
from newsrows.records import Mention, Role, Span

# 'the Right Reverend', 'the Rt Hon'
_BEFORE_HONORIFIC: Final = frozenset({"Right", "Rt", "Most", "Very"})
# Offices that behind another title are a style: 'the state chairman, Chief Ann Carter'.
_STYLES: Final = frozenset({"Chief"})
# How far after a name a title may end, in tokens.
_REACH: Final = 25


def find_roles(parsed: ParsedArticle, names: Sequence[Mention]) -> tuple[Role, ...]:
    """Roles in reading order, each with a start of its own; `names` are the article's names in reading order."""
    scene = Scene.of(parsed.tokens, names)
    found: dict[int, Role] = {}
    for role in (*_roles_of_each(parsed, scene, names), *_roles_of_lists(parsed, scene, names)):
        held = found.get(role.span.start)
        if held is None or held.span.end < role.span.end:
            found[role.span.start] = role
    return tuple(found[start] for start in sorted(found))


def _roles_of_each(parsed: ParsedArticle, scene: Scene, names: Sequence[Mention]) -> Iterator[Role]:
    for mention in names:
        if mention.type == "person":
            yield from _roles_of(parsed, scene, mention)


def _roles_of_lists(parsed: ParsedArticle, scene: Scene, names: Sequence[Mention]) -> Iterator[Role]:
    """A shared title's phrase goes with the name beside it, the others have their name for a phrase."""
    for shared in shared_titles(scene, names):
        beside = shared.people[0 if shared.is_before else -1]
        for mention in shared.people:
            within = parsed.tokens.within(mention.span.start, mention.span.end)
            first, last = within.start, within.stop
            if mention is beside and shared.is_before:
                first = shared.phrase.first
            elif mention is beside:
                last = shared.phrase.last
            yield _role(parsed, shared.phrase, mention, first, last)


def _roles_of(parsed: ParsedArticle, scene: Scene, mention: Mention) -> Iterator[Role]:
    tokens = parsed.tokens
    within = tokens.within(mention.span.start, mention.span.end)
    first, last = within.start, within.stop
    bare = _before_honorifics(tokens, first)
    before = phrase_before(scene, bare) or _complete_before(scene, bare) or _apposed(scene, first, bare)
    more = _apposed(scene, first, before.first) if before is not None and _is_style(scene, bare) else None
    if before is not None and more is not None and not _is_anothers(scene, more.first):
        yield _role(parsed, with_meant(scene, more), mention, more.first, last)
        # 'its state chairman, Chief Brown' is no chief by office
        before = None if before.title in _STYLES else before
    if before is not None:
        end, before = _with_home(scene, before, last)
        yield _role(parsed, with_meant(scene, before), mention, before.first, end)
        outer = _outer(scene, bare)
        if outer is not None and outer.first < before.first:
            yield _role(parsed, with_meant(scene, outer), mention, outer.first, last)
    after = _after(scene, first, last)
    if after is not None and not (before is not None and _is_next_ones(scene, after)):
        while bare < first and tokens.words[bare].isspace():
            bare += 1
        yield _role(parsed, with_meant(scene, after), mention, bare, after.last)
        for phrase in _further(scene, after):
            yield _role(parsed, with_meant(scene, phrase), mention, phrase.first, phrase.last)


def _is_anothers(scene: Scene, first: int) -> bool:
    """Whether a title only completes another one: 'president' of 'candidate for president, Gov. Ann Carter'."""
    tokens = scene.tokens
    joint = first - 1
    while joint > 0 and tokens.tags[joint] in {"DT", "PRP$"}:
        joint -= 1
    return joint > 0 and tokens.lower[joint] in {"for", "of", "to"} and is_title_head(tokens, joint - 1)


def _is_style(scene: Scene, bare: int) -> bool:
    """Whether what stands before a name is a rank or an office cut short: 'the commander, Col. Ann Carter'."""
    style = honorific_before(scene.tokens, bare)
    if style is None:
        return False
    row = HONORIFICS[style.form]
    return row["kind"] == "rank" or row["title"] != "" or style.form in _STYLES


def _is_one(outer: str, inner: str) -> bool:
    """Whether a rank goes on with the word behind it: 'Lt Gen', 'Lt. Gov.'."""
    return HONORIFICS[outer]["kind"] == "rank" and HONORIFICS[inner]["kind"] in {"rank", "office"}


def _outer(scene: Scene, bare: int) -> Phrase | None:
    """One more title before a short one: 'presidential candidate Sen. Ann Carter', 'historian Professor Ann Carter'."""
    tokens = scene.tokens
    if bare < 2 or not (is_abbreviated(tokens.words[bare - 1]) or tokens.words[bare - 1] in HONORIFICS):
        return None
    inner = honorific_before(tokens, bare)
    outer = honorific_before(tokens, inner.first) if inner is not None else None
    if inner is not None and outer is not None and _is_one(outer.form, inner.form):
        return None  # a lieutenant general is no lieutenant
    is_title = tokens.words[bare - 2].islower() or is_abbreviated(tokens.words[bare - 1])
    return phrase_before(scene, bare - 1) if is_title else None


def _before_honorifics(tokens: Tokens, first: int) -> int:
    """Index of the first of the honorifics before a name, 'the Right' of 'the Right Reverend' among them."""
    bare = first
    while bare > 0:
        honorific = honorific_before(tokens, bare)
        if honorific is not None and is_plain_honorific(honorific.form):
            bare = honorific.first
        elif tokens.words[bare - 1] in {" ", "\xa0", "\n"}:
            bare -= 1
        else:
            break
    while bare < first and bare > 0 and tokens.words[bare - 1] in _BEFORE_HONORIFIC:
        bare -= 1
    is_article = bare < first and bare > 1 and tokens.words[bare - 1] == "the" and tokens.words[bare - 2] == ","
    return bare - 1 if is_article else bare


def _with_home(scene: Scene, before: Phrase, last: int) -> tuple[int, Phrase]:
    """A title before a name with the organisation after it: 'director Ann Carter, of the Coast Trust'."""
    tokens = scene.tokens
    i = last + 1 if last < len(tokens) and tokens.words[last] == "," else last
    if before.organisation is None and i + 2 < len(tokens) and tokens.lower[i] in {"of", "from", "at"}:
        i += 2 if tokens.lower[i + 1] == "the" else 1
        if i in scene.begins and scene.begins[i][1].type == "organisation":
            end, name = scene.begins[i]
            return end, replace(before, organisation=name.span)
    return last, before


def _complete_before(scene: Scene, bare: int) -> Phrase | None:
    """'Secretary of State Ann Carter', 'Minister for Food and Farming Ann Carter': a title with its complement."""
    tokens = scene.tokens
    for i in range(bare - 3, max(-1, bare - 10), -1):
        if tokens.tags[i + 1] not in {"NN", "NNS", "NNP", "NNPS", "JJ", "IN", "CC", "DT"}:
            return None
        if tokens.lower[i + 1] in {"of", "for"} and is_title_head(tokens, i):
            start = title_start(scene, i)
            if _is_apposition(scene, start):
                return None
            phrase = phrase_after(scene, start, bare, must_end=True)
            return None if phrase is None else with_owner(scene, phrase)
    return None


def _is_apposition(scene: Scene, start: int) -> bool:
    """Whether a title says more of the name before it: 'Ann Carter, the former leader of'."""
    tokens = scene.tokens
    while start > 0 and (tokens.lower[start - 1] in STATUS or tokens.tags[start - 1] in {"DT", "PRP$", "JJ"}):
        start -= 1
    is_set_off = start > 1 and tokens.words[start - 1] == "," and start - 1 in scene.ends
    return is_set_off and scene.ends[start - 1][1].type == "person"


def _apposed(scene: Scene, first: int, bare: int) -> Phrase | None:
    """'the council's chief executive, Ann Carter': a title in front, set off by a comma."""
    tokens = scene.tokens
    if bare < 2 or tokens.words[bare - 1] != ",":
        return None
    for i in range(first, min(first + 4, len(tokens))):
        head = tokens.heads[i]
        if tokens.deps[i] == "appos" and head < bare:
            start = tokens.edges[head][0]
            if is_title_head(tokens, head):
                start = min(start, title_start(scene, head))
            phrase = phrase_after(scene, start, bare - 1, must_end=True)
            if phrase is not None:
                return phrase
    return _definite(scene, bare)


def _definite(scene: Scene, bare: int) -> Phrase | None:
    """The same where the parse sees no apposition: 'the' opens the title, and the comma closes it."""
    tokens = scene.tokens
    for i in range(bare - 2, max(-1, bare - 9), -1):
        if tokens.lower[i] == "the":
            return phrase_after(scene, i, bare - 1, must_end=True)
        if tokens.tags[i] not in {"NN", "NNP", "JJ", "HYPH", "IN", "POS", "NNPS", "CC"}:
            return None
    return None


def _is_next_ones(scene: Scene, phrase: Phrase) -> bool:
    """In a list of people with titles in front, whether a title is that of the name behind it."""
    tokens = scene.tokens
    i = phrase.last + 1
    while i < len(tokens) and is_plain_honorific(tokens.words[i]):
        i += 1
    return phrase.last < len(tokens) and tokens.words[phrase.last] == "," and scene.names_person(i)


def _after(scene: Scene, first: int, last: int) -> Phrase | None:
    """The title behind a name: set off by a mark, or behind a verb."""
    tokens = scene.tokens
    size = len(tokens)
    i = last
    if i < size and tokens.words[i] in {"MP", "MSP", "MEP", "QC", "KC"}:
        i += 1
    i = past_seat(scene, i)
    if i + 1 >= size:
        return None
    if tokens.words[i] in {",", "(", "–", "—", "-", "--"} or (i > last and tokens.lower[i] == "and"):
        i += 1
        if tokens.tags[i] == "CD" and i + 1 < size and tokens.words[i + 1] == ",":
            i += 2  # 'Ann Carter, 45, director of'
        limit = min(i + _REACH, size)
        phrase = _behind(scene, _clause(tokens, i, limit), limit) or phrase_after(scene, i, limit)
        return None if phrase is None or _is_subject(tokens, i, phrase) else phrase
    limit = min(i + _REACH, size)
    return _behind(scene, around_name(tokens, first, last) or behind_verb(tokens, i, limit), limit)


def _is_subject(tokens: Tokens, i: int, phrase: Phrase) -> bool:
    """Whether a title behind a comma goes on with the sentence: 'sold by Ann Carter, the minister said on Friday'."""
    last = phrase.last
    is_bare = tokens.lower[i] == "the" and last - i < 4  # 'the head of the army' may do without its comma
    return is_bare and last < len(tokens) and tokens.tags[last] in {"VBD", "VBZ", "MD"}


def _clause(tokens: Tokens, i: int, limit: int) -> Entry | None:
    """Behind the verb of a clause that a comma sets off: 'who is the', 'who served as', 'appointed'."""
    if i + 1 < limit and tokens.lower[i] == "who":
        return behind_verb(tokens, i + 1, limit)
    return behind_verb(tokens, i, limit, is_reduced=True)


def _behind(scene: Scene, entry: Entry | None, limit: int) -> Phrase | None:
    """The title that a verb leads to, with what the verb says of its time."""
    phrase = phrase_after(scene, entry.first, limit) if entry and entry.first < limit else None
    if phrase is None or entry is None or entry.status is None or phrase.status != "current":
        return phrase
    return replace(phrase, status=entry.status)


def _further(scene: Scene, phrase: Phrase) -> Iterator[Phrase]:
    """More titles of the same person: 'and a former minister', 'who served as ... and is now president of'."""
    tokens = scene.tokens
    for _ in range(3):
        i = phrase.last
        limit = min(i + _REACH, len(tokens))
        if i + 2 >= limit:
            return
        is_set_off = tokens.words[i] == ","
        i += is_set_off
        # 'Ann Carter, the chairman, and the minister met'
        if tokens.lower[i] not in {"and", "who"} or (is_set_off and tokens.lower[i + 1] == "the"):
            return
        i += tokens.lower[i] in {"and", "who"}
        i += tokens.lower[i] == "who"
        following = _behind(scene, behind_verb(tokens, i, limit), limit) or phrase_after(scene, i, limit)
        if following is None or _is_next_ones(scene, following):
            return
        phrase = following
        yield phrase


def _role(parsed: ParsedArticle, phrase: Phrase, mention: Mention, first: int, last: int) -> Role:
    tokens = parsed.tokens
    return Role(
        span=Span.of(parsed.text, tokens.starts[first], tokens.ends[last - 1]),
        title=phrase.title,
        person=mention.span,
        organisation=phrase.organisation,
        status=phrase.status,
    )
