"""Tables to files and their descriptor."""

from newsrows.export.descriptor import PackageInfo, publishers
from newsrows.export.errors import ExportError
from newsrows.export.layout import DATA, DESCRIPTOR, csv_path, parquet_path
from newsrows.export.ownership import files_of, is_own_descriptor
from newsrows.export.package import export_package, write_package
from newsrows.export.remote import check_url, upload
from newsrows.export.swap import check_folder, replacing

__all__ = [
    "DATA",
    "DESCRIPTOR",
    "ExportError",
    "PackageInfo",
    "check_folder",
    "check_url",
    "csv_path",
    "export_package",
    "files_of",
    "is_own_descriptor",
    "parquet_path",
    "publishers",
    "replacing",
    "upload",
    "write_package",
]
