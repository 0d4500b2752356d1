"""Writes the tables to files: a Data Package with its descriptor, and editions in other formats."""

from newsrows.publishing.descriptor import PackageInfo, publishers
from newsrows.publishing.errors import ExportError
from newsrows.publishing.layout import DATA, DESCRIPTOR, csv_path, parquet_path
from newsrows.publishing.ownership import files_of, is_own_descriptor, is_own_zip
from newsrows.publishing.package import check_folder, export_package, write_package
from newsrows.publishing.package_file import find_package_file, package_info
from newsrows.publishing.upload import check_url, upload

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
    "find_package_file",
    "is_own_descriptor",
    "is_own_zip",
    "package_info",
    "parquet_path",
    "publishers",
    "upload",
    "write_package",
]
