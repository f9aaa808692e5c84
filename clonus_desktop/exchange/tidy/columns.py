"""Which columns there are, of which kind, in which mode."""

from dataclasses import dataclass
from enum import StrEnum

from clonus_desktop.domain.rules import RULES, Rule
from clonus_desktop.exchange.modes import Mode


class Kind(StrEnum):
    """What a column holds; every column may be empty."""

    WORDS = "words"
    CODE = "code"
    WHOLE = "whole number"
    NUMBER = "number"
    YES_NO = "yes or no"
    DAY = "day"
    MOMENT = "moment"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        name: As it stands in the head, with its unit.
        kind: WORDS are typed by people; a CODE is one of the program's own.
    """

    name: str
    kind: Kind


def _columns(kind: Kind, *names: str) -> tuple[Column, ...]:
    return tuple(Column(name, kind) for name in names)


_AGE = (Column("sex", Kind.CODE), Column("age_years", Kind.WHOLE))
_HEADS = {
    Mode.IDENTIFIED: (
        Column("patient_id", Kind.WHOLE),
        *_columns(Kind.WORDS, "record_number", "number_scheme", "family_name", "given_name"),
        Column("born_on", Kind.DAY),
        *_AGE,
        *_columns(Kind.WHOLE, "examination_id", "revision"),
        Column("examined_on", Kind.DAY),
        *_columns(Kind.MOMENT, "examined_at", "signed_at"),
        *_columns(Kind.WORDS, "examiner", "examiner_role"),
    ),
    Mode.SAFE_HARBOR: (
        Column("subject", Kind.CODE),
        *_AGE,
        Column("age_comparator", Kind.CODE),
        *_columns(Kind.WHOLE, "visit", "first_visit_year", "day"),
    ),
    Mode.LIMITED: (
        Column("subject", Kind.CODE),
        *_AGE,
        Column("visit", Kind.WHOLE),
        Column("examined_on", Kind.DAY),
        Column("examined_at", Kind.MOMENT),
    ),
}
_FINDING = (
    *_columns(Kind.CODE, "site", "side", "status", "finding"),
    Column("beats", Kind.WHOLE),
    Column("comparator", Kind.CODE),
    Column("duration_s", Kind.NUMBER),
    Column("duration_comparator", Kind.CODE),
    Column("is_sustained", Kind.YES_NO),
    Column("tap_rate_hz", Kind.NUMBER),
    Column("is_tapped_unreliably", Kind.YES_NO),
    *_columns(Kind.CODE, "ended_by", "count_method"),
    *_columns(Kind.WHOLE, "trials", "beats_in_first_10_s"),
    *_columns(Kind.CODE, "position", "not_tested_reason", "limit_rule"),
    Column("limit_rule_version", Kind.WHOLE),
    Column("limit_outcome", Kind.CODE),
)
_WORDS = _columns(Kind.WORDS, "not_tested_explanation", "note", "comment", "revision_reason")


def _of_rule(rule: Rule) -> tuple[Column, ...]:
    name = rule.id.lower()
    # A whole number beside the words: a spreadsheet reads the text "4+" as 4.
    grade = (Column(f"{name}_grade", Kind.WHOLE),) if rule.is_graded else ()
    return (
        Column(f"{name}_version", Kind.WHOLE),
        Column(f"{name}_outcome", Kind.CODE),
        *grade,
    )


_RULES = tuple(column for rule in RULES.values() for column in _of_rule(rule))
_ALL = {
    mode: (*head, *_FINDING, *_RULES, *(_WORDS if mode.is_identified else ()))
    for mode, head in _HEADS.items()
}


def columns_of(mode: Mode) -> tuple[Column, ...]:
    """The columns of a mode, in their order."""
    return _ALL[mode]
