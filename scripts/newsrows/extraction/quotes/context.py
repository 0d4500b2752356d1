"""What the modules of this package read: the parse, its quotations, and where they stand in one another."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from newsrows.extraction.parse.layout import Block
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.quotation_marks import Quotation, pair_marks
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.quotes.lexicon import Reporting, reporting_verbs
from newsrows.records import Mention

# Tags of tokens that hold no words: quotation marks, brackets, stops.
_NO_WORDS = frozenset({"``", "''", ",", ".", ":", "-LRB-", "-RRB-", "HYPH", "NFP", "_SP", ""})

TokenRange = tuple[int, int]


@dataclass(eq=False)
class Reading:
    """An article as the quote finder reads it. Token ranges are half-open."""

    parsed: ParsedArticle
    mentions: Sequence[Mention]

    def __post_init__(self) -> None:
        self.text: str = self.parsed.text
        self.tokens: Tokens = self.parsed.tokens
        self.quotations: tuple[Quotation, ...] = pair_marks(self.text, self.parsed.blocks)
        self.verbs: dict[str, Reporting] = reporting_verbs()

    @cached_property
    def ranges(self) -> list[TokenRange]:
        """The tokens inside each quotation, marks left out."""
        found = []
        for quotation in self.quotations:
            within = self.tokens.within(quotation.start, quotation.end)
            found.append((within.start, within.stop))
        return found

    @cached_property
    def opening_at(self) -> dict[int, Quotation]:
        """The quotations by the offset at which their opening mark begins."""
        return {quotation.outer_start: quotation for quotation in self.quotations if quotation.opened}

    @cached_property
    def closing_at(self) -> dict[int, Quotation]:
        """The quotations by the offset at which their closing mark ends."""
        return {quotation.outer_end: quotation for quotation in self.quotations if quotation.closed}

    @cached_property
    def inner_starts(self) -> dict[int, Quotation]:
        """The quotations by the offset at which their words begin."""
        return {quotation.start: quotation for quotation in self.quotations}

    @cached_property
    def inner_ends(self) -> dict[int, Quotation]:
        """The quotations by the offset at which their words end."""
        return {quotation.end: quotation for quotation in self.quotations}

    @cached_property
    def quoted(self) -> list[int]:
        """For each token the index of the quotation that it stands in, or -1."""
        found = [-1] * len(self.tokens)
        for number, (start, end) in enumerate(self.ranges):
            found[start:end] = [number] * (end - start)
        return found

    @cached_property
    def bodies(self) -> list[Block]:
        """The paragraphs that are no page furniture."""
        return [block for block in self.parsed.blocks if not block.is_boilerplate]

    @cached_property
    def body_ranges(self) -> list[TokenRange]:
        """The tokens of each of `bodies`."""
        found = []
        for block in self.bodies:
            within = self.tokens.within(block.start, block.end)
            found.append((within.start, within.stop))
        return found

    @cached_property
    def body_of(self) -> list[int]:
        """For each token the index of its paragraph in `bodies`, or -1 in page furniture."""
        found = [-1] * len(self.tokens)
        for number, (start, end) in enumerate(self.body_ranges):
            found[start:end] = [number] * (end - start)
        return found

    @cached_property
    def people(self) -> dict[int, TokenRange]:
        """For each token of a person's name the tokens of the whole name."""
        return self._named({"person"})

    @cached_property
    def names(self) -> dict[int, TokenRange]:
        """For each token of a name, of a person or an organisation, the tokens of the whole name."""
        return self._named({"person", "organisation"})

    def _named(self, types: Set[str]) -> dict[int, TokenRange]:
        names = [(start, end) for start, end, label in self.tokens.entities if label in types]
        for mention in self.mentions:
            if mention.type in types and mention.form == "name":
                within = self.tokens.within(mention.span.start, mention.span.end)
                names.append((within.start, within.stop))
        return {token: (start, end) for start, end in names for token in range(start, end)}

    def is_word(self, token: int) -> bool:
        """Whether the token is more than punctuation or white space."""
        return self.tokens.tags[token] not in _NO_WORDS

    def is_verb(self, token: int) -> bool:
        """Whether the token is tagged as a verb."""
        return self.tokens.tags[token][:2] == "VB"

    def has_words(self, start: int, end: int) -> bool:
        """Whether any of the tokens is a word."""
        return any(map(self.is_word, range(start, end)))

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependent of `token` with one of the labels."""
        labels = self.tokens.deps
        for i in self.tokens.children[token]:
            if labels[i] in deps:
                return i
        return None

    def sentence(self, token: int) -> TokenRange:
        """The tokens of the sentence that `token` stands in."""
        return self.tokens.sentence_bounds(self.tokens.sentence_of(token))
