"""What the demo's follow-ups are told: whom to trust, who gets the reminders, who is on hold, when runs were made."""

from datetime import timedelta

#: {customer: degree of trust}; everyone else is an ordinary debtor.
TRUST = {
    "northgate": "good", "cascade": "good", "brandt": "good", "belleforet": "good", "maplewood": "good",
    "redrock": "bad", "sunbelt": "bad", "caves": "bad",
}
#: {customer: credit limit in the company's currency}; nobody else has one.
CREDIT_LIMITS = {
    "redrock": 55000, "sunbelt": 40000, "lakeshore": 50000, "northgate": 120000, "cascade": 80000, "brandt": 75000,
    "rheingold": 45000, "caves": 30000, "maplewood": 60000,
}
#: {customer: (name, mailbox)} of contacts that reminders go to, instead of the invoice address.
CONTACTS = {
    "sunbelt": ("Dana Whitley, Treasury", "treasury"),
    "rheingold": ("Mahnwesen", "mahnwesen"),
    "caves": ("Service relances", "relances"),
}
#: Customers whose email address nobody knows.
UNREACHABLE = ("penhallow",)
#: {customer: (reason, days from today, or nothing for an open end)}
HOLDS = {
    "lakeshore": ("Quantities contested; meeting with their purchasing arranged", 12),
    "pinecrest": ("School board decides on the payment plan", 0),
}
#: Days of the week on which runs of the past were made, Tuesday and Friday, and how many days they go back.
RUN_DAYS, BACK = (1, 4), 60
#: Days after which an activity of a run is done.
CALLED_AFTER = 7


def last_working_day(day):
    """Return `day`, or the Friday before it at the weekend, when the shipped policies remind nobody."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def past_run_days(day):
    """Return the days of the runs before `day`; its last working day is left for a run to look at."""
    days = [day - timedelta(days=back) for back in range(BACK, 0, -1)]
    return [each for each in days if each.weekday() in RUN_DAYS and each < last_working_day(day)]
