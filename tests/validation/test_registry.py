from __future__ import annotations

import subprocess
import sys

from newsrows.validation import all_rules


def test_every_rule_has_a_unique_id_and_a_sentence() -> None:
    listed = all_rules()
    assert len({rule.id for rule in listed}) == len(listed) >= 60
    for rule in listed:
        assert rule.id == rule.id.lower().replace("_", "-").replace(" ", "-")
        assert rule.sentence.endswith(".")
        assert rule.sentence[0].isupper() or rule.sentence.startswith("data")
        assert rule.next_step


def test_rules_are_listed_in_the_order_in_which_they_are_checked() -> None:
    scopes = [rule.scope for rule in all_rules()]
    assert scopes == sorted(scopes, key=["files", "columns", "rows", "tables"].index)


def test_importing_validation_imports_no_heavy_library() -> None:
    heavy = "{'polars', 'pandera', 'frictionless', 'pyarrow'}"
    code = f"import sys, newsrows.validation; print(sorted({heavy} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
