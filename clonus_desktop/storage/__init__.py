"""The record on disk: the only place with SQL, files and keys.

``open_casebook`` gives a ``CasebookFile``: repositories for reading and writing, and one
``write()`` in which all changes of one act stand or fall together. Everything that the world
can do to a file comes out as a ``StorageFault`` with its message.
"""

from clonus_desktop.storage.breaks import AuditBreak
from clonus_desktop.storage.casebook_file import CasebookFile, open_casebook
from clonus_desktop.storage.faults import (
    CasebookDamaged,
    CasebookForeign,
    CasebookLocked,
    CasebookMissing,
    CasebookNewer,
    CasebookReadOnly,
    DiskFull,
    WriteFailed,
)
from clonus_desktop.storage.letters import IssuedLetter
from clonus_desktop.storage.patients import Found
from clonus_desktop.storage.refusals import (
    ClinicianRemoved,
    DraftExists,
    NoSuchRow,
    NotADraft,
    NotMergeable,
    NotWithdrawable,
    NumberTaken,
)
from clonus_desktop.storage.storage_fault import StorageFault
from clonus_desktop.storage.verdict import Verdict

__all__ = [
    "AuditBreak",
    "CasebookDamaged",
    "CasebookFile",
    "CasebookForeign",
    "CasebookLocked",
    "CasebookMissing",
    "CasebookNewer",
    "CasebookReadOnly",
    "ClinicianRemoved",
    "DiskFull",
    "DraftExists",
    "Found",
    "IssuedLetter",
    "NoSuchRow",
    "NotADraft",
    "NotMergeable",
    "NotWithdrawable",
    "NumberTaken",
    "StorageFault",
    "Verdict",
    "WriteFailed",
    "open_casebook",
]
