"""Sentences about changes and verdicts that several formats share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from newsrows.diff.schemas.change import MAJOR, MINOR, NONE, PATCH, Change, Level
from newsrows.diff.schemas.verdict import Verdict
from newsrows.diff.text_escapes import one_line

LEVELS = (MAJOR, MINOR, PATCH, NONE)
POLICY_HEADINGS = {
    ("reader", MAJOR): "Breaking for those who read the data",
    ("producer", MAJOR): "Breaking for those who write the data",
    ("both", MAJOR): "Breaking",
    ("recipe", MAJOR): "Major by the recipe",
}
HEADINGS = {
    MAJOR: "Breaking",
    MINOR: "Additions",
    PATCH: "Descriptions and corrections",
    NONE: "Without effect on the version",
}
MAX_PATCHES = 3  # more patches by one rule are one line
MAX_REMEDIES = 4  # a longer list of remedies is cut


def local_path(file: str) -> str:
    """The path relative to the current folder if the file is below it, with slashes, as code hosts expect it."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def heading(policy: str, level: Level) -> str:
    """The heading above the changes of one level."""
    return POLICY_HEADINGS.get((policy, level), HEADINGS[level])


def title(verdict: Verdict) -> str:
    """Both packages with their versions."""
    old, new = (version or "no version number" for version in (verdict.old_version, verdict.new_version))
    return one_line(f"{verdict.old} ({old}) to {verdict.new} ({new})")


def place_text(change: Change) -> str:
    """The place, and the other resources that hold the same table: `quotes.kind (also in quotes-parquet)`."""
    return f"{change.place} (also in {', '.join(change.also)})" if change.also else change.place


def folded(changes: list[Change], level: Level) -> Iterator[list[Change]]:
    """The changes one by one, except patches of one rule: if there are many of them, they come together."""
    groups: dict[str, list[Change]] = {}
    for change in changes:
        groups.setdefault(change.rule, []).append(change)
    for change in changes:
        group = groups[change.rule]
        if level > PATCH or len(group) <= MAX_PATCHES:
            yield [change]
        elif change is group[0]:
            yield group


def folded_sentence(changes: list[Change]) -> str:
    """Several changes of one rule on one line: `59 times description changed: quotes.cue, quotes.kind and 57 more`."""
    places = [place_text(change) for change in changes]
    more = f" and {len(places) - MAX_PATCHES} more" if len(places) > MAX_PATCHES else ""
    return one_line(
        f"{len(changes)} times {changes[0].rule.replace('-', ' ')}: {', '.join(places[:MAX_PATCHES])}{more}"
    )


def sentence(change: Change) -> str:
    """What changed, on one line: `quotes.kind: enum values added: adds 'rumour'`."""
    summary = f": {change.summary}" if change.summary else ""
    return one_line(f"{place_text(change)}: {change.rule.replace('-', ' ')}{summary}")


def effects(change: Change, policy: str) -> list[str]:
    """What the change means for those whom the policy considers, one line each."""
    lines = []
    if policy != "producer":
        lines.append(f"reader ({change.reader.level.word}): {change.reader.sentence}")
    if policy != "reader":
        lines.append(f"producer ({change.producer.level.word}): {change.producer.sentence}")
    if policy == "recipe":
        lines.append(f"recipe: {change.recipe.word}")
    return lines


def conclusion(verdict: Verdict) -> str:
    """The last line of a report: whether the version fits and, if not, what to do."""
    if not verdict.problems:
        if not verdict.changes:
            return "Only accepted changes." if verdict.accepted else "No changes."
        versions = f"{verdict.old_version or 'no version number'} to {verdict.new_version or 'no version number'}"
        if verdict.required_level is NONE:
            return f"The version fits: {versions}. No change requires a new version."
        return f"The version fits: {versions}, {verdict.required_level.word} changes."
    rules = {problem.rule for problem in verdict.problems}
    steps = []
    if any(rule.endswith("-deprecation-ignored") for rule in rules):
        steps.append("restore what was promised for longer")
    if rules & {"version-too-low", "version-lowered"} and verdict.required_version is not None:
        steps.append(f"set version to {verdict.required_version}{_remedies(verdict)}")
    if "version-missing" in rules:
        steps.append("give the package a version, or give both versions with --old-version and --new-version")
    if "version-not-a-number" in rules:
        steps.append("use versions of the form MAJOR.MINOR.PATCH, or give both with --old-version and --new-version")
    return f"Next step: {'; '.join(steps)}."


def _remedies(verdict: Verdict) -> str:
    """What to do instead of raising the version."""
    remedies = list(
        dict.fromkeys(
            change.remedy
            for change in verdict.changes
            if verdict.level(change) == verdict.required_level and verdict.required_level != NONE
        )
    )
    if not remedies:
        return ""
    if len(remedies) == 1:
        return f", or {remedies[0]}"
    more = "; ..." if len(remedies) > MAX_REMEDIES else ""
    return f", or undo the changes: {'; '.join(remedies[:MAX_REMEDIES])}{more}"
