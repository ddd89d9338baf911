"""Of which days snapshots are taken, and which go again."""

from datetime import timedelta

CLOSE, MONTHLY, DAILY = "close", "monthly", "daily"
#: In the order in which they count where a day has several.
KINDS = (CLOSE, MONTHLY, DAILY)
NEVER = "never"
#: Days and months made up for when the schedule did not run.
CATCH_UP_DAYS = 31
CATCH_UP_MONTHS = 3


def due(schedule, today, taken):
    """Return [(day, kind)] to take now, the oldest first: of days that are over, so that they are whole.

    The last day of a month is a monthly one; dailies are of the other days.

    :param schedule: "never", "daily" or "monthly"
    :param taken: {kind: days of the snapshots there are}
    """
    if schedule == NEVER:
        return []
    wanted = [(day, MONTHLY) for day in _month_ends(today, taken.get(MONTHLY, ()))]
    if schedule == DAILY:
        wanted += [(day, DAILY) for day in _days(today, taken.get(DAILY, ()), taken.get(MONTHLY, ()))]
    return sorted(wanted)


def _month_ends(today, taken):
    """Return the last days of the months that are over and have none; of earlier months only after the first one."""
    day, ends = today, []
    for _number in range(CATCH_UP_MONTHS):
        day = day.replace(day=1) - timedelta(days=1)
        if day in taken:
            break
        ends.append(day)
    return ends if taken else ends[:1]


def _days(today, dailies, monthlies):
    """Return the days up to yesterday that have none; of earlier days only after the first one."""
    days = [today - timedelta(days=back) for back in range(1, CATCH_UP_DAYS + 1)]
    first = min(dailies, default=days[0])
    return [
        day for day in days
        if day >= first and day not in dailies and day not in monthlies and not is_month_end(day)]


def is_month_end(day):
    return (day + timedelta(days=1)).day == 1


def outdated(today, keep_days):
    """Return the first day whose daily snapshot is kept."""
    return today - timedelta(days=keep_days)


def last_days(days, span):
    """Return the last of `days` in each span of time; the last one of all when `span` is None.

    :param span: "week", "month", "quarter", "year" or None
    """
    last = {}
    for day in sorted(days):
        last[_span_of(day, span)] = day
    return sorted(last.values())


def _span_of(day, span):
    return {
        None: None, "week": day.isocalendar()[:2], "month": (day.year, day.month),
        "quarter": (day.year, (day.month - 1) // 3), "year": day.year,
    }[span]
