"""dev/test [PYTEST ARGS…]: every test, from nothing; `-k NAME` or a path runs a part in seconds.

Three tiers: rules without a database, then the add-on's tests in a fresh database with Odoo's HTTP server, browser
tours among them. A test that was skipped makes the run fail, with its reason, unless it says that its data set is
not there.
"""

import os
import shutil
import signal
import subprocess
import sys

from . import test_selection, test_verdict
from .layout import ROOT
from .odoo_process import configuration_without_server
from .shell import GroundError
from .test_database import fresh_database, results_folder

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: Seconds that an interrupted test run gets to close its browser and database connections.
GRACE = 20


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
        outcomes.append(_pytest("logic", ["-p", "no:odoo", "-p", "ground.logic_tests", *options, *logic], bare))
    if others:
        with fresh_database(anew=not part) as environment:
            print("dev/test: in Odoo, with browser tours", flush=True)
            plugins = ["-p", "ground.tour_count", "--odoo-http"]
            outcomes.append(_pytest("odoo", [*plugins, *options, *others], environment))
    return test_verdict.judge(outcomes, part)


def _pytest(tier, arguments, environment):
    report = results_folder() / f"{tier}-{os.getpid()}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *arguments]
    running = subprocess.Popen(command, cwd=ROOT, env=dict(os.environ, **environment))
    try:
        code = running.wait()
    except KeyboardInterrupt:
        _let_it_close(running)
        raise
    return test_verdict.Outcome.of(tier, code, report)


def _let_it_close(running):
    """The terminal has told pytest too; killed at once it would leave its browser behind."""
    running.send_signal(signal.SIGINT)
    try:
        running.wait(GRACE)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        running.kill()
        running.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
