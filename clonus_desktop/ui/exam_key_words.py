"""What each key of the examination does, for the key sheet."""

from collections.abc import Collection, Mapping, Sequence

from clonus_desktop.domain.anatomy import Place
from clonus_desktop.language import _
from clonus_desktop.ui.exam_keys import ExamAct, names_of, pad_names_of
from clonus_desktop.ui.key_names import key_words
from clonus_desktop.ui.page_keys import KeyGroup, ListedKey
from clonus_desktop.ui.pedal_key import PedalKey


def exam_key_groups(
    acts: Collection[ExamAct],
    pedals: Sequence[tuple[PedalKey, ExamAct]],
    places: Sequence[Place],
) -> tuple[KeyGroup, ...]:
    """The keys in the order in which an exam needs them.

    Args:
        acts: Those that the page can do, beside the beat.
        pedals: The keys that were chosen on this computer, each with its act.
        places: Of the exam; the function keys lead to the first nine.
    """
    words = {act: said for act, said in _words().items() if act in {ExamAct.BEAT, *acts}}
    numbers = ListedKey(names=("0", "9"), words=words[ExamAct.NUMBER], is_range=True)
    last = f"F{min(len(places), 9)}"
    go_to = ListedKey(names=("F1", last), words=words[ExamAct.GO_TO], is_range=True)
    pad = [ListedKey(names=pad_names_of(act), words=said) for act, said in words.items()]
    chosen = tuple(ListedKey(names=(key_words(key),), words=words[act]) for key, act in pedals)
    return (
        KeyGroup(title=_("Record"), keys=(numbers, *_listed(words, _RECORDING))),
        KeyGroup(title=_("Mend and write"), keys=_listed(words, _MENDING)),
        KeyGroup(title=_("Go"), keys=(*_listed(words, _MOVING), go_to, *_listed(words, _LEAVING))),
        KeyGroup(
            title=_("On the number pad, Num Lock off"),
            keys=tuple(key for key in pad if key.names),
        ),
        *((KeyGroup(title=_("Your pedal"), keys=chosen),) if chosen else ()),
    )


_RECORDING = (
    ExamAct.TEN_OR_MORE,
    ExamAct.SUSTAINED,
    ExamAct.NOT_TESTED,
    ExamAct.BEAT,
    ExamAct.USE,
    ExamAct.EXACT,
    ExamAct.AGAIN,
)
_MENDING = (ExamAct.UNDO, ExamAct.REDO, ExamAct.BEATS, ExamAct.TRIALS, ExamAct.NOTE, ExamAct.CHECKS)
_MOVING = (ExamAct.PREVIOUS, ExamAct.NEXT)
_LEAVING = (ExamAct.REVIEW, ExamAct.LEAVE, ExamAct.HOW_TO)


def _listed(words: Mapping[ExamAct, str], acts: Sequence[ExamAct]) -> tuple[ListedKey, ...]:
    return tuple(ListedKey(names=names_of(act), words=words[act]) for act in acts if act in words)


def _words() -> Mapping[ExamAct, str]:
    return {
        ExamAct.NUMBER: _("That many beats, next place"),
        ExamAct.TEN_OR_MORE: _("10 or more beats, then stopped"),
        ExamAct.SUSTAINED: _("Sustained over 10 s"),
        ExamAct.NOT_TESTED: _("Not tested, then the reason"),
        ExamAct.BEAT: _("One beat, or hold down to time it"),
        ExamAct.USE: _("Use the tapped count or the time"),
        ExamAct.EXACT: _("An exact number from 0 to 99"),
        ExamAct.AGAIN: _("Another trial at this place"),
        ExamAct.TRIALS: _("The trials at this place"),
        ExamAct.BEATS: _("Correct the beats"),
        ExamAct.UNDO: _("Undo"),
        ExamAct.REDO: _("Redo"),
        ExamAct.NOTE: _("Note on this place"),
        ExamAct.CHECKS: _("Checks and position of this place"),
        ExamAct.PREVIOUS: _("The place before"),
        ExamAct.NEXT: _("The next place"),
        ExamAct.GO_TO: _("Go to a place"),
        ExamAct.REVIEW: _("Review and sign"),
        ExamAct.LEAVE: _("Leave the exam; the draft is kept"),
        ExamAct.HOW_TO: _("How the test is done, larger"),
        ExamAct.KEYS: _("These keys"),
    }
