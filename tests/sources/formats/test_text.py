from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.text import split_front_matter
from newsrows.sources.metadata.fields import Metadata


def test_front_matter_has_four_values() -> None:
    text = (
        "---\ntitle: 'Strike: over'\npublisher: The Evening Post\npublished_on: 2024-03-01\n"
        "url: https://example.org/strike\ntags: [rail, strike]\n---\n\n The strike is over.\n"
    )
    assert split_front_matter(text) == (
        Metadata("Strike: over", "The Evening Post", date(2024, 3, 1), "https://example.org/strike"),
        "\n The strike is over.\n",
    )


@pytest.mark.parametrize(
    ("block", "metadata"),
    [
        ("title: No\ndate: 2024-03-01", Metadata("No", None, date(2024, 3, 1))),
        ("Title: 1984", Metadata("1984")),
        ("title: ~\nurl: ''\npublisher: null\ndate:", Metadata()),
        ("title: >\n  Strike\n  over", Metadata("Strike over")),
        ("# by hand\n\n'title': Over", Metadata("Over")),
        (
            "date: 2024-03-01T23:30:00-05:00",
            Metadata(published_on=date(2024, 3, 1), published_at=datetime(2024, 3, 2, 4, 30, tzinfo=UTC)),
        ),
        ("date: 2024-03-02 06:00:00\npublished_on: 2024-03-01", Metadata(published_on=date(2024, 3, 1))),
        ("author: Zoë Marsh\nsection: Life", Metadata(authors="Zoë Marsh", section="Life")),
        ("authors: [Ann Carter, Lee Moss]", Metadata(authors="Ann Carter; Lee Moss")),
        ("editor: Zoë Marsh", Metadata()),
        ("", Metadata()),
    ],
)
def test_values_of_front_matter_are_strings(block: str, metadata: Metadata) -> None:
    assert split_front_matter(f"---\n{block}\n---\nThe strike is over.") == (metadata, "The strike is over.")


@pytest.mark.parametrize(
    "text",
    [
        "The strike is over.\n---\ntitle: no\n---\n",
        "---\nThe strike is over, the union said.\n---\nMore soon.",
        "---\n- a list\n---\n",
        "--- The strike\n---\n",
        "----\ntitle: four hyphens\n----\n",
        "---\nLondon: the strike is over.\nMore soon.",
        "---",
        "",
    ],
)
def test_text_without_front_matter_is_not_changed(text: str) -> None:
    assert split_front_matter(text) == (Metadata(), text)


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])))
def test_text_after_front_matter_is_not_changed(text: str) -> None:
    assert split_front_matter(f"---\ntitle: Over\n---  \n{text}") == (Metadata("Over"), text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "---\ntitle: Strike: over\n---\nText",
            r"^line 2: the front matter is not YAML \(.*\); next: correct the line",
        ),
        ("---\ntitle: a\nurl: [b\npublisher: c\n---\nText", r"^line \d: the front matter is not YAML"),
        ("---\ntitle: \x01\n---\nText", r"^line 1: the front matter is not YAML"),
        ("---\ntitle: a\nText", r"^line 1: the front matter has no end, expected a line '---'"),
        ("---\ntitle: [a, b]\n---\nText", r"^front matter, title: found a list, expected one value"),
        ("---\nurl: {a: b}\n---\nText", r"^front matter, url: found several values, expected one value"),
        (
            "---\ndate: 1 March 2024\n---\n",
            r"^front matter, published_on: found '1 March 2024', expected a date as year-",
        ),
        ("---\ndate: 2024-02-30\n---\n", r"^front matter, published_on: found '2024-02-30'"),
        (f"---\ntitle: {'[' * 9999}\n---\n", r"^line \d: the front matter is not YAML"),
    ],
)
def test_message_on_broken_front_matter_gives_the_line(text: str, message: str) -> None:
    with pytest.raises(BadFileError, match=message):
        split_front_matter(text)


@pytest.mark.parametrize("title", ['"\\U00110000"', '"\\UFFFFFFFF"'])
def test_escapes_beyond_unicode_are_reported(title: str) -> None:
    with pytest.raises(BadFileError, match="line 1: the front matter is not YAML"):
        split_front_matter(f"---\ntitle: {title}\n---\nThe ferry sailed.")


def test_halves_of_an_emoji_in_front_matter_are_joined() -> None:
    metadata, _ = split_front_matter('---\ntitle: "\\ud83d\\udea2 sailed"\n---\nThe ferry sailed.')
    assert metadata.title == "\N{SHIP} sailed"


def test_long_front_matter_is_refused() -> None:
    with pytest.raises(BadFileError, match="front matter of 1,000,002 characters, expected at most 65,536"):
        split_front_matter(f"---\n{'a' * 999_999}: \n---\nThe ferry sailed.")


def test_spaces_after_a_key_without_a_colon_take_no_time() -> None:
    text = f"---\nharbour{' ' * 500_000}!"
    assert split_front_matter(text) == (Metadata(), text)
