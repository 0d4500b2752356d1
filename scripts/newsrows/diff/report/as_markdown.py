"""A verdict as a comment on a pull request."""

from __future__ import annotations

import re

from newsrows.diff.change import Change
from newsrows.diff.report.wording import LEVELS, heading, spoken, step, title
from newsrows.diff.verdict import Verdict

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~@!])")
MOST = 200  # GitHub takes comments of up to 65 536 characters


def as_markdown(verdict: Verdict) -> str:
    """A heading with the outcome, then a table a level."""
    mark = "does not fit" if verdict.problems else "fits"
    lines = [
        f"### Schema gate: the version {mark} the changes",
        "",
        plain(title(verdict)),
        "",
        f"**{plain(step(verdict))}**",
    ]
    lines += [f"- {plain(problem.rule)}: {plain(problem.says)}" for problem in verdict.problems]
    for level in LEVELS:
        changes = [change for change in verdict.changes if verdict.level(change) == level]
        if changes:
            lines += ["", f"#### {heading(verdict.policy, level)} ({level.word}): {len(changes)}", "", *_table(changes)]
    if verdict.accepted:
        lines += ["", "#### Accepted", ""]
        lines += [
            f"- `{change.rule}` at {plain(change.place)} until {entry.until}: {plain(entry.reason)}"
            for change, entry in verdict.accepted
        ]
    lines += [f"- note: {plain(remark)}" for remark in verdict.remarks]
    return "\n".join(lines) + "\n"


def _table(changes: list[Change]) -> list[str]:
    lines = ["| place | rule | change | for a reader | for a producer |", "| --- | --- | --- | --- | --- |"]
    for change in changes[:MOST]:
        cells = (
            f"{plain(change.place)}",
            f"`{change.rule}`",
            plain(change.says),
            f"{change.reader.level.word}: {change.reader.sentence}",
            f"{change.producer.level.word}: {change.producer.sentence}",
        )
        lines.append(f"| {' | '.join(cells)} |")
    if len(changes) > MOST:
        lines += ["", f"and {len(changes) - MOST} more"]
    return lines


def plain(text: str) -> str:
    """A text in which nothing is markup: a name in somebody's package never writes links or mentions people."""
    return SPECIAL.sub(r"\\\1", spoken(text)).replace("@", "@\u200b")
