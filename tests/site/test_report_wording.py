import pytest

from newsrows.site.formatters import count_of, figure_text, headline, number_text, shorten, words_in
from newsrows.site.rows import ArticleRow, StatisticRow


def test_counts_are_said_in_words():
    assert count_of(1, "quote") == "1 quote"
    assert count_of(2310, "person", "people") == "2,310 people"


@pytest.mark.parametrize(
    ("number", "text"), [(1.2e9, "1,200,000,000"), (4.5, "4.5"), (0.1 + 0.2, "0.3"), (None, ""), (float("inf"), "inf")]
)
def test_numbers_are_plain(number, text):
    assert number_text(number) == text


def test_figures_show_ranges_and_units():
    assert figure_text(StatisticRow("a:s1", "a", 1, 2, 40, value_max=60, unit="percent")) == "40–60 %"
    assert figure_text(StatisticRow("a:s1", "a", 1, 2, 5)) == "5"


def test_text_is_cut_between_words():
    assert shorten("One two,\n three", 40) == "One two, three"
    assert shorten("One two, three", 9) == "One two…"


def test_words_may_hold_apostrophes_and_points():
    assert words_in("It's 3.5 per-cent — “no”.") == 4


def test_an_article_without_a_title_is_called_by_its_first_line_or_its_file():
    assert headline(ArticleRow("a", text="\n The boats | \nMore")) == "The boats"
    assert headline(ArticleRow("a", "b.txt")) == "b.txt"
    assert headline(ArticleRow("a", title="Boats", text="x")) == "Boats"
