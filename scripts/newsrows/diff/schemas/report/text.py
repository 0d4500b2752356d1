"""A verdict for people: in a terminal, in a comment on a pull request, and as annotations of changed lines."""

from __future__ import annotations

from newsrows.diff.schemas.change import MAJOR, MINOR, Change, Level
from newsrows.diff.schemas.report.phrases import (
    LEVELS,
    conclusion,
    effects,
    folded,
    folded_sentence,
    heading,
    local_path,
    place_text,
    sentence,
    title,
)
from newsrows.diff.schemas.verdict import Verdict
from newsrows.diff.text_escapes import escape_markdown, one_line

MAX_ROWS = 200  # changes per level in Markdown: a comment on GitHub has at most 65,536 characters


def as_text(verdict: Verdict) -> str:
    """Changes grouped by level, each with its place and effects, then the problems and the next step."""
    lines = [title(verdict)]
    for level in LEVELS:
        changes = [change for change in verdict.changes if verdict.level(change) == level]
        if not changes:
            continue
        lines += ["", f"{heading(verdict.policy, level)} ({level.word}): {len(changes)}"]
        for group in folded(changes, level):
            change = group[0]
            if len(group) > 1:
                lines.append(f"  {folded_sentence(group)} [{change.rule}]")
                continue
            lines.append(f"  {one_line(change.at.file)}:{change.at.line}: {sentence(change)} [{change.rule}]")
            if level >= MINOR:
                lines += [f"      {line}" for line in effects(change, verdict.policy)]
    if verdict.accepted:
        lines += ["", f"Accepted: {len(verdict.accepted)}"]
        lines += [
            f"  {sentence(change)} (until {entry.until}: {one_line(entry.reason)})"
            for change, entry in verdict.accepted
        ]
    lines += ["", *(f"Problem: {sentence(problem)} [{problem.rule}]" for problem in verdict.problems)]
    lines += [f"Note: {one_line(remark)}" for remark in verdict.remarks]
    lines.append(conclusion(verdict))
    return "\n".join(lines) + "\n"


def as_markdown(verdict: Verdict) -> str:
    """A heading with the outcome, then one table per level."""
    lines = [
        f"### Schema gate: the version {'does not fit' if verdict.problems else 'fits'} the changes",
        "",
        escape_markdown(title(verdict)),
        "",
        f"**{escape_markdown(conclusion(verdict))}**",
    ]
    lines += [f"- {escape_markdown(problem.rule)}: {escape_markdown(problem.summary)}" for problem in verdict.problems]
    for level in LEVELS:
        changes = [change for change in verdict.changes if verdict.level(change) == level]
        if changes:
            title_line = f"#### {heading(verdict.policy, level)} ({level.word}): {len(changes)}"
            lines += ["", title_line, "", *_markdown_table(changes, level)]
    if verdict.accepted:
        lines += ["", "#### Accepted", ""]
        lines += [
            f"- `{change.rule}` at {escape_markdown(change.place)} until {entry.until}: {escape_markdown(entry.reason)}"
            for change, entry in verdict.accepted
        ]
    lines += [f"- note: {escape_markdown(remark)}" for remark in verdict.remarks]
    return "\n".join(lines) + "\n"


def _markdown_table(changes: list[Change], level: Level) -> list[str]:
    lines = ["| place | rule | change | for readers | for producers |", "| --- | --- | --- | --- | --- |"]
    rows = list(folded(changes, level))
    for group in rows[:MAX_ROWS]:
        change = group[0]
        cells = (
            escape_markdown(place_text(change) if len(group) == 1 else f"{len(group)} places"),
            f"`{change.rule}`",
            escape_markdown(change.summary if len(group) == 1 else folded_sentence(group)),
            f"{change.reader.level.word}: {change.reader.sentence}",
            f"{change.producer.level.word}: {change.producer.sentence}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    if len(rows) > MAX_ROWS:
        lines += ["", f"and {sum(map(len, rows[MAX_ROWS:]))} more"]
    return lines


def as_github(verdict: Verdict) -> str:
    """Workflow commands of GitHub Actions, one per change, which annotate the changed lines.

    A change is an error only if the verdict has problems.
    """
    lines = [
        _annotation(_severity(verdict, verdict.level(change)), change, verdict.policy) for change in verdict.changes
    ]
    lines += [_annotation("error", problem, verdict.policy) for problem in verdict.problems]
    lines += [f"::warning::{_escape_command(one_line(remark))}" for remark in verdict.remarks]
    lines.append(one_line(conclusion(verdict)))
    return "\n".join(lines) + "\n"


def _severity(verdict: Verdict, level: Level) -> str:
    if level is MAJOR:
        return "error" if verdict.problems else "warning"
    return "warning" if level is MINOR and verdict.problems else "notice"


def _annotation(severity: str, change: Change, policy: str) -> str:
    file, rule = _escape_property(one_line(local_path(change.at.file))), _escape_property(change.rule)
    message = "\n".join([sentence(change), *effects(change, policy)])
    return f"::{severity} file={file},line={change.at.line},title={rule}::{_escape_command(message)}"


def _escape_command(text: str) -> str:
    """Escape as the runner's toolkit does (actions/toolkit, core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_command(text).replace(":", "%3A").replace(",", "%2C")


def error_as_text(message: str, form: str) -> str:
    """The reason why nothing could be compared, as text, Markdown or an annotation."""
    if form == "github":
        return f"::error title=could not compare::{_escape_command(one_line(message))}\n"
    if form == "markdown":
        return f"### Schema gate: could not compare\n\n{escape_markdown(message)}\n"
    return f"could not compare: {one_line(message)}\n"
