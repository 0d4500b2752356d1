from newsrows.diff.text_escapes import escape_markdown, one_line, shorten, shorten_pair


def test_control_characters_and_line_ends_cannot_steer_a_terminal() -> None:
    assert one_line("a\x1b[31m\n b\x9b") == "a\\x1b[31m b\\x9b"


def test_markdown_of_a_package_is_not_markup() -> None:
    assert escape_markdown("[x](y) @me") == "\\[x\\](y) \\@\u200bme"


def test_pair_of_long_texts_is_cut_before_its_first_difference() -> None:
    old, new = f"{'a' * 100}old", f"{'a' * 100}new"
    assert shorten_pair(old, new, most=40) == (f"...{'a' * 20}old", f"...{'a' * 20}new")
    assert shorten_pair("ab", "ac", most=40) == ("ab", "ac")
    assert shorten("a" * 50, most=10) == "aaaaaaa..."
