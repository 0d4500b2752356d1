import pytest
from own_package import row_of

from newsrows.site.formatters import count_of, figure_text, headline, number_text, relation_text, shorten, word_count


def test_count_has_its_noun_in_singular_or_plural():
    assert count_of(1, "quote") == "1 quote"
    assert count_of(2310, "person", "people") == "2,310 people"


@pytest.mark.parametrize(
    ("number", "text"), [(1.2e9, "1,200,000,000"), (4.5, "4.5"), (0.1 + 0.2, "0.3"), (None, ""), (float("inf"), "inf")]
)
def test_number_is_shown_with_thousands_separators(number, text):
    assert number_text(number) == text


def test_figure_shows_its_range_and_unit():
    assert figure_text(row_of("statistics", value=40, value_max=60, unit="percent")) == "40–60 %"
    assert figure_text(row_of("statistics", value=5)) == "5"


def test_long_text_is_cut_between_words():
    assert shorten("One two,\n three", 40) == "One two, three"
    assert shorten("One two, three", 9) == "One two…"


def test_word_may_contain_an_apostrophe_a_hyphen_or_a_point():
    assert word_count("It's 3.5 per-cent — “no”.") == 4


def test_headline_without_a_title_is_the_first_line_or_the_file_name():
    assert headline(row_of("articles", article_id="a", text="\n The boats | \nMore")) == "The boats"
    assert headline(row_of("articles", article_id="a", file_name="b.txt")) == "b.txt"
    assert headline(row_of("articles", article_id="a", title="Boats", text="x")) == "Boats"


def test_relation_of_an_alias_is_shown_in_words():
    assert relation_text("partial") == "a part of the name"
    assert relation_text("unknown") == "unknown"
    assert relation_text(None) == ""
