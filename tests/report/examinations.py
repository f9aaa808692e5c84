"""Examinations as they can be recorded, drawn by hypothesis for letters about them."""

from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from clonus_desktop.domain.clonus_test import NotTested, NotTestedReason
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial
from clonus_desktop.report.options import SWITCHED, LetterOptions
from clonus_desktop.report.structure_words import STRUCTURES
from tests.report.cases import (
    HISTORY,
    LEFT_SIDED,
    QUIET,
    SEROTONERGIC,
    beside,
    examined,
    tapped,
    with_hunter,
)

counted = st.builds(
    Trial,
    beats=st.integers(0, 99),
    at_least=st.just(False),
    ended_by=st.sampled_from([None, *EndedBy]),
    count_method=st.sampled_from([CountMethod.NUMBER, CountMethod.EXACT]),
)
open_ended = st.builds(Trial, beats=st.integers(1, 12), at_least=st.just(True))
timed = st.builds(Trial, duration_s=st.floats(0, 14), count_method=st.just(CountMethod.TIMED))
trials = st.one_of(
    counted,
    open_ended,
    timed,
    st.just(sustained_trial()),
    st.builds(tapped, st.integers(2, 12), rate_hz=st.floats(1, 7)),
)
not_tested = st.builds(
    NotTested, reason=st.sampled_from(NotTestedReason), explanation=st.just("after the fall")
)
outcomes = st.one_of(
    st.none(), trials, st.lists(trials, min_size=2, max_size=3).map(tuple), not_tested
)


@st.composite
def examinations(draw, *, on: date = date(2025, 11, 14), exam_id: int = 12):
    """Any outcome at each of the six places, signed or not, with or without what is beside."""
    made = examined(*draw(st.tuples(*[outcomes] * 6)), on=on, exam_id=exam_id)
    statements = {
        **draw(st.sampled_from([{}, beside(LEFT_SIDED), beside(QUIET)])),
        **draw(st.sampled_from([{}, with_hunter(made, SEROTONERGIC).statements])),
    }
    revision = draw(st.integers(1, 3))
    amended = {"revision": revision, "revises_id": 11, "revision_reason": "counted again"}
    return replace(made, statements=statements, **(amended if revision > 1 else {}))


earlier = st.one_of(
    st.none(),
    st.sampled_from(HISTORY),
    examinations(on=date(2025, 6, 2), exam_id=8),
)
options = st.builds(
    LetterOptions,
    recipient=st.just("Dr M Halloran"),
    structure=st.sampled_from(list(STRUCTURES)),
    without=st.frozensets(st.sampled_from(SWITCHED)),
)
