"""What annotators change in Label Studio becomes marks of rows."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from review_slice import APOLOGY, DISGRACE, SHA256, TEXT, YEARS, Reviewed, at, tables

from newsrows.records import ReviewMark
from newsrows.review import ReviewError, Reviews, marks_of_task, read_tasks
from newsrows.review.article_rows import ArticleRows
from newsrows.review.label_studio import Region, Task

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SPEAKERS = {APOLOGY: "Mayor Ines Duarte", DISGRACE: "Kit Duarte"}
Regions = dict[str, Region]


def _rows() -> ArticleRows:
    frames = tables()
    names = ("mentions", "roles", "quotes", "quote_spans", "statistics")
    return ArticleRows(TEXT, {name: frames[name].to_dicts() for name in names}, "tram")


def _region(label: str, words: str, row_id: str = "", **facts: str) -> Region:
    start, end = at(words)
    facts = {"row": row_id, **facts} if row_id else facts
    return Region(f"new-{label}-{start}", label, start, end, facts)


def _exported() -> tuple[Regions, list[tuple[str, str]]]:
    """The regions by their words, as an annotation has them, and the relations to the speakers."""
    regions = {words: _region("person", words) for words in ("Ines Duarte", "She", "Kit Duarte")}
    regions["Marlow Borough"] = _region("organisation", "Marlow Borough")
    regions["Mayor"] = _region("role", "Mayor Ines Duarte")
    regions |= {words: _region("statistic", words) for words in ("300 drivers", "two years", "40")}
    regions |= {words: _region("quote", words) for words in (APOLOGY, YEARS, DISGRACE)}
    regions |= {f"speaker of {words}": _region("speaker", speaker) for words, speaker in SPEAKERS.items()}
    return regions, [(regions[words].id, regions[f"speaker of {words}"].id) for words in SPEAKERS]


def imported(change: Callable[[Regions, list[tuple[str, str]]], None], *, confirm: bool = False) -> list[ReviewMark]:
    regions, relations = _exported()
    change(regions, relations)
    task = Task("tram", TEXT, tuple(regions.values()), tuple(relations), NOW, "tasks.json, task 1")
    return list(marks_of_task(task, _rows(), SHA256, confirm=confirm).marks)


def _told(marks: list[ReviewMark]) -> list[tuple[str, str, str, dict[str, Any]]]:
    return [(mark.table, mark.text, mark.verdict, dict(mark.corrections)) for mark in marks]


def test_an_annotation_without_changes_gives_no_marks_or_confirms_every_row() -> None:
    assert imported(lambda *_: None) == []
    confirmed = imported(lambda *_: None, confirm=True)
    assert {mark.verdict for mark in confirmed} == {"right"}
    assert len(confirmed) == sum(len(_rows().tables[name]) for name in ("mentions", "roles", "quotes", "statistics"))


def test_a_removed_region_makes_its_row_wrong() -> None:
    def remove(regions: Regions, _: object) -> None:
        del regions["two years"], regions["She"]

    assert _told(imported(remove)) == [("mentions", "She", "wrong", {}), ("statistics", "two years", "wrong", {})]


def test_another_span_is_a_correction() -> None:
    start, end = at("40 villages")

    def widen(regions: Regions, _: object) -> None:
        regions["40"] = Region("any", "statistic", start, end)
        regions[DISGRACE] = Region(regions[DISGRACE].id, "quote", at("disgrace")[0], at(DISGRACE)[1])

    marks = {mark.table: dict(mark.corrections) for mark in imported(widen)}
    assert marks == {"statistics": {"end": str(end)}, "quotes": {"start": str(at("disgrace")[0])}}


def test_a_region_that_was_moved_far_is_another_row() -> None:
    def move(regions: Regions, _: object) -> None:
        regions["300 drivers"] = _region("statistic", "open late", row_id=f"tram:s{at('300 drivers')[0]}")

    assert [mark.verdict for mark in imported(move)] == ["wrong", "added"]


def test_another_speaker_is_a_correction_and_so_is_none() -> None:
    def say(regions: Regions, relations: list[tuple[str, str]]) -> None:
        relations[0] = (regions[APOLOGY].id, regions["Kit Duarte"].id)
        del relations[1]

    start, end = at("Kit Duarte")
    assert [corrections for _, _, _, corrections in _told(imported(say))] == [
        {"speaker_start": str(start), "speaker_end": str(end)},
        {"speaker": None, "speaker_start": None, "speaker_end": None},
    ]


def test_a_relation_counts_in_both_directions() -> None:
    def turn(_: Regions, relations: list[tuple[str, str]]) -> None:
        relations[:] = [(speaker, quote) for quote, speaker in relations]

    assert imported(turn) == []


def test_a_quote_that_lost_a_part_is_added_again_with_its_speaker() -> None:
    def cut(regions: Regions, _: object) -> None:
        del regions[YEARS]

    wrong, added = imported(cut)
    assert (wrong.verdict, wrong.text) == ("wrong", f"{APOLOGY} … {YEARS}")
    assert (added.verdict, added.text, added.finding) == ("added", APOLOGY, None)
    assert {"kind": "direct", "speaker_start": str(at("Mayor")[0])}.items() <= added.corrections.items()


def test_new_quotes_and_figures_are_added_with_what_their_meta_text_says() -> None:
    def add(regions: Regions, relations: list[tuple[str, str]]) -> None:
        regions["late"] = _region("quote", "Tram line will open late", polarity="denied")
        relations.append((regions["late"].id, regions["Ines Duarte"].id))
        regions["late line"] = _region(
            "statistic", "Two years" if "Two years" in TEXT else "line", value="1", unit="line"
        )

    quote, figure = imported(add)
    start, end = at("Ines Duarte")
    speaker = {"speaker_start": str(start), "speaker_end": str(end)}
    assert (quote.table, quote.verdict) == ("quotes", "added")
    assert quote.corrections == {"kind": "indirect", "polarity": "denied", **speaker}
    assert (figure.table, figure.corrections) == ("statistics", {"value": "1", "unit": "line"})


def test_other_new_regions_are_noted() -> None:
    regions, relations = _exported()
    regions["new"] = _region("person", "Tram")
    task = Task("tram", TEXT, tuple(regions.values()), tuple(relations), NOW, "tasks.json, task 1")
    found = marks_of_task(task, _rows(), SHA256)
    assert found.marks == ()
    assert found.notes == (
        "tasks.json, task 1: 1 new people, organisations or roles are not imported; only quotes and figures are",
    )


def test_marks_of_an_annotation_apply_to_the_rows_that_it_was_made_of() -> None:
    def change(regions: Regions, relations: list[tuple[str, str]]) -> None:
        del regions["two years"], regions[YEARS]
        relations[1] = (regions[DISGRACE].id, regions["Ines Duarte"].id)
        regions["late"] = _region("quote", "open late")

    reviewed = Reviewed(Reviews({SHA256: tuple(imported(change))}))
    assert reviewed.issues == []
    assert sorted(reviewed.states()) == ["added", "added", "corrected", "rejected", "rejected"]
    assert reviewed.row("quotes", at(DISGRACE)[0])["person_id"] == "ines-duarte"
    cut = reviewed.row("quotes", at(APOLOGY)[0])
    assert (cut["text"], cut["person_id"], cut["review"]) == (APOLOGY, "ines-duarte", "added")


# Files


def _file(tmp_path: Path, *annotations: dict[str, Any], text: str = "🚢 sails at 3") -> Path:
    path = tmp_path / "tasks.json"
    path.write_text(json.dumps([{"data": {"article_id": "a", "text": text}, "annotations": annotations}]), "utf-8")
    return path


def _annotation(start: int, end: int, **more: Any) -> dict[str, Any]:
    region = {"id": "r", "type": "labels", "value": {"start": start, "end": end, "labels": ["quote"]}}
    return {"result": [{**region, "meta": {"text": ["row: a:q1", "kind: direct"]}}], **more}


def test_offsets_are_read_as_code_points_without_white_space_at_the_edges(tmp_path: Path) -> None:
    (task,) = read_tasks(_file(tmp_path, _annotation(2, 9, created_at="2026-03-01T09:30:00Z")))
    (region,) = task.regions
    assert (region.start, region.end, region.row_id, region.facts["kind"]) == (2, 7, "a:q1", "direct")
    assert task.made_at == NOW


def test_the_annotation_that_was_saved_last_counts_and_cancelled_ones_do_not(tmp_path: Path) -> None:
    times = ("2026-03-02T09:30:00Z", "2026-03-01T09:30:00Z", "2026-03-03T09:30:00Z")
    annotations = [_annotation(3 + n, 8, updated_at=time) for n, time in enumerate(times)]
    annotations[2]["was_cancelled"] = True
    (task,) = read_tasks(_file(tmp_path, *annotations))
    assert task.regions[0].start == 2
    assert list(read_tasks(_file(tmp_path, annotations[2]))) == []


@pytest.mark.parametrize("content", ["{}", "not JSON", '[{"annotations": [{"result": []}]}]', "[3]"])
def test_other_files_are_refused(content: str, tmp_path: Path) -> None:
    path = tmp_path / "tasks.json"
    path.write_text(content, "utf-8")
    with pytest.raises(ReviewError, match=r"tasks\.json.*next: export the project from Label Studio"):
        list(read_tasks(path))
