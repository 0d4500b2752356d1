"""Roles: which office or position the article says somebody holds.

Three shapes: before the name ('Immigration Minister Ann Carter', 'the council's chief executive, Ann Carter'), after it
('Ann Carter, director of the Coast Trust', 'Ann Carter, Minister for Food,') and with a verb ('Ann Carter is the
director of', 'who was appointed chairman').
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsrows.extract.parsed import ParsedArticle
from newsrows.extract.role_phrases import phrase_after, phrase_before, title_start
from newsrows.extract.role_scene import Phrase, Scene, is_abbreviated, is_plain_honorific, is_title_head
from newsrows.extract.tokens import Tokens
from newsrows.records import Mention, Role, Span

_COPULAS = frozenset({"is", "was", "became", "remains", "remained", "be", "been", "'s", "’s"})
_APPOINTED = frozenset(
    {"appointed", "elected", "named", "made", "nominated", "installed", "confirmed", "re-elected", "sworn"}
)


def find_roles(parsed: ParsedArticle, names: Sequence[Mention]) -> tuple[Role, ...]:
    """Roles in reading order, each with a start of its own; `names` are the article's names in reading order."""
    scene = Scene.of(parsed.tokens, names)
    found: dict[int, Role] = {}
    for mention in names:
        if mention.type == "person":
            for role in _roles_of(parsed, scene, mention):
                held = found.get(role.span.start)
                if held is None or held.span.end < role.span.end:
                    found[role.span.start] = role
    return tuple(found[start] for start in sorted(found))


def _roles_of(parsed: ParsedArticle, scene: Scene, mention: Mention) -> Iterator[Role]:
    tokens = parsed.tokens
    within = tokens.within(mention.span.start, mention.span.end)
    first, last = within.start, within.stop
    bare = first
    while bare > 0 and (is_plain_honorific(tokens.words[bare - 1]) or tokens.words[bare - 1] in {" ", "\xa0", "\n"}):
        bare -= 1
    before = phrase_before(scene, bare) or _complete_before(scene, bare) or _apposed(scene, first, bare)
    if before is not None:
        yield _role(parsed, before, mention, before.first, last)
    outer = phrase_before(scene, bare - 1) if bare > 1 and is_abbreviated(tokens.words[bare - 1]) else None
    if outer is not None:
        yield _role(parsed, outer, mention, outer.first, last)  # 'presidential candidate Sen. Ann Carter'
    after = _after(scene, last)
    if after is not None and not (before is not None and _is_next_ones(scene, after)):
        while bare < first and tokens.words[bare].isspace():
            bare += 1
        yield _role(parsed, after, mention, bare, after.last)


def _complete_before(scene: Scene, bare: int) -> Phrase | None:
    """'Secretary of State Ann Carter', 'Minister for Food and Farming Ann Carter': a title with its complement."""
    tokens = scene.tokens
    for i in range(bare - 3, max(-1, bare - 10), -1):
        if tokens.tags[i + 1] not in {"NN", "NNS", "NNP", "NNPS", "JJ", "IN", "CC", "DT"}:
            return None
        if tokens.lower[i + 1] in {"of", "for"} and is_title_head(tokens, i):
            start = title_start(scene, i)
            phrase = phrase_after(scene, start, bare, must_end=True)
            is_named = tokens.words[i][0].isupper() or (start > 0 and tokens.lower[start - 1] == "the")
            return phrase if is_named else None
    return None


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


def _past_seat(scene: Scene, i: int) -> int:
    """Past a politician's seat: 'Ann Carter (D-Va.), chairwoman', 'Carter of Ohio, the leader'."""
    tokens = scene.tokens
    size = len(tokens)
    if i < size and tokens.words[i] == "(":
        close = next((k for k in range(i + 1, min(i + 7, size)) if tokens.words[k] == ")"), None)
        if close is not None and close + 1 < size and tokens.words[close + 1] == ",":
            return close + 1
    elif i + 2 < size and tokens.lower[i] == "of" and (i + 1) in scene.places:
        k = i + 1
        while k < size and k in scene.places:
            k += 1
        if k < size and tokens.words[k] == ",":
            return k
    return i


def _after(scene: Scene, last: int) -> Phrase | None:
    tokens = scene.tokens
    size = len(tokens)
    i = last
    if i < size and tokens.words[i] in {"MP", "MSP", "MEP", "QC", "KC"}:
        i += 1
    i = _past_seat(scene, i)
    if i + 1 >= size:
        return None
    if tokens.words[i] in {",", "(", "–", "—", "-", "--"}:
        i += 1
        if tokens.tags[i] == "CD" and i + 1 < size and tokens.words[i + 1] == ",":
            i += 2  # 'Ann Carter, 45, director of'
        if i + 1 < size and tokens.lower[i] == "who" and tokens.words[i + 1] in _COPULAS:
            i = _past_appointment(tokens, i + 2)
        return phrase_after(scene, i, min(i + 25, size))
    if tokens.lower[i] in _COPULAS and tokens.words[i] not in {"'s", "’s"}:
        return phrase_after(scene, _past_appointment(tokens, i + 1), min(i + 25, size))
    return None


def _past_appointment(tokens: Tokens, i: int) -> int:
    """Past 'appointed', 'elected as', 'also', 'now'."""
    while i < len(tokens) and (
        tokens.lower[i] in _APPOINTED or tokens.lower[i] in {"as", "also", "now", "still", "in"}
    ):
        i += 1
    return min(i, len(tokens) - 1)


def _role(parsed: ParsedArticle, phrase: Phrase, mention: Mention, first: int, last: int) -> Role:
    tokens = parsed.tokens
    return Role(
        span=Span.of(parsed.text, tokens.starts[first], tokens.ends[last - 1]),
        title=phrase.title,
        person=mention.span,
        organisation=phrase.organisation,
        status=phrase.status,
    )
