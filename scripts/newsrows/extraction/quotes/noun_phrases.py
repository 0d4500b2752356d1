"""How far the noun phrase of a speaker reaches.

'Ann Doe, who runs the trust, said': 'Ann Doe'. 'The head of the trust, Ann Doe, said': 'Ann Doe', since an apposition
that names a person says more than the description before it.
"""

from __future__ import annotations

from newsrows.extraction.quotes.context import Reading, TokenRange
from newsrows.lexicon import column

_BEFORE_HEAD = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "case", "advmod", "punct", "dep"}
)
_BEHIND_HEAD = frozenset({"prep", "acl", "amod"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "-", "–", "—", "―", "--"})
_DASHES = frozenset({"-", "–", "—", "―", "--"})
_PRONOUNS = frozenset({"PRP", "PRP$"})
_NAMES = frozenset({"NNP", "NNPS"})
_AGED = frozenset({"old", "olds"})


def noun_phrase(reading: Reading, head: int) -> TokenRange:
    """The tokens of the noun phrase of `head`, without appositions and relative clauses behind it."""
    tokens = reading.tokens
    head = _aged(reading, _beyond_dateline(reading, head))
    if tokens.tags[head] in _PRONOUNS:
        return head, head + 1
    if head not in reading.people and (named := _named_apposition(reading, head)) is not None:
        head = named
    start, end = _left_edge(reading, head), _right_edge(reading, head)
    if head in reading.people:
        # the parse may cut a name that a list of appositions follows
        first, last = reading.people[head]
        start, end = min(start, first), max(end, last)
    return _name_start(reading, start), end


def _name_start(reading: Reading, start: int) -> int:
    """Where the name begins that the parse cut at `start`: 'Neighbours for | the Canal'."""
    name = reading.names.get(start)
    cut = name is not None and name[0] < start and name == reading.names.get(start - 1)
    return name[0] if name is not None and cut else start


def names_before(reading: Reading, verb: int) -> TokenRange | None:
    """The names between the start of a sentence and its verb: 'Feed the City and the Relief Fund said'.

    A name that begins with a verb has no place in the parse. Without such names, the person's name right before the
    verb: 'Save Our Pier member Ann Poole said'.
    """
    tokens = reading.tokens
    first, _ = reading.sentence(verb)
    end = verb
    while end > first and tokens.deps[end - 1] in {"aux", "advmod"}:
        end -= 1
    named = any(tokens.tags[i] in _NAMES for i in range(first + 1, end))  # 'That said' names nobody
    if named and all(_is_of_name(reading, i) for i in range(first, end)):
        return first, end
    return reading.people.get(end - 1) if end > first else None


def _is_of_name(reading: Reading, token: int) -> bool:
    """Whether the word may belong to a name: it has a capital, or is one of the small words that names hold."""
    word = reading.tokens.words[token]
    return token in reading.names or word[:1].isupper() or word in column("small_title_words", "word") or word == "&"


def _named_apposition(reading: Reading, head: int) -> int | None:
    """The name in 'the head of the trust, Ann Doe': its last word, on which the others depend.

    In 'a spokeswoman for Tidewatch, Ann Doe' the parse ties the name to Tidewatch, which is no woman.
    """
    tokens = reading.tokens
    objects = [
        i for prep in tokens.children[head] if tokens.deps[prep] == "prep" for i in tokens.children[prep] if i > prep
    ]
    for noun in (head, *(i for i in objects if tokens.tags[i] in _NAMES)):
        for child in tokens.children[noun]:
            if child > noun and tokens.deps[child] == "appos" and child in reading.people:
                return child
    return None


def _left_edge(reading: Reading, head: int) -> int:
    tokens = reading.tokens
    start = head
    for child in reversed([i for i in tokens.children[head] if i < head]):
        left, right = tokens.edges[child]
        before = tokens.deps[child] in _BEFORE_HEAD or _is_age(reading, child)
        if not before or right != start or _breaks(reading, child):
            break
        if tokens.tags[child] in {"``", "''"} or reading.quoted[left] >= 0 > reading.quoted[head]:
            break
        start = left
    return start


def _aged(reading: Reading, head: int) -> int:
    """The age in 'The 36-year-old, a joiner, said', which the parse may take for an adjective of the joiner."""
    tokens = reading.tokens
    for child in tokens.children[head]:
        if child > head or tokens.lower[child] != "old" or tokens.deps[child] != "amod":
            continue
        unit = reading.child(child, "npadvmod")
        if unit is not None and _is_age(reading, unit) and tokens.words[child + 1] == ",":
            return child
    return head


def _is_age(reading: Reading, token: int) -> bool:
    """Whether the token is the unit of an age that stands for who has it: '19-year' in 'the 19-year-old'."""
    tokens = reading.tokens
    of_old = tokens.lower[tokens.heads[token]] in _AGED and tokens.deps[token] == "npadvmod"
    return of_old and reading.child(token, "nummod") is not None


def _breaks(reading: Reading, token: int) -> bool:
    """Whether the token sets words apart: a comma or dash, not the hyphen of 'front-runner'."""
    tokens = reading.tokens
    tight = 0 < token < len(tokens) - 1 and tokens.ends[token - 1] == tokens.starts[token]
    return tokens.words[token] in _BREAKS and not (
        tokens.words[token] == "-" and tight and tokens.ends[token] == tokens.starts[token + 1]
    )


def _right_edge(reading: Reading, head: int) -> int:
    """The end of what follows `head` without a comma: 'of the trust', 'familiar with the plan', 'and her deputy'."""
    tokens = reading.tokens
    end = head + 1
    for child in tokens.children[head]:
        if child < head:
            continue
        dep, (left, right) = tokens.deps[child], tokens.edges[child]
        if left != end:
            break
        if tokens.words[child] == "," and (last := _last_of_list(reading, head)) is not None:
            return _right_edge(reading, last)
        if dep in _BEHIND_HEAD:
            end = _before_break(reading, left, right)
            if end < right:
                break
        elif dep == "cc":
            joined = next((i for i in tokens.children[head] if i > child and tokens.deps[i] == "conj"), None)
            if joined is not None and tokens.edges[joined][0] == right:
                end = _right_edge(reading, joined)
            break
        else:
            break
    return end


def _last_of_list(reading: Reading, head: int) -> int | None:
    """The last noun of 'campaigners, charities and unions', where `head` is the first."""
    tokens = reading.tokens
    last, joined = head, False
    while (
        following := next((i for i in tokens.children[last] if i > last and tokens.deps[i] == "conj"), None)
    ) is not None:
        if tokens.tags[following][:2] != "NN":
            return None
        joined = reading.child(last, "cc") is not None
        last = following
    return last if joined else None


def _before_break(reading: Reading, start: int, end: int) -> int:
    tokens = reading.tokens
    for i in range(start, end):
        if tokens.words[i] in _BREAKS:
            return i
        if tokens.deps[i] in {"relcl", "appos"}:
            return max(start, min(i, tokens.edges[i][0]))
    return end


def _beyond_dateline(reading: Reading, head: int) -> int:
    """'POOLE (AP) - The mayor said': the place that the report comes from is not who speaks."""
    tokens = reading.tokens
    body = reading.body_of[head]
    if not tokens.words[head].isupper() or len(tokens.words[head]) < 4 or body < 0:
        return head
    first, last = reading.body_ranges[body]
    dash = next((i for i in range(head + 1, min(head + 8, last)) if tokens.words[i] in _DASHES), None)
    if head - first > 6 or dash is None:
        return head
    for i in range(dash + 1, min(dash + 15, last)):
        if reading.is_verb(i):
            break
        if tokens.tags[i][:2] == "NN" and (i + 1 >= last or tokens.tags[i + 1][:2] != "NN"):
            return i
    return head
