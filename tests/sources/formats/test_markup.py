from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from newsrows.sources.errors import BadFileError
from newsrows.sources.formats.markup import is_markup, strip_markup


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Fares <b>rise</b> by 5% &amp; more.</p><p>Over.</p>", "Fares rise by 5% & more.\n\nOver."),
        ("<p>One<br>two</p>three", "One\n\ntwo\n\nthree"),
        ("<div>\n One\n two </div><ul><li>a</li><li>b</li></ul>", "One two\n\na\n\nb"),
        ("<figure><img src='x'><figcaption>Gone</figcaption></figure><p>Stays</p><script>x</script>", "Stays"),
        ("<p>un<em>believ</em>able “£5”</p>", "unbelievable “£5”"),
        ("<p>not closed <p>at all</i>", "not closed\n\nat all"),
        ("<!doctype html><html><body><p>Page</p></body></html>", "Page"),
    ],
)
def test_blocks_of_markup_are_separated_by_empty_lines(markup: str, text: str) -> None:
    assert strip_markup(markup) == text


@pytest.mark.parametrize("markup", ["<p></p>", "<script>x</script>", "<figure><p>x</p></figure>"])
def test_markup_without_text_is_rejected(markup: str) -> None:
    with pytest.raises(BadFileError, match="found HTML without text"):
        strip_markup(markup)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" <P class='x'>One</P>", True),
        ("<strong>LONDON</strong> - One", True),
        ("<sic> he said </sic>", False),
        ("One <p>two</p>", False),
        ("<p> is a tag, the teacher said.", False),
        ("5 < 6", False),
    ],
)
def test_prose_is_not_taken_for_markup(text: str, *, expected: bool) -> None:
    assert is_markup(text) == expected


@settings(deadline=None)
@given(st.text(max_size=80))
@example("\x01")
@example("<")
@example("<!--")
@example("&#0;")
def test_any_markup_gives_text_or_a_reason(text: str) -> None:
    try:
        found = strip_markup(f"<p>{text}</p>")
    except BadFileError:
        return
    assert found
    assert found == found.strip()
