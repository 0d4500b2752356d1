"""Finds the turns of printed interviews and of transcripts, by their labels and their layout. Works on the text.

Styles: 'Q: ... A: ...'; turns that begin with a name, a title or initials ('Ann Poole: ...', 'AP: ...'); questions in
bold or italics (as in Markdown); and paragraphs that are questions, without a label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from newsrows.extraction.parse.blocks import Block
from newsrows.lexicon import alternatives

# Longer paragraphs (in code points) are not questions of an interviewer.
_LONGEST_QUESTION = 600
# A turn with fewer words says nothing about the style: 'Yes.'
_FEWEST_WORDS = 4
# Interviews without labels have at least so many questions; fewer if the beginning says that it is an interview.
_FEWEST_QUESTIONS, _FEWEST_ANNOUNCED = 3, 2
_BEGINNING = 600


def _any_of(group: str) -> str:
    return f"(?:{alternatives('layout_words', group)})"


_MARKUP = r"(?:\*\*|__|[*_])?"
# 'Q: Who won?', 'Q. Who won?', '**Q:** Who won?', and 'QWho won?' where a large initial has lost its space
_STOP = rf"(?:[.:]{_MARKUP}|{_MARKUP}[.:])\s+(?=\S)"
_COLON = rf"(?::{_MARKUP}|{_MARKUP}:)\s+(?=\S)"
_Q: Final = re.compile(
    rf"{_MARKUP}(?P<label>(?i:{_any_of('question label')})\d{{0,2}})(?:{_STOP}|(?=[A-Z][a-z]))",
)
_A: Final = re.compile(rf"{_MARKUP}(?P<label>(?i:{_any_of('answer label')})\d{{0,2}}){_STOP}")
_WORD = r"[A-Z][\w.'’\-]*"
_NAME: Final = re.compile(
    rf"[\"“]?{_MARKUP}(?P<label>(?![A-Z]\W){_WORD}(?: {_WORD}){{0,3}})(?: \([^()\n]{{1,40}}\))?{_COLON}"
)
_MARKED: Final = re.compile(r"(?P<mark>\*\*|__|[*_])(?![*_\s])(?P<words>[^\n]+?)(?P=mark)$")
_HONORIFIC_OR_OFFICE: Final = re.compile(r"(?:THE|MR|MRS|MS|MISS|DR|SIR|DAME|LORD|LADY|JUDGE|JUSTICE)\b")
_FIRST_PERSON: Final = re.compile(rf"\b{_any_of('first person')}\b", re.IGNORECASE)
_SECOND_PERSON: Final = re.compile(rf"\b{_any_of('second person')}\b", re.IGNORECASE)
_FIRST_OR_SECOND: Final = re.compile(rf"\b(?:{_any_of('first person')}|{_any_of('second person')})\b|\?", re.IGNORECASE)
_ANNOUNCED: Final = re.compile(rf"\b{_any_of('interview')}\b", re.IGNORECASE)
_QUOTATION: Final = re.compile(r"[“\"][^“”\"]*[”\"]")


def mark_turns(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with those that are turns of an interview or a transcript as questions and answers."""
    turns = _turns(text, blocks) if len(blocks) > 1 else {}
    return tuple(turns.get(i, block) for i, block in enumerate(blocks)) if turns else tuple(blocks)


def _turns(text: str, blocks: Sequence[Block]) -> Mapping[int, Block]:
    """The turns by the number of their block, in the first style that fits."""
    styles: tuple[Callable[[str, Sequence[Block]], Mapping[int, Block]], ...] = (
        _lettered_turns,
        _named_turns,
        _marked_turns,
        _bare_turns,
    )
    return next((turns for style in styles if (turns := style(text, blocks))), {})


def _turn(block: Block, match: re.Match[str], kind: str) -> Block:
    return replace(
        block, kind="question" if kind == "question" else "answer", label=match.span("label"), prose=match.end()
    )


# Turns with a label


def _lettered_turns(text: str, blocks: Sequence[Block]) -> Mapping[int, Block]:
    """'Q: How did it end? A: We won.' A list of questions about a law, which nobody answers as 'I' or 'we', is none."""
    turns: dict[int, Block] = {}
    for i, block in enumerate(blocks):
        if block.is_boilerplate or text[block.start] not in "QqAa*_":
            continue
        if match := _Q.match(text, block.start, block.end):
            turns[i] = _turn(block, match, "question")
        elif turns and (match := _A.match(text, block.start, block.end)):
            turns[i] = _turn(block, match, "answer")
    answers = [turn for turn in turns.values() if turn.kind == "answer"]
    if not answers or len(answers) == len(turns) or _share(text, answers, _FIRST_PERSON) < 1 / 3:
        return {}
    return turns | _continued(text, blocks, turns)


def _named_turns(text: str, blocks: Sequence[Block]) -> Mapping[int, Block]:
    """'ANN POOLE: We won. THE CHAIRMAN: Who saw it?' One name must occur twice: 'WHEN: ... WHERE: ...' is a notice.

    Where two take turns and one of them only asks, the turns of that one are questions, unless the label has a title.
    """
    turns: dict[int, Block] = {}
    for i, block in enumerate(blocks):
        if not block.is_boilerplate and (match := _NAME.match(text, block.start, block.end)):
            turns[i] = _turn(block, match, "answer")
    if 0 in turns and 1 not in turns:  # a headline: 'Poole: We will not wait'
        del turns[0]
    labels = [text[slice(*turn.label)].rstrip(".") for turn in turns.values() if turn.label]
    distinct = list(dict.fromkeys(labels))
    if len(turns) < 3 or len(distinct) == len(labels) or len(distinct) < 2:
        return {}
    prose = [i for i in range(min(turns), max(turns) + 1) if not blocks[i].is_boilerplate]
    is_upper = all(label.isupper() for label in labels)
    share = _share(text, list(turns.values()), _FIRST_OR_SECOND)
    if 2 * len(turns) < len(prose) or share < (1 / 3 if is_upper else 1 / 2):
        return {}
    for label in distinct if len(distinct) == 2 else ():
        own = [i for i, other in zip(turns, labels, strict=True) if other == label]
        asks = sum("?" in text[turns[i].start : turns[i].end] for i in own)
        if 3 * asks >= 2 * len(own) and len(own) > 1 and not _HONORIFIC_OR_OFFICE.match(label):
            turns |= {i: replace(turns[i], kind="question") for i in own}
            break
    return turns | _continued(text, blocks, turns)


def _continued(text: str, blocks: Sequence[Block], turns: Mapping[int, Block]) -> dict[int, Block]:
    """Blocks without a label that continue a turn: between question and answer, or in the first person."""
    continued: dict[int, Block] = {}
    following = sorted(turns)
    for i, after in zip(following, [*following[1:], len(blocks)], strict=True):
        for k in range(i + 1, after):
            if blocks[k].is_boilerplate:
                continue
            is_question = turns[i].kind == "question" and after < len(blocks) and turns[after].kind == "answer"
            if not is_question and not (turns[i].kind == "answer" and _continues_answer(text, blocks[k])):
                break
            continued[k] = replace(blocks[k], kind=turns[i].kind)
    return continued


# Turns without a label


def _marked_turns(text: str, blocks: Sequence[Block]) -> Mapping[int, Block]:
    """Questions in bold or italics: '**Why did you stop?**' All paragraphs up to the next question are the answer."""
    marked = {
        i: match
        for i, block in enumerate(blocks)
        if text[block.start] in "*_" and (match := _MARKED.match(text, block.start, block.end))
    }
    asked = [i for i, match in marked.items() if match["words"].rstrip().endswith("?")]
    if len(asked) < _FEWEST_ANNOUNCED:
        return {}
    mark = marked[asked[0]]["mark"]
    questions = [i for i, match in marked.items() if match["mark"] == mark and i >= asked[0]]
    turns = {i: replace(blocks[i], kind="question", prose=marked[i].start("words")) for i in questions}
    return _with_answers(text, blocks, turns, answers_all=True)


def _bare_turns(text: str, blocks: Sequence[Block]) -> Mapping[int, Block]:
    """Paragraphs that end in a question mark and address somebody, each before an answer in the first person."""
    turns = {
        i: replace(block, kind="question")
        for i, block in enumerate(blocks)
        if i and _is_bare_question(text, block) and i + 1 < len(blocks) and not _is_bare_question(text, blocks[i + 1])
    }
    fewest = _FEWEST_ANNOUNCED if _ANNOUNCED.search(text[:_BEGINNING]) else _FEWEST_QUESTIONS
    if len(turns) < fewest or _share(text, list(turns.values()), _SECOND_PERSON, fewest_words=0) < 1 / 2:
        return {}
    return _with_answers(text, blocks, turns, answers_all=False)


def _is_bare_question(text: str, block: Block) -> bool:
    if block.kind != "body" or text[block.end - 1] != "?" or block.end - block.start > _LONGEST_QUESTION:
        return False
    return text[block.start] not in "“\"'‘«"


def _with_answers(
    text: str, blocks: Sequence[Block], questions: Mapping[int, Block], *, answers_all: bool
) -> Mapping[int, Block]:
    """The questions with the blocks that answer them; none if most answers are not in the first person.

    Args:
        text: the article.
        blocks: its blocks.
        questions: the questions by the number of their block.
        answers_all: whether all blocks up to the next question answer it, or only those in the first person.
    """
    answers: dict[int, Block] = {}
    firsts: list[Block] = []
    following = sorted(questions)
    for i, after in zip(following, [*following[1:], len(blocks)], strict=True):
        bodies = [k for k in range(i + 1, after) if blocks[k].kind in {"body", "heading"}]
        for number, k in enumerate(bodies):
            is_last = after == len(blocks)
            if number and (is_last or not answers_all) and not _continues_answer(text, blocks[k]):
                break
            answers[k] = replace(blocks[k], kind="answer")
            firsts += [answers[k]] if not number else []
    if len(firsts) < len(questions) - 1 or _share(text, firsts, _FIRST_PERSON) < (1 / 2 if answers_all else 2 / 3):
        return {}
    return {**questions, **answers}


def _continues_answer(text: str, block: Block) -> bool:
    """Whether a block after an answer continues it: prose in the first person, outside quotation marks."""
    words = text[block.start : block.end]
    return block.kind == "body" and words[-1] != "?" and bool(_FIRST_PERSON.search(_QUOTATION.sub("", words)))


def _share(text: str, turns: Sequence[Block], pattern: re.Pattern[str], *, fewest_words: int = _FEWEST_WORDS) -> float:
    """The share of the turns that contain the pattern outside quotation marks; 1 if all turns are very short."""
    contents = list(_contents(text, turns, fewest_words))
    return sum(bool(pattern.search(words)) for words in contents) / len(contents) if contents else 1.0


def _contents(text: str, turns: Sequence[Block], fewest_words: int) -> Iterator[str]:
    for turn in turns:
        words = _QUOTATION.sub("", text[turn.start if turn.prose is None else turn.prose : turn.end])
        if len(words.split()) >= fewest_words:
            yield words
