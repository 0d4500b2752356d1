from newsrows.report.paragraphs import paragraphs


def texts(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_a_line_is_a_paragraph():
    assert texts(" Title |\nFirst line.\n\n  Second.  \n") == ["Title |", "First line.", "Second."]


def test_lines_wrapped_at_one_width_are_one_paragraph():
    wrapped = "The harbour board met for an hour on Monday, then\nwent home without a word on the night ferry\nplan."
    assert texts(wrapped + "\n\nEnd.") == [wrapped, "End."]


def test_white_space_alone_is_no_paragraph():
    assert texts(" \n\n\t \n") == []
