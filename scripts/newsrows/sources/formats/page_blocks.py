"""Divides a web page into blocks of text, and marks those that structure alone shows not to be the article."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import islice
from typing import Any

from newsrows.lexicon import group
from newsrows.sources.errors import need

EXTRA = "html"

_CONTAINERS = {"body", "main", "article", "section", "div", "ul", "ol", "dl", "table", "tbody", "thead", "tr", "center"}
_TEXT_BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "p", "pre", "blockquote", "li", "dt", "dd", "th", "td", "hr", "br"}
# Elements of the standard that are not the article, and components of AMP that advertise.
_FURNITURE = {
    *("nav", "footer", "aside", "header", "figure", "figcaption", "address", "dialog", "form", "fieldset", "details"),
    *("amp-ad", "amp-embed", "amp-sidebar", "menu"),
}
_BLOCKS = _CONTAINERS | _TEXT_BLOCKS | _FURNITURE
_REMOVED = {
    *(
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "iframe",
        "object",
        "video",
        "audio",
        "canvas",
        "button",
    ),
    *("select", "option", "textarea", "input", "label", "amp-iframe", "amp-video", "math", "map"),
}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_EMPHASIS = {"em", "i"}
_PICTURES = {"img", "picture", "amp-img", "svg", "video"}
_NAMING_ATTRIBUTES = ("class", "id", "data-component", "data-testid", "role")
# Not parts of hashes: in css-0ad3 there is no "ad".
_NAMES = re.compile(r"(?<![^\W_])[a-zA-Z]+(?=\d*(?![^\W_]))")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LONGEST_NAME = 200  # characters of a class; longer ones are data
_PROSE_WORDS = 10
_MANY_PARAGRAPHS = 5
_FEW_WORDS = 60

Signature = tuple[str, ...]


@dataclass(slots=True)
class Furniture:
    """An element that looks like furniture of the page, such as a list of other stories.

    Attributes:
        outer: the next such element around it; None: none.
        kind: its tag and classes.
        words: the number of words that count for the article, in it and in the elements within.
        holds_article: whether so many of them are in it that it must hold the article.
    """

    outer: Furniture | None
    kind: str = ""
    words: int = 0
    holds_article: bool = False


@dataclass(slots=True)
class Block:
    """A run of text between two borders of block elements.

    Attributes:
        text: on one line.
        tag: of the nearest block element.
        signature: tag and classes of the nearest three elements; paragraphs of an article have the same.
        ancestors: numbers of the elements around the block element, the nearest first, in the order in which elements
            begin.
        section_end: the number of the last element in the nearest element around that has anything after the block.
        place: the number of the block element.
        scope: a number for the nearest <article> element; 0: none.
        linked: the number of characters in links.
        emphasised: the number of characters in italics.
        has_picture: whether a picture and nothing else is in the element around the block.
        furniture: the nearest element around it that looks like furniture; None: none.
    """

    text: str
    tag: str
    signature: Signature
    ancestors: tuple[int, ...]
    place: int
    scope: int
    linked: int
    emphasised: int
    has_picture: bool
    furniture: Furniture | None
    words: int = field(init=False)
    section_end: int = 0

    def __post_init__(self) -> None:
        """Count the words."""
        self.words = len(self.text.split())

    @property
    def parent(self) -> int:
        """The number of the element around the block element; 0: none."""
        return self.ancestors[0] if self.ancestors else 0

    @property
    def is_heading(self) -> bool:
        """Whether the block is a heading."""
        return self.tag in _HEADINGS

    @property
    def is_prose(self) -> bool:
        """Whether the block has some words, most of them outside of links."""
        return self.words >= _PROSE_WORDS and 2 * self.linked < len(self.text) and not self.is_heading

    @property
    def is_link(self) -> bool:
        """Whether nearly all of the block is a link."""
        return self.linked >= 0.8 * len(self.text)

    @property
    def in_furniture(self) -> bool:
        """Whether the block is in an element that looks like furniture and does not hold the article."""
        place = self.furniture
        while place is not None:
            if not place.holds_article:
                return True
            place = place.outer
        return False


@dataclass(slots=True)
class _Open:
    """An element that is being read."""

    tag: str
    name: str
    number: int
    scope: int
    furniture: Furniture | None
    has_picture: bool = False


@dataclass(slots=True)
class _Reader:
    """Collects the text of a page, block by block."""

    blocks: list[Block] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    emphasised: int = 0
    links: int = 0
    emphases: int = 0
    numbers: int = 0
    ends: dict[int, int] = field(default_factory=dict)
    forms: set[int] = field(default_factory=set)

    def add(self, text: str | None) -> None:
        if not text:
            return
        self.pieces.append(text)
        if self.links or self.emphases:
            characters = len(" ".join(text.split()))
            self.linked += characters if self.links else 0
            self.emphasised += characters if self.emphases else 0

    def flush(self) -> None:
        """End a block."""
        text = "".join(self.pieces)
        self.pieces.clear()
        linked, self.linked = self.linked, 0
        emphasised, self.emphasised = self.emphasised, 0
        if not text.strip() or not self.stack:
            return
        here = self.stack[-1]
        parts = text.split("\n\n") if here.tag == "pre" else [text]
        for part in parts:
            if line := " ".join(part.split()):
                self.blocks.append(self._block(line, here, linked, emphasised))

    def _block(self, line: str, here: _Open, linked: int, emphasised: int) -> Block:
        nearest = self.stack[:-4:-1]
        return Block(
            text=line,
            tag=here.tag,
            signature=tuple(element.name for element in nearest),
            ancestors=tuple(element.number for element in self.stack[-2::-1]),
            place=here.number,
            scope=here.scope,
            linked=min(linked, len(line)),
            emphasised=min(emphasised, len(line)),
            has_picture=here.has_picture,
            furniture=here.furniture,
        )

    def start(self, element: Any) -> None:
        """Begin an element."""
        tag = element.tag
        if tag in _BLOCKS:
            self._enter(element, tag)
        self.picture(tag)
        self.links += tag == "a"
        self.emphases += tag in _EMPHASIS
        self.add(element.text)

    def end(self, element: Any) -> None:
        """End an element."""
        tag = element.tag
        self.links -= tag == "a"
        self.emphases -= tag in _EMPHASIS
        if tag in _BLOCKS:
            self.flush()
            self.ends[self.stack.pop().number] = self.numbers

    def _enter(self, element: Any, tag: str) -> None:
        self.flush()
        self.numbers += 1
        outer = self.stack[-1] if self.stack else None
        furniture = outer.furniture if outer else None
        name = f"{tag} {_class(element)}"
        if tag in _FURNITURE or _is_named_furniture(_names(element)):
            furniture = Furniture(furniture, name)
        if tag == "form" and outer:
            self.forms.add(outer.number)
        scope = self.numbers if tag == "article" else (outer.scope if outer else 0)
        self.stack.append(_Open(tag, name, self.numbers, scope, furniture))

    def picture(self, tag: str) -> None:
        """Note a picture in the current block element, if it is one and no text is before it."""
        if tag in _PICTURES and self.stack and not any(map(str.strip, self.pieces)):
            self.stack[-1].has_picture = True


def read_blocks(tree: Any) -> list[Block]:
    """Return the blocks of a page in their order; hidden elements and scripts are left out.

    Raises:
        ReadError: lxml, which comes with trafilatura, is not installed.
    """
    walk = need("lxml.etree", EXTRA).iterwalk(tree, events=("start", "end", "comment", "pi"))
    reader = _Reader()
    skipped = None
    for event, element in walk:
        if event == "start":
            if element.tag in _REMOVED or _is_hidden(element):
                reader.picture(element.tag)
                walk.skip_subtree()
                skipped = element
            else:
                reader.start(element)
        elif event == "end" and element is not skipped:
            reader.end(element)
        if event != "start":
            reader.add(element.tail)
    reader.flush()
    _mark_forms(reader)
    for block in reader.blocks:
        own_end = reader.ends.get(block.place, block.place)
        ends = (reader.ends.get(number, reader.numbers) for number in block.ancestors)
        block.section_end = next((end for end in ends if end > own_end), own_end)
    return reader.blocks


def _mark_forms(reader: _Reader) -> None:
    """Mark the few lines beside a form as furniture: they say what signing up is for."""
    words = Counter[int]()
    for block in reader.blocks:
        words[block.parent] += block.words
    for block in reader.blocks:
        if block.parent in reader.forms and words[block.parent] <= _FEW_WORDS:
            block.furniture = Furniture(block.furniture, "form")


def _is_hidden(element: Any) -> bool:
    """Return whether an element is hidden and short; scripts of payments and of dialogues hide whole articles."""
    attributes = element.attrib
    if "hidden" not in attributes and not _HIDDEN_STYLE.search(attributes.get("style") or ""):
        return False
    return sum(1 for _ in islice(element.iter("p"), _MANY_PARAGRAPHS)) < _MANY_PARAGRAPHS


@cache
def _longest_phrase() -> int:
    return max(name.count(" ") for name in group("page_words", "class") | group("page_words", "body_class")) + 1


@lru_cache(maxsize=4096)  # a page has few different names for many elements
def _is_named_furniture(names: str) -> bool:
    """Return whether the names of an element have words of furniture, and none of an article's body."""
    words = [word.lower() for name in _NAMES.findall(names) for word in _WORDS.findall(name)]
    phrases = {
        " ".join(words[start : start + length])
        for length in range(1, _longest_phrase() + 1)
        for start in range(len(words) - length + 1)
    }
    return not phrases.isdisjoint(group("page_words", "class")) and phrases.isdisjoint(
        group("page_words", "body_class")
    )


def _names(element: Any) -> str:
    return " ".join(value[:_LONGEST_NAME] for name in _NAMING_ATTRIBUTES if (value := element.get(name)))


def _class(element: Any) -> str:
    """Return the classes of an element without the numbers in them: 'text-block-3' and 'text-block-4' are one kind."""
    return _DIGITS.sub("", " ".join((element.get("class") or "")[:_LONGEST_NAME].split()))
