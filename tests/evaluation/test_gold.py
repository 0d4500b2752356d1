from __future__ import annotations

import json
from pathlib import Path

import pytest
from harbour import TEXT

from newsrows.evaluation.gold import Attribution, GoldArticle, GoldError, read_gold


def test_each_line_of_the_gold_is_an_article(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "harbour.txt").write_text(TEXT, "utf-8")
    line = {"doc_id": "harbour", "attributions": [{"content": [[40, 56]], "source": [], "kind": "direct"}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n\n", "utf-8")
    assert read_gold(tmp_path) == [GoldArticle("harbour", TEXT, (Attribution(((40, 56),), (), "direct"),))]


@pytest.mark.parametrize("content", ["", "{", '{"doc_id": "x", "attributions": []}'])
def test_gold_folder_that_cannot_be_read_is_an_error(tmp_path: Path, content: str) -> None:
    (tmp_path / "gold.jsonl").write_text(content, "utf-8")
    with pytest.raises(GoldError, match=r"gold\.jsonl"):
        read_gold(tmp_path)
