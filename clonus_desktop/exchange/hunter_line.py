"""A line of the rule engine that asks for the Hunter criteria."""

from collections.abc import Mapping

from clonus_desktop.domain.hunter import (
    FEATURES,
    HunterInput,
    HunterInputs,
    InvalidHunterInputs,
    read_hunter,
)
from clonus_desktop.domain.three_valued import ThreeValued
from clonus_desktop.exchange.bad_line import BadLine

_ANSWERED = (HunterInput.SEROTONERGIC_AGENT, *FEATURES)


def hunter_inputs(given: object) -> HunterInputs:
    """The inputs of a line; a feature that is not named is unknown.

    Raises:
        BadLine: It is no object of the known names, or a value cannot be.
    """
    if not isinstance(given, Mapping):
        raise BadLine(f"hunter is {given!r}: use an object of findings")
    unknown = sorted(set(given) - set(HunterInput))
    if unknown:
        raise BadLine(f"unknown key {unknown[0]!r} in hunter: use {', '.join(HunterInput)}")
    answers = {str(item): _answer(given[item], item) for item in _ANSWERED if item in given}
    try:
        return HunterInputs(temperature_c=given.get(HunterInput.TEMPERATURE), **answers)
    except InvalidHunterInputs as error:
        raise BadLine(str(error)) from error


def _answer(value: object, item: HunterInput) -> ThreeValued:
    # true and false are refused as well: a program that has only these has no "unknown".
    if not isinstance(value, str) or value not in set(ThreeValued):
        raise BadLine(f"{item} is {value!r}: use {', '.join(ThreeValued)}")
    return ThreeValued(value)


def hunter_answer(inputs: HunterInputs) -> dict[str, object]:
    """The outcome, the branches by which it is satisfied, and what could still change it."""
    reading = read_hunter(inputs)
    return {
        "outcome": reading.outcome,
        "branches": [fired.branch.id for fired in reading.fired],
        "unknown": [str(item) for item in reading.unknown],
    }
