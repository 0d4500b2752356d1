"""What a command says while it runs."""

import sys

import pytest

from newsrows.progress import Silent, Terminal, progress


@pytest.fixture
def terminal(monkeypatch):
    """A function that makes standard error look like a terminal, called when it is captured already."""
    return lambda: monkeypatch.setattr(sys.stderr, "isatty", lambda: True)


def test_a_step_is_a_line_at_a_terminal(capsys, terminal) -> None:
    terminal()
    Terminal().step("checking the package")
    assert capsys.readouterr().err == "checking the package ...\n"


def test_a_bar_shows_the_share_that_is_done_and_the_time_that_remains(capsys, terminal) -> None:
    terminal()
    assert list(Terminal().items("abcd", 4, "page")) == ["a", "b", "c", "d"]
    shown = capsys.readouterr().err
    assert "0/4" in shown
    assert "page" in shown


def test_a_bar_shows_words_a_second(capsys, terminal, monkeypatch) -> None:
    terminal()
    seconds = iter([0.0, 2.0, 4.0])
    monkeypatch.setattr("newsrows.progress.time.monotonic", lambda: next(seconds))
    texts = ["two words", "four words are here"]
    assert list(Terminal().items(texts, 2, "article", lambda text: len(text.split()))) == texts
    shown = capsys.readouterr().err
    assert "1 words/s" in shown  # 2 words after 2 seconds
    assert "2 words/s" in shown  # 6 words after 4 seconds, rounded to the even number


def test_a_log_file_gets_neither_steps_nor_bars(capsys) -> None:
    shown = Terminal()
    shown.step("checking the package")
    assert list(shown.items([1, 2], 2, "page", lambda _: 1)) == [1, 2]
    assert capsys.readouterr().err == ""


def test_silence_says_nothing_at_a_terminal_either(capsys, terminal) -> None:
    terminal()
    silent = Silent()
    silent.step("checking the package")
    assert list(silent.items([1, 2], 2, "page", lambda _: 1)) == [1, 2]
    assert capsys.readouterr().err == ""


def test_progress_is_shown_if_asked_for() -> None:
    assert isinstance(progress(True), Terminal)
    assert isinstance(progress(False), Silent)
