"""A verdict as annotations of GitHub Actions (workflow commands), on the lines that changed."""

from __future__ import annotations

from newsrows.diff.change import Change
from newsrows.diff.level import MAJOR, MINOR, Level
from newsrows.diff.report.wording import affected, local_path, sentence, spoken, step
from newsrows.diff.verdict import Verdict


def as_github(verdict: Verdict) -> str:
    """One workflow command a change; changes are errors only if the verdict is not fine."""
    lines = [_command(_kind(verdict, verdict.level(change)), change, verdict.policy) for change in verdict.changes]
    lines += [_command("error", problem, verdict.policy) for problem in verdict.problems]
    lines += [f"::warning::{_data(remark)}" for remark in verdict.remarks]
    lines.append(spoken(step(verdict)))
    return "\n".join(lines) + "\n"


def _kind(verdict: Verdict, level: Level) -> str:
    if level is MAJOR:
        return "error" if verdict.problems else "warning"
    return "warning" if level is MINOR and verdict.problems else "notice"


def _command(kind: str, change: Change, policy: str) -> str:
    place = f"file={_property(local_path(change.at.file))},line={change.at.line},title={_property(change.rule)}"
    message = "\n".join([sentence(change), *affected(change, policy)])
    return f"::{kind} {place}::{_data(message)}"


def _data(text: str) -> str:
    """Escape as the runner's toolkit does (actions/toolkit, core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
