"""dev/test [PYTEST ARGS…]: every test, from nothing; `-k NAME` or a path runs a part in seconds.

Three tiers: rules without a database, then the add-on's tests in a fresh database with Odoo's HTTP server, browser
tours among them: all of them in two lanes side by side where there are two cores, each with a database of its own. A
test that was skipped makes the run fail, with its reason, unless it says that its data set is not there.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import sys

from . import test_selection, test_verdict
from .layout import ROOT
from .odoo_process import configuration_without_server
from .shell import GroundError
from .test_database import fresh_databases, results_folder

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Seconds that an interrupted test run gets to close its browser and database connections.
GRACE = 20
#: So many databases with the add-on and browsers at once; a lane keeps about one core busy.
MOST_LANES = 2


def main(arguments):
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return run(arguments)
    except GroundError as error:
        print(f"dev/test: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("dev/test: stopped", file=sys.stderr)
        return 130


def run(arguments):
    paths, options = test_selection.parse(arguments)
    logic, others = test_selection.by_tier(paths)
    part = bool(arguments)
    if others and not part and not any(map(shutil.which, BROWSERS)):
        raise GroundError("no browser, so the tours can't run. On Debian, as root: apt-get install chromium")
    outcomes = []
    if logic:
        print("dev/test: rules, without a database", flush=True)
        bare = {"ODOO_RC": str(configuration_without_server())}
        plain = ["-p", "no:odoo", "-p", "ground.logic_tests"]
        outcomes += _side_by_side([Run("logic", [*plain, *options, *logic], bare)])
    if others:
        lanes = test_selection.lanes(others, 1 if part else min(MOST_LANES, os.cpu_count() or 1))
        with fresh_databases(len(lanes), anew=not part) as environments:
            print(f"dev/test: in Odoo, with browser tours{', in two lanes' if len(lanes) > 1 else ''}", flush=True)
            plugins = ["-p", "ground.tour_count", "--odoo-http", *options]
            outcomes += _side_by_side([
                Run(f"odoo {number}" if len(lanes) > 1 else "odoo", [*plugins, *lane], environment, aside=number > 1)
                for number, (lane, environment) in enumerate(zip(lanes, environments, strict=True), 1)])
    return test_verdict.judge(outcomes, part)


def _side_by_side(runs):
    """Return the outcome of each; what one has to say is printed whole, after that of the one before."""
    try:
        return [run.outcome() for run in runs]
    except KeyboardInterrupt:
        for run in runs:
            run.let_it_close()
        raise


class Run:
    """One pytest of a tier, begun when it is made.

    :param aside: keep what it prints until its outcome is asked for
    """

    def __init__(self, tier, arguments, environment, aside=False):
        self.tier = tier
        self.report = results_folder() / f"{tier.replace(' ', '-')}-{os.getpid()}.xml"
        self.report.unlink(missing_ok=True)
        self.printed = self.report.with_suffix(".txt") if aside else None
        command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={self.report}", *arguments]
        with contextlib.ExitStack() as stack:
            output = {}
            if aside:
                output = {"stdout": stack.enter_context(self.printed.open("wb")), "stderr": subprocess.STDOUT}
            self.process = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ, **environment), **output)

    def outcome(self):
        code = self.process.wait()
        self._print()
        return test_verdict.Outcome.of(self.tier, code, self.report)

    def let_it_close(self):
        """The terminal has told pytest too; killed at once it would leave its browser behind."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(GRACE)
        except (subprocess.TimeoutExpired, KeyboardInterrupt):
            self.process.kill()
            self.process.wait()
        self._print()

    def _print(self):
        if self.printed and self.printed.exists():
            print(self.printed.read_text(errors="replace"), end="", flush=True)
            self.printed.unlink()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
