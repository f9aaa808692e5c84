"""Patients and signed examinations of every kind, made by hypothesis."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import strategies as st

from clonus_desktop.domain.anatomy import ANKLE, PATELLA, WRIST, Place, Side, Site, places_in_order
from clonus_desktop.domain.clonus_test import ClonusTest, NotTested, NotTestedReason
from clonus_desktop.domain.examination import Examination, Examiner, Signature, Withdrawal
from clonus_desktop.domain.patient import Patient, Sex
from clonus_desktop.domain.trial import CountMethod, EndedBy, Trial, sustained_trial
from clonus_desktop.exchange.record import RecordLetter

JAW = Place(Site("jaw"), Side.MIDLINE)
PLACES = (*places_in_order((ANKLE, PATELLA, WRIST)), JAW)

# Everything that a domain text may hold: no control characters, no half characters.
letters = st.characters(exclude_categories=("Cc", "Cs"))
words = st.text(letters, max_size=12)
some_words = st.text(letters, min_size=1, max_size=12).filter(lambda said: said.strip() != "")
reasons = some_words
zones = st.builds(
    lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(-12 * 60, 14 * 60)
)
times = st.builds(
    lambda seconds, zone: datetime.fromtimestamp(seconds, zone),
    st.integers(800_000_000, 2_000_000_000),
    zones,
)

patients = st.builds(
    Patient,
    id=st.just(7),
    family_name=some_words,
    given_name=words,
    title=words,
    preferred_name=words,
    born_on=st.none() | st.dates(date(1900, 1, 1), date(2030, 1, 1)),
    sex=st.sampled_from(Sex),
    number=words,
    number_scheme=st.sampled_from(["", "nhs"]),
    alert=words,
    known_conditions=words,
)

examiners = st.builds(
    Examiner, name=some_words, role=words, clinician_id=st.none() | st.integers(1, 5)
)

record_letters = st.builds(
    RecordLetter,
    examination_id=st.just(5),
    issued_at=times,
    issued_by=st.none() | examiners,
    recipient=words,
    text=st.text(st.characters(exclude_categories=("Cs",)), max_size=30),
    rule_id=some_words,
    rule_version=st.integers(1, 3),
    addressee=st.none() | some_words,
    copies=words,
    language=st.sampled_from(["", "en", "de"]),
    structure=words,
    program_version=words,
    content=st.none()
    | st.dictionaries(words, words | st.integers() | st.lists(words, max_size=2), max_size=3).map(
        json.dumps
    ),
)


@st.composite
def trials(draw: st.DrawFn) -> Trial:
    """A stretch: counted, counted up to a limit, timed, tapped, or sustained."""
    if draw(st.integers(0, 9)) == 0:
        return sustained_trial()
    ended_by = draw(st.none() | st.sampled_from(EndedBy))
    at = draw(st.none() | times)
    if draw(st.booleans()):
        gaps = draw(st.lists(st.floats(0.05, 0.6), min_size=1, max_size=12))
        taps = [0.0]
        for gap in gaps:
            taps.append(taps[-1] + gap)
        beats = draw(st.none() | st.integers(0, 20))
        return Trial(
            beats=beats,
            beat_times_s=tuple(taps),
            raw_beat_times_s=(0.0, *taps[1:-1]) if len(taps) > 2 and draw(st.booleans()) else (),
            count_method=CountMethod.TAPPED,
            ended_by=ended_by,
            recorded_at=at,
        )
    beats = draw(st.none() | st.integers(0, 60))
    seconds = draw(st.floats(0, 60) if beats is None else st.none() | st.floats(0, 60))
    return Trial(
        beats=beats,
        at_least=beats is not None and draw(st.booleans()),
        duration_s=seconds,
        duration_is_minimum=seconds is not None and draw(st.booleans()),
        ended_by=ended_by,
        count_method=draw(
            st.sampled_from([CountMethod.NUMBER, CountMethod.EXACT, CountMethod.TIMED])
        ),
        recorded_at=at,
    )


@st.composite
def tests_at(draw: st.DrawFn, place: Place) -> ClonusTest:
    """One to three stretches, a struck one among them perhaps, or a reason."""
    if draw(st.integers(0, 3)) == 0:
        reason = draw(st.sampled_from(NotTestedReason))
        explanation = draw(reasons if reason is NotTestedReason.OTHER else words)
        return ClonusTest(place=place, not_tested=NotTested(reason=reason, explanation=explanation))
    given_stretches = draw(st.lists(trials(), min_size=1, max_size=3))
    if len(given_stretches) > 1 and draw(st.booleans()):
        given_stretches[0] = replace(given_stretches[0], struck_reason=draw(reasons))
    return ClonusTest(place=place, trials=tuple(given_stretches))


@st.composite
def examinations(draw: st.DrawFn) -> Examination:
    """A signed examination of patient 7; some places were not examined."""
    places = tuple(draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=7, unique=True)))
    tests = {place: draw(tests_at(place)) for place in places if draw(st.integers(0, 5)) > 0}
    notes = {place: draw(some_words) for place in places if draw(st.integers(0, 3)) == 0}
    started = draw(times)
    revision = draw(st.integers(1, 3))
    return Examination(
        id=draw(st.integers(20, 30)),
        patient_id=7,
        started_at=started,
        places=places,
        tests=tests,
        notes=notes,
        comment=draw(words),
        revision=revision,
        revises_id=None if revision == 1 else 19,
        revision_reason="" if revision == 1 else draw(reasons),
        signature=Signature(
            examiner=draw(examiners),
            signed_at=started + timedelta(minutes=5),
            text=draw(words),
            rule_id="ARTICLE_GT5",
            rule_version=1,
        ),
        withdrawal=draw(
            st.none()
            | st.builds(
                Withdrawal,
                at=st.just(started.astimezone(UTC) + timedelta(days=1)),
                by=st.none() | examiners,
                reason=reasons,
            )
        ),
    )
