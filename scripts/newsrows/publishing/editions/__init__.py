"""Writes editions of a package: SQLite, DuckDB, Excel, JSON Lines, Croissant and zip, with checksums.

Libraries that only one edition needs are optional (extras), and are imported only when this edition is written.
"""

from newsrows.publishing.editions.export import FORMATS, Exported, export_editions

__all__ = ["FORMATS", "Exported", "export_editions"]
