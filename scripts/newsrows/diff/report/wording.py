"""Phrases that several reports share."""

from __future__ import annotations

from pathlib import Path

from newsrows.diff.change import Change
from newsrows.diff.level import MAJOR, MINOR, NONE, PATCH, Level
from newsrows.diff.verdict import Verdict

LEVELS = (MAJOR, MINOR, PATCH, NONE)
HEADINGS = {
    ("reader", MAJOR): "Breaking for readers of the data",
    ("producer", MAJOR): "Breaking for those who make the data",
    ("both", MAJOR): "Breaking",
    ("recipe", MAJOR): "Major by the recipe",
}
PLAIN = {MAJOR: "Breaking", MINOR: "Additions", PATCH: "Descriptions and corrections", NONE: "Without weight"}
SPOKEN = str.maketrans({code: f"\\x{code:02x}" for code in [*range(32), 127, *range(128, 160)]})


def spoken(text: str) -> str:
    """A text on one line, with control characters shown: a name in somebody's package never steers a terminal."""
    return " ".join(text.split()).translate(SPOKEN)


def local_path(file: str) -> str:
    """A file as code hosts want it: relative to where the command ran, if it lies below."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return path.as_posix()


def heading(policy: str, level: Level) -> str:
    """Heading of the changes of one level."""
    return HEADINGS.get((policy, level), PLAIN[level])


def sentence(change: Change) -> str:
    """What happened, in a line: `quotes.kind: enum values added: gains 'rumour'`."""
    said = f": {change.says}" if change.says else ""
    return spoken(f"{change.place}: {change.rule.replace('-', ' ')}{said}")


def affected(change: Change, policy: str) -> list[str]:
    """What the change means, for those whom the policy looks at."""
    lines = []
    if policy != "producer":
        lines.append(f"reader ({change.reader.level.word}): {change.reader.sentence}")
    if policy != "reader":
        lines.append(f"producer ({change.producer.level.word}): {change.producer.sentence}")
    if policy == "recipe":
        lines.append(f"recipe: {change.recipe.word}")
    return lines


def step(verdict: Verdict) -> str:
    """The result and the next step."""
    if not verdict.problems:
        if not verdict.changes:
            return "No changes." if not verdict.accepted else "No changes but accepted ones."
        if verdict.asked is NONE:
            return f"The version fits: {_versions(verdict)}, and no change asks for a new one."
        return f"The version fits: {_versions(verdict)}, {verdict.asked.word} changes."
    remedies = dict.fromkeys(
        change.remedy for change in verdict.changes if verdict.level(change) == verdict.asked != NONE
    )
    rules = {problem.rule for problem in verdict.problems}
    steps = []
    if any(rule.endswith("-deprecation-ignored") for rule in rules):
        steps.append("put back what was promised for longer")
    if rules & {"version-too-low", "version-lowered"} and verdict.target is not None:
        steps.append(f"set version to {verdict.target}{_or(list(remedies))}")
    if "version-missing" in rules:
        steps.append("give the package a version, or name both with --old-version and --new-version")
    return f"Next step: {'; '.join(steps)}."


def _or(remedies: list[str]) -> str:
    if not remedies:
        return ""
    if len(remedies) == 1:
        return f", or {remedies[0]}"
    return f", or undo the changes: {'; '.join(remedies[:4])}{'; ...' if len(remedies) > 4 else ''}"


def _versions(verdict: Verdict) -> str:
    return f"{verdict.old_version or 'no version'} to {verdict.new_version or 'no version'}"


def title(verdict: Verdict) -> str:
    """What was compared."""
    before, after = (version or "no version" for version in (verdict.old_version, verdict.new_version))
    return spoken(f"{verdict.old} ({before}) to {verdict.new} ({after})")
