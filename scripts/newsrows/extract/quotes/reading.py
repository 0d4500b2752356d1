"""What the modules of this package read: the parse, its quotations, and where they stand in one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from newsrows.extract.layout import Block
from newsrows.extract.marks import Quotation, pair_marks
from newsrows.extract.parsed import ParsedArticle
from newsrows.extract.quotes.lexicon import Reporting, reporting_verbs
from newsrows.extract.tokens import Tokens
from newsrows.records import Mention

# Tokens that hold no words: quotation marks, brackets, stops.
PUNCTUATION_TAGS = frozenset({"``", "''", ",", ".", ":", "-LRB-", "-RRB-", "HYPH", "NFP", "_SP", ""})

TokenRange = tuple[int, int]


@dataclass(eq=False)
class Reading:
    """An article as the quote finder reads it. Token ranges are half-open."""

    parsed: ParsedArticle
    mentions: Sequence[Mention]
    text: str = field(init=False)
    tokens: Tokens = field(init=False)
    quotations: tuple[Quotation, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.text = self.parsed.text
        self.tokens = self.parsed.tokens
        self.quotations = pair_marks(self.text, self.parsed.blocks)

    @cached_property
    def verbs(self) -> dict[str, Reporting]:
        """The reporting verbs by form."""
        return reporting_verbs()

    @cached_property
    def ranges(self) -> list[TokenRange]:
        """The tokens inside each quotation, marks left out."""
        found = []
        for quotation in self.quotations:
            within = self.tokens.within(quotation.start, quotation.end)
            found.append((within.start, within.stop))
        return found

    @cached_property
    def quoted(self) -> list[int]:
        """For each token the index of the quotation that it stands in, or -1."""
        found = [-1] * len(self.tokens)
        for number, (start, end) in enumerate(self.ranges):
            for token in range(start, end):
                found[token] = number
        return found

    @cached_property
    def block_ranges(self) -> list[TokenRange]:
        """The tokens of each paragraph that is no page furniture."""
        found = []
        for block in self.bodies:
            within = self.tokens.within(block.start, block.end)
            found.append((within.start, within.stop))
        return found

    @cached_property
    def bodies(self) -> list[Block]:
        """The paragraphs that are no page furniture."""
        return [block for block in self.parsed.blocks if not block.is_furniture]

    @cached_property
    def body_of(self) -> list[int]:
        """For each token the index of its paragraph in `bodies`, or -1 in page furniture."""
        found = [-1] * len(self.tokens)
        for number, (start, end) in enumerate(self.block_ranges):
            for token in range(start, end):
                found[token] = number
        return found

    @cached_property
    def people(self) -> set[int]:
        """Tokens of names of people."""
        found = {
            token for start, end, label in self.tokens.entities if label == "PERSON" for token in range(start, end)
        }
        for mention in self.mentions:
            if mention.type == "person" and mention.form == "name":
                found.update(self.tokens.within(mention.span.start, mention.span.end))
        return found

    def is_word(self, token: int) -> bool:
        """Whether the token is more than punctuation or white space."""
        return self.tokens.tags[token] not in PUNCTUATION_TAGS

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependent of `token` with one of the labels."""
        return next((i for i in self.tokens.children[token] if self.tokens.deps[i] in deps), None)

    def sentence(self, token: int) -> TokenRange:
        """The tokens of the sentence that `token` stands in."""
        return self.tokens.sentence_bounds(self.tokens.sentence_of(token))
