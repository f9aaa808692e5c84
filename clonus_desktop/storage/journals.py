"""What SQLite keeps beside a casebook: until it is tidied up, a part of the casebook."""

from pathlib import Path


def journals(path: Path) -> tuple[Path, Path]:
    """Where a part of the casebook may lie beside its file."""
    return path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-journal")


def is_unfinished(path: Path) -> bool:
    """True when a part of the casebook lies beside it: it is in use, or was cut off."""
    return any(one.exists() and one.stat().st_size > 0 for one in journals(path))
