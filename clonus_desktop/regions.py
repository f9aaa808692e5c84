"""Region packs: what a country calls its record number, and how the number is written.

Another country is a file in ``resources/regions``; only a check digit of a new kind also needs
a function in ``domain/record_number.py``.
"""

from functools import cache, partial

from clonus_desktop import resources, toml_files
from clonus_desktop.domain.record_number import Check, Region

_KEYS = ("name", "number_label", "sex_label", "groups", "check")
_FURTHER = ("number_system",)
_NONE = "none"
SEX_LABELS = ("Sex", "Gender")


class RegionError(ValueError):
    """A region pack cannot be used; the message names the file and the key."""


_words = partial(toml_files.words, error=RegionError)


@cache
def region_of(key: str) -> Region:
    """The region of a key; that without a country for "" and for one that is not installed.

    Raises:
        RegionError: The file is damaged, incomplete or misspelt.
    """
    # A key out of a record names a file here, and never leads to another folder.
    if not key.replace("-", "").isalnum():
        key = _NONE
    try:
        file = resources.path("regions", f"{key}.toml")
    except resources.ResourceMissing:
        return region_of("")
    where = f"regions/{file.name}"
    table = toml_files.read(file, RegionError, name=where)
    return region_from("" if key == _NONE else key, table, where)


def load_regions() -> tuple[Region, ...]:
    """Every region by its name, that without a country first.

    Raises:
        RegionError: A file is damaged, incomplete or misspelt.
    """
    keys = (file.stem for file in resources.path("regions").glob("*.toml"))
    further = (region_of(key) for key in keys if key != _NONE)
    return (region_of(""), *sorted(further, key=lambda region: region.name))


def region_from(key: str, table: dict[str, object], where: str) -> Region:
    """The region that a table tells of.

    Args:
        where: What to call the file in a message.

    Raises:
        RegionError: A key is missing, not known or wrong.
    """
    toml_files.check_keys(table, where, RegionError, needed=_KEYS, further=_FURTHER)
    groups = table["groups"]
    if not isinstance(groups, list) or not all(type(n) is int and n > 0 for n in groups):
        raise RegionError(f"{where}: groups must be numbers of digits, not {groups!r}.")
    try:
        check = Check(str(table["check"]))
    except ValueError as why:
        raise RegionError(f"{where}: check {table['check']!r} is not known.") from why
    if check.digits not in {None, sum(groups)}:
        raise RegionError(f"{where}: {check} needs groups of {check.digits} digits together.")
    sex_label = _words(table, "sex_label", where)
    if sex_label not in SEX_LABELS:
        raise RegionError(f"{where}: sex_label must be one of {', '.join(SEX_LABELS)}.")
    return Region(
        key=key,
        name=_words(table, "name", where),
        number_label=_words(table, "number_label", where),
        sex_label=sex_label,
        groups=tuple(groups),
        check=check,
        number_system=_words(table, "number_system", where) if "number_system" in table else "",
    )
