"""What was recorded beside the six places: tone, reflexes, power and more, and the drugs."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from clonus_desktop.domain.anatomy import Side
from clonus_desktop.domain.context_form import OTHER_DRUG, ContextForm
from clonus_desktop.domain.context_item import (
    NOT_ASSESSED,
    ContextItem,
    InvalidContextForm,
    Limb,
    Option,
    Spot,
    check_key,
)
from clonus_desktop.domain.dates import ApproximateDate, InvalidApproximateDate
from clonus_desktop.domain.drugs import DrugUse, InvalidDrug

_KEYS = ("form", "scale", "answers", "grades", "dates", "drugs")

_WHERE = {
    " ".join(part.value for part in (side, limb) if part is not None): (side, limb)
    for side in (None, Side.RIGHT, Side.LEFT)
    for limb in (None, *Limb)
    if limb is None or side is not None
}

Answers = Mapping[Spot, str]


class InvalidContext(ValueError):
    """A context that contradicts itself or its form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The answers beside one examination. Every question is answered or "not assessed".

    Attributes:
        form: Version of the form that asked.
        answers: Key of the answer, by question.
        grades: The same for reflexes: a grade of ``scale``.
        scale: The scale that reflexes were graded on; empty while none was chosen.
        dates: Since when, by the key of the item.
        drugs: The antispastic drugs; empty when none is taken, None when that was not assessed.

    Raises:
        InvalidContext: A grade without its scale, a date without its answer, or one drug twice.
    """

    form: int
    answers: Answers = field(default_factory=dict)
    grades: Answers = field(default_factory=dict)
    scale: str = ""
    dates: Mapping[str, ApproximateDate] = field(default_factory=dict)
    drugs: tuple[DrugUse, ...] | None = None

    def __post_init__(self) -> None:
        if isinstance(self.form, bool) or not isinstance(self.form, int) or self.form < 1:
            raise InvalidContext(f"form must be a version from 1, not {self.form!r}.")
        self._check_answers()
        listed = [use.drug for use in self.drugs or () if use.drug != OTHER_DRUG]
        if len(set(listed)) < len(listed):
            raise InvalidContext(f"A drug stands twice in {listed!r}.")
        for name in ("answers", "grades", "dates"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def _check_answers(self) -> None:
        try:
            for key in (*self.answers.values(), *self.grades.values(), *filter(None, [self.scale])):
                check_key(key, "answer")
            undone = [item for item in self.dates if not self.is_assessed(Spot(item))]
        except InvalidContextForm as error:
            raise InvalidContext(str(error)) from error
        if not self.scale and any(key != NOT_ASSESSED for key in self.grades.values()):
            raise InvalidContext("A reflex has a grade and no scale.")
        if undone:
            raise InvalidContext(f"{undone[0]!r} has a date and no answer.")
        if both := self.answers.keys() & self.grades.keys():
            raise InvalidContext(f"{min(both).item!r} is graded and answered.")

    @property
    def is_blank(self) -> bool:
        """True when nothing was said at all."""
        return not self.scale and not self.says_something

    @property
    def says_something(self) -> bool:
        """True when at least one question was answered, or the drugs were asked for."""
        keys = (*self.answers.values(), *self.grades.values())
        return self.drugs is not None or any(key != NOT_ASSESSED for key in keys)

    def answer(self, spot: Spot) -> str:
        """Key of the answer, or ``NOT_ASSESSED``."""
        return self.answers.get(spot) or self.grades.get(spot, NOT_ASSESSED)

    def is_assessed(self, spot: Spot) -> bool:
        """True when the question was answered."""
        return self.answer(spot) != NOT_ASSESSED

    # -- another answer ---------------------------------------------------------------------------

    def with_answer(self, spot: Spot, key: str) -> "Context":
        """The context with another answer, or another grade of the scale."""
        if spot in self.grades:
            return replace(self, grades={**self.grades, spot: key})
        answers = {**self.answers, spot: key}
        kept = {
            item: day
            for item, day in self.dates.items()
            if key != NOT_ASSESSED or item != spot.item
        }
        return replace(self, answers=answers, dates=kept)

    def on_scale(self, scale: str) -> "Context":
        """The context on another scale; its grades are gone, for they meant something else."""
        if scale == self.scale:
            return self
        return replace(self, scale=scale, grades=dict.fromkeys(self.grades, NOT_ASSESSED))

    def since(self, item: str, day: ApproximateDate | None) -> "Context":
        """The context with another date for an item, or without."""
        dates = {key: value for key, value in self.dates.items() if key != item}
        return replace(self, dates=dates if day is None else {**dates, item: day})

    def same_on_left(self, item: ContextItem, limb: Limb | None = None) -> "Context":
        """The context with the right side's answer of an item on the left as well."""
        right, left = Spot(item.key, Side.RIGHT, limb), Spot(item.key, Side.LEFT, limb)
        return self.with_answer(left, self.answer(right))

    def taking(self, drugs: tuple[DrugUse, ...] | None) -> "Context":
        """The context with other drugs."""
        return replace(self, drugs=drugs)

    # -- the record ---------------------------------------------------------------------------

    def to_content(self) -> dict[str, object]:
        """The context as JSON values; nothing at all for a blank one."""
        if self.is_blank:
            return {}
        return {
            "form": self.form,
            "scale": self.scale,
            "answers": _nested(self.answers),
            "grades": _nested(self.grades),
            "dates": {item: str(day) for item, day in self.dates.items()},
            "drugs": None if self.drugs is None else [use.to_content() for use in self.drugs],
        }

    @classmethod
    def from_content(cls, content: Mapping[str, object]) -> "Context":
        """The context from JSON values.

        Raises:
            InvalidContext: A key is missing or unknown, or a value cannot be.
        """
        if set(content) != set(_KEYS):
            raise InvalidContext(f"A context has the keys {_KEYS}, not {sorted(content)}.")
        scale, form = content["scale"], content["form"]
        if not isinstance(scale, str) or not isinstance(form, int):
            raise InvalidContext(f"scale must be text and form a number: {scale!r}, {form!r}.")
        return cls(
            form=form,
            scale=scale,
            answers=_spots(content["answers"], "answers"),
            grades=_spots(content["grades"], "grades"),
            dates=_dates(content["dates"]),
            drugs=_drugs(content["drugs"]),
        )


def blank_context(form: ContextForm) -> Context:
    """Nothing assessed: every question of the form says so."""
    return completed(Context(form=form.version), form)


def completed(context: Context, form: ContextForm) -> Context:
    """The context with every question of the form, those it did not know as not assessed."""
    answers, grades = dict(context.answers), dict(context.grades)
    for item in form.items:
        for spot in item.spots:
            (grades if item.is_graded else answers).setdefault(spot, NOT_ASSESSED)
    return replace(context, answers=answers, grades=grades)


def option_of(context: Context, spot: Spot, form: ContextForm) -> Option | None:
    """The answer to a question in the words of the form; None when it was not assessed.

    An answer that the form does not know (any more) stands there under its key.
    """
    key, item = context.answer(spot), form.item(spot.item)
    if key == NOT_ASSESSED:
        return None
    options = () if item is None else form.options(item, context.scale)
    unknown = Option(key=key, label=key, words=key)
    return next((option for option in options if option.key == key), unknown)


def _nested(answers: Answers) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for spot, key in answers.items():
        found.setdefault(spot.item, {})[spot.where] = key
    return found


def _spots(content: object, name: str) -> Answers:
    if not isinstance(content, Mapping):
        raise InvalidContext(f"{name} must be a table, not {content!r}.")
    found = {}
    for item, by_place in content.items():
        if not isinstance(by_place, Mapping):
            raise InvalidContext(f"{name}: {item!r} must be a table, not {by_place!r}.")
        for where, key in by_place.items():
            if where not in _WHERE:
                raise InvalidContext(f"{name}: {item!r} has no place {where!r}.")
            try:
                found[Spot(item, *_WHERE[where])] = key
            except InvalidContextForm as error:
                raise InvalidContext(f"{name}: {error}") from error
    return found


def _dates(content: object) -> Mapping[str, ApproximateDate]:
    if not isinstance(content, Mapping):
        raise InvalidContext(f"dates must be a table, not {content!r}.")
    try:
        return {item: ApproximateDate.from_text(str(text)) for item, text in content.items()}
    except InvalidApproximateDate as error:
        raise InvalidContext(f"dates: {error}") from error


def _drugs(content: object) -> tuple[DrugUse, ...] | None:
    if content is None:
        return None
    if not isinstance(content, list | tuple):
        raise InvalidContext(f"drugs must be a list or null, not {content!r}.")
    try:
        return tuple(DrugUse.from_content(drug) for drug in content)
    except InvalidDrug as error:
        raise InvalidContext(f"drugs: {error}") from error
