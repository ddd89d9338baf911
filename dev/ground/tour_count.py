"""Pytest plugin: prove that every browser tour among the tests was really played in a browser."""

import inspect

from odoo.tests import HttpCase

#: A test whose body calls one of these plays a tour or a script in a browser.
PLAYERS = ("start_tour(", "browser_js(")


class TourCount:
    """Compares the tests that mean to play a tour with those that did."""

    def __init__(self):
        self.meant, self.played, self.current = set(), set(), None

    def pytest_runtest_protocol(self, item):
        self.current = item.nodeid
        if any(player in _source(item) for player in PLAYERS):
            self.meant.add(item.nodeid)

    def pytest_runtest_logreport(self, report):
        if report.failed:
            # Its failure is reported already.
            self.meant.discard(report.nodeid)

    def pytest_sessionfinish(self, session):
        if self.meant - self.played and not session.config.option.collectonly:
            session.exitstatus = 1

    def pytest_terminal_summary(self, terminalreporter):
        terminalreporter.line(f"{len(self.played)} tests played tours in a browser")
        for nodeid in sorted(self.meant - self.played):
            terminalreporter.line(f"NOT PLAYED: {nodeid}")


def _source(item):
    try:
        return inspect.getsource(item.function)
    except (AttributeError, OSError):
        return ""


def pytest_configure(config):
    count = TourCount()
    config.pluginmanager.register(count, "tour-count")
    play = HttpCase.browser_js

    def browser_js(self, *arguments, **options):
        result = play(self, *arguments, **options)
        count.played.add(count.current)
        return result

    HttpCase.browser_js = browser_js
