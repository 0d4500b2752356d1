"""Editions of a package: its tables as SQLite, DuckDB, Excel, JSON Lines and one zip, with checksums.

What an edition needs beyond newsrows' own dependencies is an extra, imported only where it is written.
"""

from newsrows.publishing.editions.export import FORMATS, Exported, export_editions

__all__ = ["FORMATS", "Exported", "export_editions"]
