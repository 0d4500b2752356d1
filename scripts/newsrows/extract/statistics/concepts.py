"""What a figure counts or measures, in the article's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsrows.extract.statistics.nouns import NOUNS

if TYPE_CHECKING:
    from newsrows.extract.statistics.figures import Figure
    from newsrows.extract.tokens import Tokens

_NOMINAL = NOUNS | {"PRP", "DT", "CD", "WP", "WDT", "EX", "VBG"}
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "conj", "relcl", "acl", "xcomp", "pcomp", "parataxis", "dep", "csubj"})
_KEPT_BEFORE = frozenset(
    {"amod", "compound", "nmod", "poss", "npadvmod", "advmod", "case", "punct", "quantmod", "det", "nummod"}
)
_DROPPED_TAGS = frozenset({"DT", "PRP$", "WDT", "PDT", "WP$"})
_BEHIND = frozenset({"of", "in", "for", "to", "on", "from", "with", "by", "at", "under", "against", "among", "without"})
_LONGEST = 18


def concept_of(text: str, tokens: Tokens, figure: Figure, previous: str | None) -> str | None:
    """The noun phrase that the figure counts or measures, None if the sentence names none.

    Args:
        text: the article's text.
        tokens: the article.
        figure: a figure, joined and bounded.
        previous: the concept of the figure before it in the sentence: '100 kilometres (60 miles)' measure one thing.
    """
    if figure.unit is not None and figure.unit.kind in {"count", "rate"} and figure.counted is not None:
        return _counted(text, tokens, figure)
    head = _measured(tokens, figure)
    if head is None:
        return previous
    return phrase(text, tokens, head, figure) or previous


def _counted(text: str, tokens: Tokens, figure: Figure) -> str | None:
    assert figure.counted is not None
    head = figure.counted.token
    return phrase(text, tokens, head, figure)


def phrase(text: str, tokens: Tokens, head: int, figure: Figure) -> str | None:
    """The words of the noun phrase around `head`, without articles, possessive pronouns and the figure itself."""
    begin, end = _edges(tokens, head)
    kept = [
        i
        for i in range(begin, end)
        if not (figure.first <= i <= figure.last and i < head and figure.counted is None)
        and not figure.outer_start <= tokens.starts[i] < figure.number_end
    ]
    while kept and (tokens.tags[kept[0]] in _DROPPED_TAGS or not tokens.words[kept[0]][0].isalnum()):
        kept.pop(0)
    while kept and not tokens.words[kept[-1]][-1].isalnum():
        kept.pop()
    return _spelt(text, tokens, kept) or None


def _spelt(text: str, tokens: Tokens, kept: list[int]) -> str:
    """The tokens as they stand, a gap between two of them as one space; a comma before 'who' is left out."""
    pieces: list[str] = []
    for n, i in enumerate(kept):
        word = tokens.words[i]
        if (
            word.isspace()
            or (word == "," and n + 1 < len(kept) and tokens.tags[kept[n + 1]] in {"WP", "WDT"})
            or word in '"“”'
        ):
            continue
        glued = pieces and kept[n - 1] == i - 1 and tokens.ends[i - 1] == tokens.starts[i]
        pieces.append(word if glued or not pieces else f" {word}")
    return "".join(pieces).strip()


def _edges(tokens: Tokens, head: int) -> tuple[int, int]:
    begin = head
    for child in sorted((c for c in tokens.children[head] if c < head), reverse=True):
        if tokens.deps[child] not in _KEPT_BEFORE:
            break
        begin = min(begin, tokens.edges[child][0])
    return max(begin, head - _LONGEST), min(_right_edge(tokens, head), head + _LONGEST)


def _right_edge(tokens: Tokens, head: int) -> int:
    end = head + 1
    for child in (c for c in tokens.children[head] if c > head):
        dep = tokens.deps[child]
        is_prep = dep == "prep" and tokens.lower[child] in _BEHIND
        is_clause = dep in {"relcl", "acl"} and tokens.edges[child][1] - child < _LONGEST
        is_row = dep in {"cc", "conj"} and tokens.tags[child] in NOUNS | {"CC"}
        if not (
            is_prep
            or is_clause
            or is_row
            or (dep in {"punct", "case"} and tokens.words[child] in {",", "-", "'s", "’s", '"', "”"})
        ):
            break
        if dep == "punct":
            continue
        end = max(end, tokens.edges[child][1])
    return end


def _measured(tokens: Tokens, figure: Figure) -> int | None:
    """The head of what is measured: behind 'of', the noun that the figure stands before, or the subject."""
    behind = _behind_of(tokens, figure)
    if behind is not None:
        return behind
    top = _top(tokens, figure)
    head = tokens.heads[top]
    for _ in range(6):
        if head == top:
            return _subject(tokens, head, figure)
        if tokens.tags[head] in NOUNS and not _inside(figure, head) and tokens.deps[top] != "conj":
            return head
        if tokens.tags[head].startswith("VB") or tokens.tags[head] == "MD":
            return _of_verb(tokens, head, figure)
        top, head = head, tokens.heads[head]
    return None


def _inside(figure: Figure, token: int) -> bool:
    return figure.first <= token <= figure.last


def _top(tokens: Tokens, figure: Figure) -> int:
    """The token of the figure that the rest of it hangs on."""
    top = figure.last if figure.last < len(tokens) else figure.first
    for i in range(figure.first, figure.last + 1):
        if not _inside(figure, tokens.heads[i]) or tokens.heads[i] == i:
            return i
    return top


def _behind_of(tokens: Tokens, figure: Figure) -> int | None:
    """'13 per cent of the global economy', '50 mL of acid'."""
    i = figure.last + 1
    if i + 1 >= len(tokens) or tokens.lower[i] not in {"of", "in", "worth"}:
        return None
    if tokens.lower[i] == "in" and (figure.unit is None or figure.unit.kind != "money"):
        return None
    if tokens.lower[i] == "worth" and tokens.lower[i + 1] == "of":
        i += 1
    for child in tokens.children[i]:
        if child > i and tokens.deps[child] in {"pobj", "pcomp"}:
            return child if tokens.lower[child] not in {"year", "years", "month", "week"} else None
    return None


def _subject(tokens: Tokens, verb: int, figure: Figure) -> int | None:
    """The subject of a verb, or of the verb that it hangs on."""
    for _ in range(6):
        for child in tokens.children[verb]:
            if tokens.deps[child] in _SUBJECTS and not _inside(figure, child):
                if tokens.tags[child] in {"WDT", "WP"} or tokens.lower[child] == "that":
                    return tokens.heads[verb] if tokens.deps[verb] == "relcl" else None
                return child
        if tokens.deps[verb] in {"relcl", "acl"} and tokens.tags[tokens.heads[verb]] in NOUNS:
            return tokens.heads[verb]
        if tokens.heads[verb] == verb:
            return None
        verb = tokens.heads[verb]
    return None


def _of_verb(tokens: Tokens, verb: int, figure: Figure) -> int | None:
    """What a figure at a verb measures: 'paid £5m for the house' the house, 'profits rose 5%' the profits."""
    if figure.unit is not None and figure.unit.kind == "money":
        for child in tokens.children[verb]:
            if tokens.lower[child] == "for" and child > figure.last:
                target = next((c for c in tokens.children[child] if tokens.deps[c] == "pobj"), None)
                if target is not None and tokens.tags[target] in NOUNS:
                    return target
    return _subject(tokens, verb, figure)
