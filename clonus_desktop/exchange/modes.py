"""How much of a person an export tells."""

from enum import StrEnum


class Mode(StrEnum):
    """Identified, or one of the two ways in which marks of persons are taken out."""

    IDENTIFIED = "identified"
    SAFE_HARBOR = "safe-harbor"
    LIMITED = "limited"

    @property
    def is_identified(self) -> bool:
        """True when names, numbers, birth dates and free text stay."""
        return self is Mode.IDENTIFIED
