"""The constraints of a Table Schema, checked on frames by the Pandera schema derived from it."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import polars as pl

from newsrows.datapackage.model import TableSchema
from newsrows.records import Issue
from newsrows.schema.constraint_rules import Checked, Screen, screen
from newsrows.schema.frames import polars_schema
from newsrows.validation.cells import expectation
from newsrows.validation.issue_log import IssueLog
from newsrows.validation.registry import declared, issue
from newsrows.validation.violations import repeated, shown, violation

if TYPE_CHECKING:
    import pandera.errors

_DUPLICATES = frozenset({"unique", "unique-key", "primary-key"})


@dataclass(frozen=True, slots=True)
class ConstraintChecker:
    """Checks the frames of one table, whatever types their columns have.

    Attributes:
        table: the table's schema.
        own: whether it is one of newsrows' own tables. Its columns and keys are then checked as well.
    """

    table: TableSchema
    own: bool = False
    _screens: dict[object, tuple[Checked, Screen]] = field(default_factory=dict)

    def check(
        self,
        frame: pl.DataFrame,
        log: IssueLog,
        *,
        label: str = "",
        texts: Mapping[str, pl.Series] | None = None,
        without: Collection[str] = (),
    ) -> None:
        """Put into `log` what Pandera finds in a frame with the column `row`.

        The frame is screened first, and checked check by check only if it is not sound: that tells what is wrong.

        Args:
            frame: values of the table's columns, and `row`.
            log: takes the issues.
            label: what issues call the table; '' for its name.
            texts: the cells as messages show them; a required cell is missing if its text is null.
            without: columns whose constraints are not checked, except that they may be required.
        """
        bare = frame.drop("row")
        checked, sound = self._screen(bare, without)
        if self.own or not sound.passes(bare):
            for error in _errors(self.table, checked, bare, sound if self.own else None):
                _Outcome(self.table, frame, label or self.table.name, texts or {}, own=self.own).take(error, log)

    def _screen(self, frame: pl.DataFrame, without: Collection[str]) -> tuple[Checked, Screen]:
        """What is checked of frames with these columns, and all of it at once; derived once."""
        types = () if self.own else tuple(frame.schema.items())
        key = (types, frozenset(without))
        if key not in self._screens:
            checked = Checked() if self.own else Checked(types=frame.schema, keys=False, without=without)
            self._screens[key] = (checked, screen(self.table, checked))
        return self._screens[key]


@lru_cache(maxsize=64)
def own_constraints(table: TableSchema) -> ConstraintChecker:
    """The constraints of one of newsrows' own tables; its Pandera schemas are derived once."""
    return ConstraintChecker(table, own=True)


def columns_issues(table: TableSchema, frame: pl.DataFrame) -> list[Issue]:
    """One issue if the frame's columns are not those of one of newsrows' own tables, in order and with their types."""
    actual, expected = frame.schema, polars_schema(table)
    if actual == expected and actual.names() == expected.names():
        return []
    if actual.names() != expected.names():
        message = f"found the columns {', '.join(actual.names())}, expected {', '.join(expected.names())}"
    else:
        wrong = [
            f"{name} is {kind}, expected {expected[name]}" for name, kind in actual.items() if kind != expected[name]
        ]
        message = f"found other types: {'; '.join(wrong)}"
    return [issue(table.name, "columns-mismatch", message)]


def _errors(
    table: TableSchema, checked: Checked, frame: pl.DataFrame, sound: Screen | None = None
) -> list[pandera.errors.SchemaError]:
    """What Pandera finds in a frame; with `sound`, it judges all rules at once, and one by one only if need be."""
    import pandera.errors  # noqa: PLC0415 - half a second, which sound tables of other packages do without

    from newsrows.schema.checks import pandera_schema, screening_schema  # noqa: PLC0415 - imports Pandera

    schema = pandera_schema(table, checked) if sound is None else screening_schema(table, sound)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pandera's, about polars features that it uses
            schema.validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        return list(errors.schema_errors) if sound is None else _errors(table, checked, frame)
    return []


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A frame in which Pandera has found errors."""

    table: TableSchema
    rows: pl.DataFrame
    label: str
    texts: Mapping[str, pl.Series]
    own: bool

    def take(self, error: pandera.errors.SchemaError, log: IssueLog) -> None:
        """Put the rows of one error into the log."""
        passed = error.check_output
        if not isinstance(passed, pl.DataFrame) or passed.height != self.rows.height:
            log.extend([issue(self.label, "other-finding", f"Pandera: {' '.join(str(error).split())[:200]}")])
            return
        check = error.check if isinstance(error.check, str) else str(error.check.name)
        rule = "required" if check == "not_nullable" else check
        column = error.schema.name if error.schema.name in self.rows.columns else None
        failed = ~passed.to_series()
        if rule in _DUPLICATES:
            columns = [column] if column else self._key_columns(rule, passed)
            log.add(declared()[rule], repeated(self.label, self.rows.filter(failed), columns, column))
        elif column:
            self._take_cells(rule, column, failed, log)

    def _take_cells(self, rule: str, column: str, failed: pl.Series, log: IssueLog) -> None:
        cells = self.texts.get(column, self.rows[column])
        if rule == "required" and not self.own:
            failed &= cells.is_null()  # neither NaN nor a cell of the wrong type is a missing one
        rows = pl.DataFrame([self.rows["row"], _as_texts(cells).alias("cell")]).filter(failed)
        expected = f"expected {expectation(rule, self.table.column(column))}"
        log.add(
            declared()[rule], violation(self.label, rows, column=column, found=shown(pl.col("cell")), expected=expected)
        )

    def _key_columns(self, rule: str, passed: pl.DataFrame) -> list[str]:
        """The columns of the key that is broken: Pandera names the check, not its columns."""
        if rule == "primary-key":
            return list(self.table.primary_key)
        outcome = passed.to_series()
        for key in self.table.unique_keys:
            if (~self.rows.select(key).is_duplicated()).equals(outcome, check_names=False):
                return list(key)
        return list(self.table.unique_keys[0])


def _as_texts(cells: pl.Series) -> pl.Series:
    if cells.dtype.is_nested():
        return pl.select(pl.when(cells.is_not_null()).then(pl.lit("…"))).to_series()
    return cells.cast(pl.String, strict=False)
