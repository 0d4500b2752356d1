"""What the quote finder knows about an article: its parse, quotations, paragraphs and names, indexed by token."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from newsrows.extraction.parse.blocks import Block
from newsrows.extraction.parse.parsed_article import ParsedArticle
from newsrows.extraction.parse.quotation_marks import Quotation, pair_marks
from newsrows.extraction.parse.tokens import Tokens
from newsrows.extraction.quotes.lexicon import ReportingWord, reporting_verbs
from newsrows.records import Mention
from newsrows.records.entity_kinds import BY_TYPE, PERSON

TokenRange = tuple[int, int]
"""Index of the first token, and of the token after the last one."""

# Tags of tokens that are not words: quotation marks, brackets, stops, white space.
_NOT_WORDS = frozenset({"``", "''", ",", ".", ":", "-LRB-", "-RRB-", "HYPH", "NFP", "_SP", ""})


@dataclass(eq=False)
class QuoteContext:
    """One article with the indices that the rules about quotes look up.

    Args:
        parsed: the article with its layout and its parse.
        mentions: names and other references in it, in reading order.
    """

    parsed: ParsedArticle
    mentions: Sequence[Mention]

    def __post_init__(self) -> None:
        self.text: str = self.parsed.text
        self.tokens: Tokens = self.parsed.tokens
        self.quotations: tuple[Quotation, ...] = pair_marks(self.text, self.parsed.blocks)
        self.reporting_verbs: dict[str, ReportingWord] = reporting_verbs()

    @cached_property
    def quotation_ranges(self) -> list[TokenRange]:
        """The tokens of each quotation, without its marks."""
        return [self._token_range(quotation.start, quotation.end) for quotation in self.quotations]

    @cached_property
    def quotation_of(self) -> list[int]:
        """For each token the index of the quotation that contains it, or -1."""
        return self._index_by_token(self.quotation_ranges)

    @cached_property
    def opening_at(self) -> dict[int, Quotation]:
        """Quotations by the offset where their opening mark begins."""
        return {quotation.outer_start: quotation for quotation in self.quotations if quotation.opened}

    @cached_property
    def closing_at(self) -> dict[int, Quotation]:
        """Quotations by the offset where their closing mark ends."""
        return {quotation.outer_end: quotation for quotation in self.quotations if quotation.closed}

    @cached_property
    def inner_starts(self) -> dict[int, Quotation]:
        """Quotations by the offset where their words begin."""
        return {quotation.start: quotation for quotation in self.quotations}

    @cached_property
    def inner_ends(self) -> dict[int, Quotation]:
        """Quotations by the offset where their words end."""
        return {quotation.end: quotation for quotation in self.quotations}

    @cached_property
    def paragraphs(self) -> list[Block]:
        """The blocks of the article itself, without page furniture such as captions."""
        return [block for block in self.parsed.blocks if not block.is_boilerplate]

    @cached_property
    def paragraph_ranges(self) -> list[TokenRange]:
        """The tokens of each of `paragraphs`."""
        return [self._token_range(block.start, block.end) for block in self.paragraphs]

    @cached_property
    def block_of(self) -> list[int]:
        """For each token the index of its paragraph in `paragraphs`, or -1 in page furniture."""
        return self._index_by_token(self.paragraph_ranges)

    @cached_property
    def paragraph_of(self) -> list[int]:
        """For each token the index of its paragraph in `paragraphs`, or -1 where nobody is quoted.

        Nobody is quoted in page furniture, headings, tables, and the questions of an interview.
        """
        indices = list(self.block_of)
        for block, (start, end) in zip(self.paragraphs, self.paragraph_ranges, strict=True):
            if block.is_silent:
                indices[start:end] = [-1] * (end - start)
        return indices

    @cached_property
    def people_at(self) -> dict[int, TokenRange]:
        """For each token of a person's name the tokens of the full name."""
        return self._names_of({PERSON.type})

    @cached_property
    def names_at(self) -> dict[int, TokenRange]:
        """For each token of a name of any kind of entity the tokens of the full name."""
        return self._names_of(BY_TYPE.keys())

    @cached_property
    def places_at(self) -> set[int]:
        """The tokens of the names of places."""
        return {i for start, end, label in self.tokens.entities if label == "place" for i in range(start, end)}

    def is_word(self, token: int) -> bool:
        """Whether the token is a word, not punctuation or white space."""
        return self.tokens.tags[token] not in _NOT_WORDS

    def is_verb(self, token: int) -> bool:
        """Whether the token is tagged as a verb."""
        return self.tokens.tags[token][:2] == "VB"

    def has_words(self, start: int, end: int) -> bool:
        """Whether at least one of the tokens is a word."""
        return any(map(self.is_word, range(start, end)))

    def child(self, token: int, *deps: str) -> int | None:
        """The first dependent of `token` that has one of the dependency labels."""
        labels = self.tokens.deps
        for i in self.tokens.children[token]:
            if labels[i] in deps:
                return i
        return None

    def sentence(self, token: int) -> TokenRange:
        """The tokens of the sentence that contains `token`."""
        return self.tokens.sentence_bounds(self.tokens.sentence_of(token))

    def _token_range(self, start: int, end: int) -> TokenRange:
        """The tokens between two offsets."""
        within = self.tokens.within(start, end)
        return within.start, within.stop

    def _index_by_token(self, ranges: Sequence[TokenRange]) -> list[int]:
        """For each token the index of the range that contains it, or -1."""
        indices = [-1] * len(self.tokens)
        for index, (start, end) in enumerate(ranges):
            indices[start:end] = [index] * (end - start)
        return indices

    def _names_of(self, types: Set[str]) -> dict[int, TokenRange]:
        names = [(start, end) for start, end, label in self.tokens.entities if label in types]
        names += [
            self._token_range(mention.span.start, mention.span.end)
            for mention in self.mentions
            if mention.type in types and mention.form == "name"
        ]
        return {token: (start, end) for start, end in names for token in range(start, end)}
