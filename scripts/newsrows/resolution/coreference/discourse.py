"""What the resolution of pronouns knows of a whole article: paragraphs, speakers, and the resolution so far."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from newsrows.records import Quote
from newsrows.resolution.coreference.speaker_mention import MentionQuotes
from newsrows.resolution.coreference.state import Cluster, CoreferenceState

# Line ends between two paragraphs.
_LINES_IN_A_PARAGRAPH: Final = 2


@dataclass(frozen=True, eq=False)
class Discourse:
    """An article while its pronouns are being resolved. Lists have one item per mention.

    Attributes:
        state: the resolution so far.
        quotes: the quotes around mentions and spoken by them.
        text: the article's text.
        mention_features: features of mentions that were computed before (`pronoun_features`).
    """

    state: CoreferenceState
    quotes: MentionQuotes
    text: str
    mention_features: dict[int, tuple[float, ...]] = field(default_factory=dict)

    @cached_property
    def paragraphs(self) -> list[int]:
        """The number of the line of each mention, which tells paragraphs apart."""
        line_ends = [match.start() for match in re.finditer("\n", self.text)]
        return [bisect_right(line_ends, mention.span.start) for mention in self.state.findings.mentions]

    @cached_property
    def opens_paragraph(self) -> list[bool]:
        """Whether each mention is the first of its paragraph."""
        return [i == 0 or self.paragraphs[i - 1] != paragraph for i, paragraph in enumerate(self.paragraphs)]

    @cached_property
    def opens_sentence(self) -> list[bool]:
        """Whether each mention is the first of a person in its sentence."""
        last = -1
        flags: list[bool] = []
        for mention in self.state.findings.mentions:
            flags.append(mention.type == "person" and mention.sentence != last)
            last = mention.sentence if mention.type == "person" else last
        return flags

    @cached_property
    def first_person(self) -> Cluster | None:
        """The person named first in the article."""
        people = (cluster for cluster in self.state.clusters if cluster.type == "person")
        return min(people, key=lambda cluster: cluster.members[0], default=None)

    @cached_property
    def spoken_spans(self) -> dict[int, list[tuple[int, int]]]:
        """By the index of a mention that may speak: the spans of the parts of its quotes."""
        return {
            i: [(part.start, part.end) for quote in spoken for part in quote.parts]
            for i, spoken in self.quotes.spoken_by.items()
        }

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self.state.findings.mentions]

    def named_in_own_words(self, i: int) -> set[int]:
        """People whom the speaker `i` names in a quote, but who are not named elsewhere in the sentence before it.

        Speakers rarely name themselves, so in 'Bill was my friend,' he said, 'he' is not Bill. Indirect speech counts
        only if a comma separates it from the pronoun: 'Bill had left, he said'. In a report after the verb, the name
        may be the speaker's: 'He says that rivals fear Bill's money'.

        Returns:
            The `id` of each such cluster.
        """
        mentions, linked = self.state.findings.mentions, self.state.linked
        parts = [
            part
            for quote in self.quotes.spoken_by.get(i, ())
            for part in quote.parts
            if quote.kind != "indirect" or self.text[part.end : mentions[i].span.start] == ", "
        ]
        inside: set[int] = set()
        for part in parts:
            for k in range(bisect_left(self._starts, part.start), bisect_left(self._starts, part.end)):
                # in 'Ann Carter said she felt old', Ann Carter does not name herself
                if k in linked and mentions[k].form == "name" and k not in self.quotes.spoken_by:
                    inside.add(id(linked[k]))
        k = i - 1
        while inside and k >= 0 and mentions[k].sentence == mentions[i].sentence:
            if k in linked and not any(part.overlaps(mentions[k].span) for part in parts):
                inside.discard(id(linked[k]))
            k -= 1
        return inside

    @cached_property
    def _speakers(self) -> tuple[list[int], list[Quote]]:
        """Where the speakers of quotes stand, in order, and their quotes."""
        quotes = sorted((q.speaker.start, n) for n, q in enumerate(self.state.findings.quotes) if q.speaker)
        return [start for start, _ in quotes], [self.state.findings.quotes[n] for _, n in quotes]

    @cached_property
    def _speaking_mentions(self) -> dict[int, int]:
        """By the `id` of a quote: the index of the mention that may speak it."""
        return {id(quote): i for i, spoken in self.quotes.spoken_by.items() for quote in spoken}

    def _quote_before(self, i: int) -> Quote | None:
        """The last quote whose speaker stands before the mention `i`, and that this mention does not speak."""
        starts, quotes = self._speakers
        at = bisect_left(starts, self._starts[i]) - 1
        if at >= 0 and self._speaking_mentions.get(id(quotes[at])) == i:
            at -= 1
        return quotes[at] if at >= 0 else None

    def last_speaker(self, i: int) -> tuple[Cluster | None, bool]:
        """Who spoke the last quote with a speaker before the mention `i`, and whether that is somebody unknown."""
        quote = self._quote_before(i)
        if quote is None:
            return None, False
        index = self._speaking_mentions.get(id(quote))
        speaker = self.state.linked.get(index) if index is not None else None
        return speaker, speaker is None

    def anonymous_speaker(self, i: int) -> Quote | None:
        """The quote of somebody without a name whom the speaking pronoun `i` goes on quoting, if there is one.

        'A cleaner said Jo Hart was kind. She added': the pronoun means the cleaner. The quote is in the same paragraph
        or in the one before.
        """
        quote = self._quote_before(i) if i in self.quotes.spoken_by else None
        if quote is None or quote.source != "anonymous" or quote.speaker is None:
            return None
        lines = self.text.count("\n", quote.speaker.end, self._starts[i])
        return quote if lines <= _LINES_IN_A_PARAGRAPH else None
