"""The faults of the world that a verb can meet, as the screen may name them."""

from clonus_desktop.storage import NotADraft, NotMergeable, NumberTaken, StorageFault
from clonus_desktop.storage.faults import CasebookAside

__all__ = ["CasebookAside", "NotADraft", "NotMergeable", "NumberTaken", "StorageFault"]
