"""Decides which blocks of a web page are its article.

trafilatura and the metadata (articleBody of schema.org) say where the article is. The blocks with the same markup as
those are added, so that an article in several parts is complete. Then the blocks are left out that repeat the headline,
offer something, name a photographer, or lead to other stories.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from newsrows.lexicon import alternatives, group
from newsrows.sources.formats.page_blocks import Block, Furniture, Signature

_SHINGLE = 5
_IN_TEXT = 0.6  # of the shingles of a block
_WORD = re.compile(r"\w+")
_END_OF_SENTENCE = re.compile(r"[.!?…:][\"'”’»)\]]*$")
# The part of the voted words in an element from which on it must hold the article, whatever it is called.
_MUST_BE_ARTICLE = 0.4
# The part of the voted words that blocks with one signature hold, if it is that of the article's paragraphs.
_MAIN = 0.15
_MAIN_LIST = 0.5
_LONG_LINE = 40  # words of a line that offers something
_LONG_CAPTION = 60
_SHORT = 6
_MAIL_ADDRESS = re.compile(r"[\w.-]@[\w-]+\.\w")
# Words of an articleBody that is more than a teaser.
_LONG_BODY = 50
# The part of the text of one kind below which the votes are wrong.
_FEW = 0.4
# Elements around a paragraph that count for its place.
_DISTANCE = 2
_BYLINE = re.compile(r"by:?\s+[^\W\d_]", re.IGNORECASE)
_CODE = re.compile(r"^(?:window|var|let|const|function|document)\b[^.!?]*[=({]")


@dataclass(frozen=True, slots=True)
class Hints:
    """What else is known about the article of a page.

    Attributes:
        text: the text that trafilatura found.
        body: articleBody in the page's metadata; '' without.
        titles: the title and other headlines of the page.
        description: the summary in the page's metadata; '' without.
        authors: names of the authors.
    """

    text: str
    body: str = ""
    titles: tuple[str, ...] = ()
    description: str = ""
    authors: tuple[str, ...] = ()


def article_paragraphs(blocks: Sequence[Block], hints: Hints) -> list[str]:
    """Return the paragraphs of the article; empty if the blocks hold none."""
    if _is_only_in_metadata(blocks, hints.body):
        return _lines(hints.body)
    blocks = _first_story(blocks, hints)
    voted = _voted(blocks, hints)
    _protect(blocks, voted)
    others = _other_stories(blocks)
    seeds = _better_seeds(_seeds(voted, others), _seeds(blocks, others))
    if not seeds:
        return _short_article(voted, hints)
    judge = _Judge(hints, set(map(id, voted)), others, seeds, _container(blocks, seeds, hints))
    main = judge.main
    chosen = _choose(blocks, judge)
    chosen = _without_repeats(chosen, main)
    chosen = _by_article_body(chosen, hints.body)
    return [block.text for block in _without_biography(chosen, hints.authors)]


def _seeds(blocks: Sequence[Block], others: set[int]) -> list[Block]:
    return [block for block in blocks if block.is_prose and not block.in_furniture and id(block) not in others]


def _better_seeds(voted: list[Block], every: list[Block]) -> list[Block]:
    """Return the voted blocks, or all if those hold much less text than the blocks of one kind beside them."""
    words = Counter[Signature]()
    for block in every:
        words[block.signature] += block.words
    most = max(words.values(), default=0)
    return voted if voted and sum(block.words for block in voted) >= _FEW * most else every


def _is_only_in_metadata(blocks: Sequence[Block], body: str) -> bool:
    """Whether a script writes the article into the page: most of articleBody is in no block."""
    if len(body.split()) < _LONG_BODY:
        return False
    known = set().union(*(shingles(block.text) for block in blocks if block.words >= _SHINGLE), ())
    return _share(body, known) < 0.5


def _lines(body: str) -> list[str]:
    return [" ".join(line.split()) for line in body.splitlines() if line.strip()]


def _short_article(voted: Sequence[Block], hints: Hints) -> list[str]:
    """Return the paragraphs of a page without a block of ten words."""
    judge = _Judge(hints, set(map(id, voted)), set(), [])
    return [
        block.text
        for block in voted
        if not (block.in_furniture or block.is_heading or judge.is_headline(block) or _is_noise(block))
    ]


def _titles(hints: Hints) -> set[str]:
    return {squeezed(title) for title in hints.titles} - {""}


# Where the article ends: at the headline of the next story, and above lists of other stories.


def _first_story(blocks: Sequence[Block], hints: Hints) -> Sequence[Block]:
    """Return the blocks from the headline to the headline of another story; all if the headline is not marked."""
    titles = _titles(hints)
    first = next((n for n, one in enumerate(blocks) if one.is_heading and squeezed(one.text) in titles), None)
    if first is None:
        return blocks
    seen: set[int] = set()
    for number in range(first + 1, len(blocks)):
        block = blocks[number]
        if block.tag == "h1" and block.words >= _SHINGLE - 1 and squeezed(block.text) not in titles:
            if block.parent not in seen:
                blocks = blocks[:number]
                break
        elif block.is_prose:
            seen.add(block.parent)
    words = sum(block.words for block in blocks if block.is_prose)
    after = sum(block.words for block in blocks[first:] if block.is_prose)
    return blocks[first:] if after > 0.5 * words else blocks


def _container(blocks: Sequence[Block], seeds: Sequence[Block], hints: Hints) -> int | None:
    """Return the smallest element that holds the headline and the longest seed; None if the headline is not marked."""
    titles = _titles(hints)
    headline = next((block for block in blocks if block.is_heading and squeezed(block.text) in titles), None)
    if headline is None:
        return None
    around = set(headline.ancestors)
    longest = max(seeds, key=lambda block: block.words)
    return next((number for number in longest.ancestors if number in around), None)


def _other_stories(blocks: Sequence[Block]) -> set[int]:
    """Return the ids of the blocks about other stories: those after a heading such as 'Most read', in its element.

    Where that element also holds the article, they end at the next block that has the markup of an earlier paragraph.
    """
    others: set[int] = set()
    places: dict[Signature, set[tuple[int, int]]] = {}
    end = 0
    for block in blocks:
        known = places.get(block.signature)
        if block.is_prose and known and (_has_class(block.signature) or not known.isdisjoint(_places(block))):
            end = 0
        if _leads_to_other_stories(block) and (block.is_heading or block.tag != "li"):
            end = max(end, block.section_end)
            others.add(id(block))
        elif block.place <= end:
            others.add(id(block))
        elif block.is_prose and not block.in_furniture and not _is_noise(block):
            places.setdefault(block.signature, set()).update(_places(block))
    return others


# Votes: which blocks are in a text.


def shingles(text: str) -> set[tuple[str, ...]]:
    """Return all runs of five words of a text, in lower case."""
    words = _WORD.findall(text.lower())
    return {tuple(words[start : start + _SHINGLE]) for start in range(max(len(words) - _SHINGLE + 1, 1))}


def _share(text: str, known: set[tuple[str, ...]]) -> float:
    own = shingles(text)
    return len(own & known) / len(own)


def squeezed(text: str) -> str:
    """Return the letters and digits of a text in lower case, for comparison."""
    return "".join(_WORD.findall(text.lower()))


def _voted(blocks: Sequence[Block], hints: Hints) -> list[Block]:
    lines = {squeezed(line) for line in hints.text.splitlines()}
    known = shingles(hints.text) | (shingles(hints.body) if len(hints.body.split()) >= _LONG_BODY else set())
    voted = [
        block
        for block in blocks
        if squeezed(block.text) in lines or (block.words >= _SHORT and _share(block.text, known) >= _IN_TEXT)
    ]
    return voted or [block for block in blocks if block.is_prose]


def _protect(blocks: Sequence[Block], voted: Sequence[Block]) -> None:
    """Mark furniture that holds so many of the voted words that it must hold the article.

    Elements with the same classes count as one, because an article may be in several parts.
    """
    words = Counter[str]()
    prose = [block for block in voted if block.is_prose]
    for block in prose:
        for kind in {place.kind for place in _furniture_around(block)}:
            words[kind] += block.words
    total = sum(block.words for block in prose)
    for block in blocks:
        for place in _furniture_around(block):
            place.holds_article = words[place.kind] > _MUST_BE_ARTICLE * total


def _furniture_around(block: Block) -> Iterator[Furniture]:
    place = block.furniture
    while place is not None:
        yield place
        place = place.outer


# Growing: blocks with the markup of the article's paragraphs.


def _main_signatures(seeds: Sequence[Block]) -> set[Signature]:
    words = Counter[Signature]()
    for block in seeds:
        words[block.signature] += block.words
    total = words.total()
    return {
        signature
        for signature, count in words.items()
        if count >= (_MAIN_LIST if signature[0].startswith("li ") else _MAIN) * total
    }


def _scope(seeds: Sequence[Block]) -> int | None:
    """Return the <article> element that holds most of the seeds; None if no one holds most."""
    words = Counter[int]()
    for block in seeds:
        words[block.scope] += block.words
    scope, most = next(iter(words.most_common(1)), (None, 0))
    return scope if most > 0.5 * words.total() else None


def _places(block: Block) -> set[tuple[int, int]]:
    """Return the elements around a block with their distance: paragraphs in parts of the same kind share one."""
    return set(enumerate(block.ancestors[:_DISTANCE]))


def _has_class(signature: Signature) -> bool:
    return any(not name.endswith(" ") for name in signature)


@dataclass(slots=True)
class _Judge:
    """Judges single blocks.

    Attributes:
        hints: what is known about the article.
        voted: ids of the blocks that are in the text that was found before.
        others: ids of the blocks about other stories.
        seeds: blocks that are in the article for certain.
        container: the element that holds the headline and the article; None: unknown.
        main: the signatures of the article's paragraphs.
        kinds: the first two names in each of these.
        scope: the <article> element of the article; None: unknown.
        places: depths and numbers of the elements around the article's paragraphs.
        titles: the headline in its forms.
    """

    hints: Hints
    voted: set[int]
    others: set[int]
    seeds: Sequence[Block]
    container: int | None = None
    main: set[Signature] = field(init=False)
    kinds: set[Signature] = field(init=False)
    scope: int | None = field(init=False)
    places: set[tuple[int, int]] = field(init=False)
    titles: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self.main = _main_signatures(self.seeds)
        self.kinds = {signature[:2] for signature in self.main}
        self.scope = _scope(self.seeds)
        self.places = {place for block in self.seeds if block.signature in self.main for place in _places(block)}
        self.titles = _titles(self.hints)

    def is_outside(self, block: Block) -> bool:
        """Whether a block is furniture, or is in another <article> element."""
        is_elsewhere = self.scope is not None and block.scope != self.scope
        return is_elsewhere or block.in_furniture or id(block) in self.others

    def has_markup_of_article(self, block: Block) -> bool:
        """Whether a block has the markup of the article's paragraphs, and a class or an element around it in common."""
        if self.container in block.ancestors and block.signature[:2] in self.kinds:
            return True
        if block.signature not in self.main:
            return False
        return _has_class(block.signature) or not self.places.isdisjoint(_places(block))

    def is_beside_article(self, block: Block) -> bool:
        """Whether a block is in the same element as a paragraph of the article."""
        return (0, block.parent) in self.places

    def is_headline(self, block: Block) -> bool:
        """Whether a block repeats the headline."""
        return squeezed(block.text) in self.titles

    def is_article(self, block: Block, *, is_begun: bool) -> bool:
        """Whether a block that is not a heading belongs to the article."""
        if self.is_outside(block) or self.is_headline(block) or _is_noise(block):
            return False
        if self.has_markup_of_article(block):
            return is_begun or block.words >= _SHORT or _ends_sentence(block.text)
        if id(block) not in self.voted:
            return False
        if block.has_picture and block.words < _LONG_CAPTION:
            return False
        if is_begun:
            return self.is_beside_article(block) or block.is_prose or block.tag == "li" or _ends_sentence(block.text)
        return self._may_begin(block)

    def _may_begin(self, block: Block) -> bool:
        """Whether a block with other markup than the article's paragraphs may be its beginning."""
        is_summary = squeezed(block.text) == squeezed(self.hints.description)
        return block.is_prose and block.tag != "li" and _ends_sentence(block.text) and not is_summary


def _choose(blocks: Sequence[Block], judge: _Judge) -> list[Block]:
    """Return the blocks of the article, with the headings directly before them."""
    chosen: list[Block] = []
    headings: list[Block] = []
    for block in blocks:
        if block.is_heading:
            is_subheading = chosen and not (judge.is_outside(block) or judge.is_headline(block) or block.is_link)
            headings = [*headings, block] if is_subheading else []
        elif judge.is_article(block, is_begun=bool(chosen)):
            chosen += [*headings[-2:], block]
            headings = []
        elif not _is_noise(block) and not judge.is_outside(block):
            headings = []
    return chosen


# What no article has.


@cache
def _pattern(name: str, ending: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives('page_words', name)}){ending}", re.IGNORECASE)


def _leads_to_other_stories(block: Block) -> bool:
    text = block.text.lstrip("+-–—•*>» ")
    if block.words > 8 or text.endswith("."):
        return False
    whole = _pattern("whole_heading", r"\W*(?:\(\d+\))?").fullmatch(text)
    return whole is not None or _pattern("heading", r"(?!\w)").match(text) is not None


def _is_noise(block: Block) -> bool:
    text = block.text.lstrip("+-–—•*>»▶📷 ")
    if not any(map(str.isalnum, text)):
        return True
    if block.is_link and (block.words <= 30 or not _ends_sentence(text)):
        return True
    if _is_json(text) or _CODE.match(text):
        return True
    if block.words <= 8 and _BYLINE.match(text) and not _ends_sentence(text):
        return True
    if block.words <= _LONG_CAPTION and _is_caption(text):
        return True
    return _offers(block, text)


def _offers(block: Block, text: str) -> bool:
    """Whether a line offers something ('Sign up to'); a sentence of the article that begins so has no link."""
    if block.words > _LONG_LINE:
        return False
    if _pattern("anywhere", "").search(text) or _pattern("certain_line", "").match(text):
        return True
    match = _pattern("line", r"(?!\w)").match(text)
    if match is None:
        return False
    return bool(block.linked) or block.words <= 8 or not match[0][-1].isalpha() or _is_imperative(match[0])


def _is_json(text: str) -> bool:
    return text[0] in "[{" and text[-1] in "]}" and ('":' in text or "':" in text)


def _is_imperative(start: str) -> bool:
    return start.lower().split()[0] in group("page_words", "imperative")


def _is_caption(text: str) -> bool:
    return _caption().search(text) is not None


@cache
def _caption() -> re.Pattern[str]:
    """Return a pattern for 'Photograph: Ann Carter/Agency' at the end, or a line that begins so."""
    words = alternatives("page_words", "signature")
    return re.compile(
        rf"(?:^|[.!?)”’|]\s|\s\()(?:{words})s?\s?(?::|\sby\s|©)\s*[^.!?:]{{2,80}}[.)]?$|^(?:{words})s?\s?:|"
        r"\b(?:Getty Images|Alamy|Shutterstock|iStock|AFP/Getty|via Getty)\)?\.?$",
        re.IGNORECASE,
    )


def _ends_sentence(text: str) -> bool:
    return _END_OF_SENTENCE.search(text) is not None


# What the blocks together show.


def _without_repeats(chosen: Sequence[Block], main: set[Signature]) -> list[Block]:
    """Leave out blocks that repeat words of the article's paragraphs: pull quotes, a lead above the picture."""
    paragraphs = [block for block in chosen if block.signature in main]
    known = set().union(*(shingles(block.text) for block in paragraphs)) if paragraphs else set()
    kept: list[Block] = []
    seen: set[str] = set()
    for block in chosen:
        text = squeezed(block.text)
        is_repeat = block.words >= _SHORT and (
            text in seen if block.signature in main else _share(block.text, known) >= 0.9
        )
        if not is_repeat:
            kept.append(block)
            seen.add(text)
    return kept


def _by_article_body(chosen: list[Block], body: str) -> list[Block]:
    """Leave out the few blocks that are not in articleBody, if nearly all others are."""
    if len(body.split()) < _LONG_BODY:
        return chosen
    known = shingles(body)
    missing = {
        id(block)
        for block in chosen
        if block.words >= _SHORT and not block.is_heading and _share(block.text, known) < 0.3
    }
    words = sum(block.words for block in chosen)
    foreign = sum(block.words for block in chosen if id(block) in missing)
    return [block for block in chosen if id(block) not in missing] if foreign <= 0.2 * words else chosen


def _without_biography(chosen: list[Block], authors: Iterable[str]) -> list[Block]:
    """Leave out notes about the authors at the end, and headings without text after them."""
    verbs = alternatives("page_words", "biography")
    names = [re.escape(name) for name in authors if name]
    note = re.compile(rf"(?:{'|'.join(names)})\W+(?:{verbs})\b") if names else None
    any_note = re.compile(rf"[A-Z]\S+\s(?:\S+\s){{0,2}}[A-Z]\S+\s(?:{verbs})\b")
    kept = list(chosen)
    while len(kept) > 1:
        last = kept[-1]
        is_note = note is not None and _is_note(last, note)
        is_italic_note = last.emphasised >= 0.9 * len(last.text) and _is_note(last, any_note)
        if not (last.is_heading or _gives_address(last) or is_note or is_italic_note):
            break
        kept.pop()
    return kept


def _gives_address(block: Block) -> bool:
    return block.words <= _LONG_LINE and _MAIL_ADDRESS.search(block.text) is not None


def _is_note(block: Block, note: re.Pattern[str]) -> bool:
    return block.words <= 80 and note.match(block.text) is not None
