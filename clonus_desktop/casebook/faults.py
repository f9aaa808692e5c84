"""The faults of the world that a verb can meet, as the screen may name them."""

from clonus_desktop.storage import NotADraft, NotMergeable, NumberTaken, StorageFault

__all__ = ["NotADraft", "NotMergeable", "NumberTaken", "StorageFault"]
