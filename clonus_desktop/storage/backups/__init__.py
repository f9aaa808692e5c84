"""Backups of a casebook: made, verified, listed, rotated, copied to a second place, restored.

A backup is a folder ``YYYY-MM-DDTHHMMSSZ-<kind>`` with the casebook, its vault, what lies beside
it, and a manifest. An encrypted casebook gives an encrypted backup of the same key.
"""

from clonus_desktop.storage.backups.bundle import (
    FOLDER,
    MANIFEST,
    Backup,
    Content,
    Counts,
    Head,
    Identity,
    Kind,
    Stored,
)
from clonus_desktop.storage.backups.checking import Verified, verify
from clonus_desktop.storage.backups.listing import listed, unreadable
from clonus_desktop.storage.backups.making import Successor, make
from clonus_desktop.storage.backups.manifest import is_sealed_by, read
from clonus_desktop.storage.backups.preview import Lost, Present, RestorePreview, preview
from clonus_desktop.storage.backups.restoring import Restored, restore
from clonus_desktop.storage.backups.retention import rotate
from clonus_desktop.storage.backups.second import copy_to
from clonus_desktop.storage.backups.swapping import finish
from clonus_desktop.storage.backups.work import Cancel, Progress, Work

__all__ = [
    "FOLDER",
    "MANIFEST",
    "Backup",
    "Cancel",
    "Content",
    "Counts",
    "Head",
    "Identity",
    "Kind",
    "Lost",
    "Present",
    "Progress",
    "RestorePreview",
    "Restored",
    "Stored",
    "Successor",
    "Verified",
    "Work",
    "copy_to",
    "finish",
    "is_sealed_by",
    "listed",
    "make",
    "preview",
    "read",
    "restore",
    "rotate",
    "unreadable",
    "verify",
]
