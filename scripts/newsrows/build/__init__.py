"""Articles in, a validated package out: the only part, with the command, that sees every stage."""

from newsrows.build.options import BuildOptions
from newsrows.build.package import BuildReport, InvalidTablesError, build

__all__ = ["BuildOptions", "BuildReport", "InvalidTablesError", "build"]
