"""A spokesperson without a name who goes on as 'he' or 'she'."""

from __future__ import annotations

import pytest

from newsrows.records import Findings, Mention, Quote, Span
from newsrows.resolution.coreference.spokespersons import quotes_of_spokespersons


def story(text: str, *speakers: str, people: tuple[str, ...] = ()) -> Findings:
    """An article in which each of the speakers, found one after another, speaks the two words after 'said'."""
    quotes, at = [], 0
    for speaker in speakers:
        start = text.index(speaker, at)
        head = speaker.split(" for ")[0].split()[-1]
        said = text.index("said ", start) + len("said ")
        at = text.index(".", said)
        quotes.append(
            Quote(
                "indirect",
                (Span.of(text, said, at),),
                speaker=Span.of(text, start, start + len(speaker)),
                speaker_head=Span.of(text, text.index(head, start), text.index(head, start) + len(head)),
            )
        )
    named = [
        Mention(Span.of(text, i, i + len(name)), "person", "name", 0) for name in people if (i := text.index(name)) >= 0
    ]
    return Findings("a1", 1, 1, 1, tuple(sorted(named, key=lambda m: m.span)), quotes=tuple(quotes))


@pytest.mark.parametrize(
    ("text", "speakers", "people", "found"),
    [
        (
            "A spokeswoman for the bank said it rained. She said it froze.",
            ("A spokeswoman for the bank", "She"),
            (),
            {1: 0},
        ),
        (
            "The spokesman said it rained. He said it froze. He said so.",
            ("The spokesman", "He", "He"),
            (),
            {1: 0, 2: 0},
        ),
        ("A spokesman said it rained. She said it froze.", ("A spokesman", "She"), (), {}),
        ("A spokesperson said Ann Poole left. She said so.", ("A spokesperson", "She"), ("Ann Poole",), {1: 0}),
        ("A spokeswoman said so. Ann Poole rose. She said no.", ("A spokeswoman", "She"), ("Ann Poole",), {}),
        ("A spokeswoman said so. Voters said no. She said yes.", ("A spokeswoman", "Voters", "She"), (), {}),
        ("The mayor said so. She said no.", ("The mayor", "She"), (), {}),
    ],
)
def test_he_or_she_after_a_spokesperson_without_a_name(
    text: str, speakers: tuple[str, ...], people: tuple[str, ...], found: dict[int, int]
) -> None:
    assert dict(quotes_of_spokespersons(story(text, *speakers, people=people))) == found
