"""What the aging screen waits for: a page sorted and found in other ways, a row unfolded."""

from datetime import timedelta

from odoo import fields

from .clock import median

CLICKS = {
    "first page by name": ({}, {"sort": "name"}),
    "by total, descending": ({}, {"sort": "-total"}),
    "by oldest item": ({}, {"sort": "-oldest"}),
    "last page": ({}, {"offset": 14_000}),
    "one bucket": ({}, {"column": 3}),
    "search": ({"search": "Customer 77"}, {}),
    "overdue only": ({"overdue_only": True}, {}),
}


def run(env):
    """Return one row per kind of click: seconds today and 90 days back."""
    today = fields.Date.context_today(env.user)
    days = {"today s": str(today), "90 days back s": str(today - timedelta(days=90))}
    rows = []
    for name, (options, arguments) in CLICKS.items():
        seconds = {}
        for title, day in days.items():
            seconds[title], _page = median(
                lambda day=day, options=options, arguments=arguments: _page_of(env, day, options, arguments), runs=3)
        rows.append({"click": name, **seconds})
    return rows


def _page_of(env, day, options, arguments):
    env.invalidate_all()
    return env["ar.aging"].get_page({"as_of": day, **options}, **arguments)
