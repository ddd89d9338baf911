"""How long a customer waited for an answer: hours of working days, as nobody expects one on a Sunday."""

from datetime import datetime, time, timedelta

SATURDAY = 5
HOUR = timedelta(hours=1)


def working_hours(asked, answered):
    """Return the hours between two moments of one clock; those of Saturdays and Sundays don't count.

    A working day has 24 of them: a question of Friday 17:00 that is answered on Monday at 9:00 has waited for 16 hours.

    :param asked: datetime, as the clock of the company shows it
    :param answered: datetime of the same clock; before `asked` it gives 0
    """
    waited, moment = timedelta(), asked
    while moment < answered:
        midnight = datetime.combine(moment.date() + timedelta(days=1), time(), moment.tzinfo)
        end = min(midnight, answered)
        if moment.weekday() < SATURDAY:
            waited += end - moment
        moment = end
    return waited / HOUR
