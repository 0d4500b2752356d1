"""Find the extent of a speaker's noun phrase.

In 'Ann Doe, who runs the trust, said' it is 'Ann Doe'. In 'The head of the trust, Ann Doe, said' it is also 'Ann Doe',
since an apposition that names a person is more exact than the description before it.
"""

from __future__ import annotations

from newsrows.extraction.quotes.context import QuoteContext, TokenRange
from newsrows.extraction.quotes.lexicon import words
from newsrows.lexicon import column

# Dependency labels of what belongs to a noun phrase before and after its head.
_BEFORE_HEAD = frozenset(
    {"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "case", "advmod", "punct", "dep"}
)
_AFTER_HEAD = frozenset({"prep", "acl", "amod"})
_BREAKS = frozenset({",", ";", ":", "(", ")", "-", "–", "—", "―", "--"})
_DASHES = frozenset({"-", "–", "—", "―", "--"})
_PRONOUNS = frozenset({"PRP", "PRP$"})
_PROPER_NOUNS = frozenset({"NNP", "NNPS"})
_OLD = words("old")


def noun_phrase(context: QuoteContext, head: int) -> TokenRange:
    """The tokens of the noun phrase of `head`, without the appositions and relative clauses after it."""
    tokens = context.tokens
    head = _age_head(context, _head_after_dateline(context, head))
    if tokens.tags[head] in _PRONOUNS:
        return head, head + 1
    head = _named_before_letters(context, head)
    if head not in context.people_at and (name := _name_in_apposition(context, head)) is not None:
        head = name
    first, head = _hyphenated(context, head)
    start, end = _start(context, head), _end(context, head)
    if first < start:
        start = _start(context, first)
    if head in context.people_at:
        # The parser may cut a name that a list of appositions follows.
        first, last = context.people_at[head]
        start, end = min(start, first), max(end, last)
    return _name_start(context, start), end


def names_before(context: QuoteContext, verb: int) -> TokenRange | None:
    """The names between the start of a sentence and its verb: 'Feed the City and the Relief Fund said'.

    The parser does not see the subject in a name that begins with a verb. If other words stand there too, the result
    is the person's name right before the verb: 'Save Our Pier member Ann Poole said'.
    """
    tokens = context.tokens
    first, _ = context.sentence(verb)
    end = verb
    while end > first and tokens.deps[end - 1] in {"aux", "advmod"}:
        end -= 1
    has_name = any(tokens.tags[i] in _PROPER_NOUNS for i in range(first + 1, end))  # 'That said' names nobody
    if has_name and all(_may_belong_to_name(context, i) for i in range(first, end)):
        return first, end
    return context.people_at.get(end - 1) if end > first else None


def _may_belong_to_name(context: QuoteContext, token: int) -> bool:
    """Whether the word has a capital, or is one of the small words that occur inside names."""
    word = context.tokens.words[token]
    return token in context.names_at or word[:1].isupper() or word in column("small_title_words", "word") or word == "&"


def _named_before_letters(context: QuoteContext, head: int) -> int:
    """The name in 'Judge Ann Poole, KC, said' if the parser took the letters after it for the speaker."""
    tokens = context.tokens
    if head < 2 or tokens.words[head - 1] != "," or tokens.words[head] not in column("postnominals", "word"):
        return head
    name = context.people_at.get(head - 2)
    return head if name is None else name[1] - 1


def _hyphenated(context: QuoteContext, head: int) -> tuple[int, int]:
    """The first and the last token of a word with hyphens, which the parser may split: 'Ex-players', 'the ex-mayor'.

    In capitals, as in a headline, the parser finds too few subjects for this to be worth while.
    """
    first = last = head
    if context.tokens.words[head].isupper():
        return first, last
    while last + 2 < len(context.tokens) and _is_hyphen(context, last + 1):
        last += 2
    while first > 1 and _is_hyphen(context, first - 1):
        first -= 2
    return first, last


def _name_start(context: QuoteContext, start: int) -> int:
    """Where the name begins that the parser cut at `start`: 'Neighbours for | the Canal'."""
    name = context.names_at.get(start)
    is_cut = name is not None and name[0] < start and name == context.names_at.get(start - 1)
    return name[0] if name is not None and is_cut else start


def _name_in_apposition(context: QuoteContext, head: int) -> int | None:
    """The head of the name in 'the head of the trust, Ann Doe'.

    In 'a spokeswoman for Tidewatch, Ann Doe' the parser joins the name to Tidewatch, although it is the spokeswoman's.
    """
    tokens = context.tokens
    objects = [
        i for prep in tokens.children[head] if tokens.deps[prep] == "prep" for i in tokens.children[prep] if i > prep
    ]
    for noun in (head, *(i for i in objects if tokens.tags[i] in _PROPER_NOUNS)):
        for child in tokens.children[noun]:
            if child > noun and tokens.deps[child] == "appos" and child in context.people_at:
                return child
    return None


def _start(context: QuoteContext, head: int) -> int:
    """The first token of what stands before `head` without a break."""
    tokens = context.tokens
    start = head
    for child in reversed([i for i in tokens.children[head] if i < head]):
        left, right = tokens.edges[child]
        belongs = tokens.deps[child] in _BEFORE_HEAD or _is_age(context, child)
        if not belongs or right != start or _is_break(context, child):
            break
        if tokens.tags[child] in {"``", "''"} or context.quotation_of[left] >= 0 > context.quotation_of[head]:
            break
        start = left
    return start


def _end(context: QuoteContext, head: int) -> int:
    """The end of what follows `head` without a comma: 'of the trust', 'familiar with the plan', 'and her deputy'."""
    tokens = context.tokens
    end = head + 1
    for child in tokens.children[head]:
        if child < head:
            continue
        dep, (left, right) = tokens.deps[child], tokens.edges[child]
        if left != end:
            break
        if tokens.words[child] == "," and (last := _last_of_list(context, head)) is not None:
            return _end(context, last)
        if dep == "nummod":  # 'Channel 4', 'Number 10'
            end = right
        elif dep in _AFTER_HEAD:
            end = _end_before_break(context, left, right)
            if end < right:
                break
        elif dep == "cc":
            conjunct = next((i for i in tokens.children[head] if i > child and tokens.deps[i] == "conj"), None)
            if conjunct is not None and tokens.edges[conjunct][0] == right:
                end = _end(context, conjunct)
            break
        else:
            break
    return end


def _last_of_list(context: QuoteContext, head: int) -> int | None:
    """The last noun of 'campaigners, charities and unions', where `head` is the first."""
    tokens = context.tokens
    last, has_conjunction = head, False
    while (
        following := next((i for i in tokens.children[last] if i > last and tokens.deps[i] == "conj"), None)
    ) is not None:
        if tokens.tags[following][:2] != "NN":
            return None
        has_conjunction = context.child(last, "cc") is not None
        last = following
    return last if has_conjunction else None


def _end_before_break(context: QuoteContext, start: int, end: int) -> int:
    """The first mark, relative clause or apposition between `start` and `end`, or `end`."""
    tokens = context.tokens
    for i in range(start, end):
        if tokens.words[i] in _BREAKS:
            return i
        if tokens.deps[i] in {"relcl", "appos"}:
            return max(start, min(i, tokens.edges[i][0]))
    return end


def _is_break(context: QuoteContext, token: int) -> bool:
    """Whether the token is a mark between phrases: a comma or dash, but not the hyphen of 'front-runner'."""
    return context.tokens.words[token] in _BREAKS and not _is_hyphen(context, token)


def _is_hyphen(context: QuoteContext, token: int) -> bool:
    """Whether the token is the hyphen of 'front-runner': it touches the words on both sides."""
    tokens = context.tokens
    if tokens.words[token] != "-" or not 0 < token < len(tokens) - 1:
        return False
    return tokens.ends[token - 1] == tokens.starts[token] and tokens.ends[token] == tokens.starts[token + 1]


def _age_head(context: QuoteContext, head: int) -> int:
    """The age in 'The 36-year-old, a joiner, said', which the parser may attach to the joiner as an adjective."""
    tokens = context.tokens
    for child in tokens.children[head]:
        if child > head or tokens.lower[child] != "old" or tokens.deps[child] != "amod":
            continue
        unit = context.child(child, "npadvmod")
        if unit is not None and _is_age(context, unit) and tokens.words[child + 1] == ",":
            return child
    return head


def _is_age(context: QuoteContext, token: int) -> bool:
    """Whether the token is the unit of an age that stands for a person: 'year' in 'the 19-year-old'."""
    tokens = context.tokens
    modifies_old = tokens.lower[tokens.heads[token]] in _OLD and tokens.deps[token] == "npadvmod"
    return modifies_old and context.child(token, "nummod") is not None


def _head_after_dateline(context: QuoteContext, head: int) -> int:
    """The speaker in 'POOLE (AP) - The mayor said' if the parser took the place in the dateline for it."""
    tokens = context.tokens
    paragraph = context.paragraph_of[head]
    if not tokens.words[head].isupper() or len(tokens.words[head]) < 4 or paragraph < 0:
        return head
    first, last = context.paragraph_ranges[paragraph]
    dash = next((i for i in range(head + 1, min(head + 8, last)) if tokens.words[i] in _DASHES), None)
    if head - first > 6 or dash is None:
        return head
    for i in range(dash + 1, min(dash + 15, last)):
        if context.is_verb(i):
            break
        if tokens.tags[i][:2] == "NN" and (i + 1 >= last or tokens.tags[i + 1][:2] != "NN"):
            return i
    return head
