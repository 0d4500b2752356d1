"""A verdict for people at a terminal."""

from __future__ import annotations

from newsrows.diff.level import MINOR
from newsrows.diff.report.wording import LEVELS, affected, heading, sentence, spoken, step, title
from newsrows.diff.verdict import Verdict


def as_text(verdict: Verdict) -> str:
    """Changes grouped by level, each with its place and what it means, then what is wrong and the next step."""
    lines = [title(verdict)]
    for level in LEVELS:
        changes = [change for change in verdict.changes if verdict.level(change) == level]
        if not changes:
            continue
        lines += ["", f"{heading(verdict.policy, level)} ({level.word}): {len(changes)}"]
        for change in changes:
            lines.append(f"  {spoken(change.at.file)}:{change.at.line}: {sentence(change)} [{change.rule}]")
            if level >= MINOR:
                lines += [f"      {line}" for line in affected(change, verdict.policy)]
    if verdict.accepted:
        lines += ["", f"Accepted: {len(verdict.accepted)}"]
        lines += [
            f"  {sentence(change)} (until {entry.until}: {spoken(entry.reason)})" for change, entry in verdict.accepted
        ]
    lines += ["", *(f"Wrong: {sentence(problem)} [{problem.rule}]" for problem in verdict.problems)]
    lines += [f"Note: {spoken(remark)}" for remark in verdict.remarks]
    lines.append(step(verdict))
    return "\n".join(lines) + "\n"
