from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from newsrows.pipeline.display_names import DisplayNames


@given(st.lists(st.tuples(st.integers(1, 5), st.text(st.characters(), max_size=5)), min_size=1, max_size=20))
@example([(1, "a\r\nb"), (1, "\ud800"), (2, "a\r\nb")])
def test_each_page_has_the_name_of_its_file(steps: list[tuple[int, str]]) -> None:
    positions = [sum(step for step, _ in steps[: number + 1]) for number in range(len(steps))]
    with tempfile.TemporaryDirectory() as folder, DisplayNames(Path(folder)) as names:
        for position, (_, name) in zip(positions, steps, strict=True):
            names.add(position, name)
        assert [names.at(position) for position in positions] == [name for _, name in steps]


def test_pages_of_one_file_take_one_line(tmp_path: Path) -> None:
    with DisplayNames(tmp_path) as names:
        for position in range(1000):
            names.add(position, "news/crawl.warc.gz")
        assert names.at(999) == "news/crawl.warc.gz"
    (kept,) = tmp_path.iterdir()
    assert kept.read_text("utf-8").count("\n") == 1


def test_nothing_is_written_without_a_page(tmp_path: Path) -> None:
    with DisplayNames(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []
