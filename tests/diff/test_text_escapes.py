from newsrows.diff.text_escapes import escape_markdown, one_line


def test_control_characters_and_line_ends_cannot_steer_a_terminal() -> None:
    assert one_line("a\x1b[31m\n b\x9b") == "a\\x1b[31m b\\x9b"


def test_markdown_of_a_package_is_not_markup() -> None:
    assert escape_markdown("[x](y) @me") == "\\[x\\](y) \\@\u200bme"
