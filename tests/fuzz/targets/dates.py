"""Days, times and drug times as they are typed."""

from datetime import UTC, date, datetime

from clonus_desktop.domain.dates import (
    ApproximateDate,
    InvalidApproximateDate,
    parse_approximate_date,
    parse_date,
)
from clonus_desktop.domain.drugs import parse_last_dose
from clonus_desktop.ui.exposure_entry import (
    Last,
    LastDose,
    Unfit,
    day_typed,
    last_dose,
    time_typed,
)

NOW = datetime(2026, 11, 25, 10, 42, tzinfo=UTC)
SEEDS = tuple(
    text.encode()
    for text in (
        *("11/1/68", "11 Jan 1968", "11-Jan-1968", "1968-01-11", "March 2019", "3/2019", "2019"),
        *("7:40", "3 h", "14/11/25 22:00", "12 wk", "2.5 d ago", "yesterday 0530", "today"),
        # Found by the fuzzer: more digits than Python or a clock takes.
        *("9" * 5000, f"01.{'1' * 40}", f"{'1' * 40}:30"),
        *("05:30", "5.30", "0740", "22 Nov 1930", "30", "２０１９", "٣/٤/٢٠١٩"),
    )
)


def parse(data: bytes) -> None:
    """Each gives a value that fits, or nothing, or words for the person who typed it."""
    text = data.decode("utf-8", "replace")
    for found in (parse_date(text, today=NOW.date()), parse_last_dose(text, before=NOW)):
        assert found is None or isinstance(found, date)
    about = parse_approximate_date(text, today=NOW.date())
    if about is not None:
        assert ApproximateDate.from_text(str(about)) == about
    for read in (
        lambda: ApproximateDate.from_text(text),
        lambda: time_typed(text),
        lambda: day_typed(text, NOW.date()),
        lambda: last_dose(LastDose(last=Last.DAYS, days=text), NOW.date()),
        lambda: last_dose(LastDose(last=Last.DATE, on=text), NOW.date()),
        lambda: last_dose(LastDose(last=Last.CURRENT, at=text), NOW.date()),
    ):
        try:
            read()
        except (Unfit, InvalidApproximateDate):
            continue
