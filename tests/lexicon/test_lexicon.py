"""Reading word lists by column and by group."""

import re
from collections import Counter
from pathlib import Path

import pytest

from newsrows import lexicon

_FOLDER = Path(lexicon.__file__).with_name("en")


def test_group_holds_the_words_of_that_group_alone() -> None:
    metres = lexicon.group("figure_words", "metres")
    assert "hurdles" in metres
    assert "january" not in metres


def test_ordered_group_keeps_the_order_of_the_file() -> None:
    in_file = [row["word"] for row in lexicon.rows("figure_words") if row["group"] == "metres"]
    assert list(lexicon.ordered_group("figure_words", "metres")) == in_file


def test_unknown_group_is_an_error_that_names_the_list_and_its_groups() -> None:
    with pytest.raises(KeyError, match=r"figure_words\.csv has no group 'metre'; next: use one of .*metres"):
        lexicon.group("figure_words", "metre")


def test_column_can_be_limited_to_rows_with_a_value_in_another_column() -> None:
    assert "striker" in lexicon.column("role_titles", "title", kind="sport")
    assert "secretary" not in lexicon.column("role_titles", "title", kind="sport")


def test_every_list_is_described_on_a_page_beside_it() -> None:
    pages = "".join(page.read_text(encoding="utf-8") for page in _FOLDER.glob("*.md"))
    assert [path.name for path in _FOLDER.glob("*.csv") if path.name not in pages] == []


@pytest.mark.parametrize("name", ["name_words", "layout_words"])
def test_group_lists_each_word_once(name: str) -> None:
    entries = Counter((row["group"], row["word"]) for row in lexicon.rows(name))
    assert [entry for entry, times in entries.items() if times > 1] == []


def test_words_of_a_group_are_alternatives_of_a_pattern() -> None:
    pattern = re.compile(lexicon.alternatives("figure_words", "metres"))
    assert pattern.fullmatch("hurdles")
    assert not pattern.fullmatch("january")
