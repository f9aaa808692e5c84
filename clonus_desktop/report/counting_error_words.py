"""The counting error in words: what the allowance is, and what of it was published."""

from clonus_desktop.domain.counting_error import COUNTING_ERROR_ID
from clonus_desktop.domain.message import Message
from clonus_desktop.language import Catalogue


def counting_error_sentence(words: Catalogue) -> str:
    """One sentence for a letter that calls something unchanged within counting error."""
    return words.say(
        Message(
            "Counting error: allowance of this program ({model}), not a published figure.",
            {"model": COUNTING_ERROR_ID},
        )
    )


def counting_error_paragraphs(words: Catalogue) -> tuple[str, ...]:
    """The whole model with its sources, for the sheet of two visits."""
    return (
        words.say(
            Message(
                "Counting error, model {model}. Each result stands for the counts that it can "
                "mean. Two results whose counts meet are unchanged within counting error; only "
                "results that lie apart are more or fewer.",
                {"model": COUNTING_ERROR_ID},
            )
        ),
        words.gettext(
            "Number entered after the stretch, and tapping that was too fast, too long or too "
            "uneven: from one beat fewer up to the number that people report as this one. "
            "Flashes at 6 to 8 per second were reported as about N to the power 0.83, so 10 as "
            "about 7 (Journal of Vision, abstract 2771326). That was measured with flashes; that "
            "it holds for clonus is this program's assumption."
        ),
        words.gettext(
            "Tapped beats that can be relied on, and exact numbers: one beat either way. No "
            "figure was published; this is the program's own choice."
        ),
        words.gettext(
            "Duration: 0.2 s either way. Starting and stopping a watch by hand has a standard "
            "deviation of 0.10 s (Am J Phys 2019;87:110); taking two of them is the program's "
            "own choice."
        ),
        words.gettext(
            "0 beats are never within counting error of 1 beat, nor sustained clonus of any "
            "count. How much clonus varies in one patient from day to day is not in the model: "
            "no figure was found."
        ),
    )
