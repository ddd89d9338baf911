"""dev/test [PYTEST ARGS…]: every test, from nothing; `-k NAME` or a path runs a part in seconds.

Three tiers: rules without a database, then the add-on's tests in a fresh database with Odoo's HTTP server, browser
tours among them. A test that was skipped makes the run fail, with its reason, unless it says that its data set is
not there.
"""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

from . import databases, odoo_process, server
from .layout import ADDON, CACHE, CLONE, ROOT
from .shell import GroundError, say

TESTS = ADDON / "tests"
#: A skip whose reason starts so is allowed: the data set lies beside the repository, not in it.
ALLOWED_SKIP = "data set missing:"
NO_TESTS_COLLECTED = 5


def main(arguments):
    if arguments[:1] in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    try:
        return run(arguments)
    except GroundError as error:
        sys.exit(f"dev/test: {error}")


def run(arguments):
    paths = [word for word in arguments if (Path(word.split("::")[0])).exists()]
    options = [word for word in arguments if word not in paths]
    part = bool(arguments)
    logic, others = _split(paths)
    codes = []
    if logic:
        codes.append(_pytest("logic", logic, ["-p", "no:odoo", "-p", "ground.logic_tests", *options], {}))
    if others:
        if not part and not shutil.which("chromium") and not shutil.which("google-chrome"):
            raise GroundError("no browser, so the tours can't run. On Debian, as root: apt-get install chromium")
        codes.append(_pytest("odoo", others, ["--odoo-http", *options], _database(part)))
    return _verdict(codes, part)


def _split(paths):
    """Return the logic tests and the others; with no paths, all of both."""
    files = [Path(path) for path in paths] or sorted(TESTS.glob("test_*.py"))
    is_logic = [path.name.split("::")[0].startswith("test_logic_") for path in files]
    logic = [str(path) for path, yes in zip(files, is_logic, strict=True) if yes]
    return logic, [str(path) for path, yes in zip(files, is_logic, strict=True) if not yes]


def _database(part):
    """Make the test database and return the environment that names it.

    A database with the add-on installed is kept and cloned for each run; a full run makes it anew.
    """
    running = server.find_or_start()
    ready, test = databases.own("ready"), databases.own("test")
    state = odoo_process.fingerprint()
    fresh = not part or not databases.exists(running, ready) or not databases.made_from(running, ready)
    if fresh:
        databases.clone(running, odoo_process.template(running, demo=False), ready)
    if fresh or databases.made_from(running, ready) != state:
        say("installing the add-on in the test database" if fresh else "updating the add-on in the test database")
        action = "-i" if fresh else "-u"
        options = [action, "ar_specialist", "--stop-after-init", "--max-cron-threads=0", "--log-level=warn"]
        log = odoo_process.log_file("test-install")
        _refuse_warnings(odoo_process.call(running, options, ready, log))
        databases.stamp(running, ready, state)
    databases.clone(running, ready, test)
    configuration = odoo_process.configuration(running)
    text = configuration.read_text()
    own = configuration.with_name("test.conf")
    own.touch(mode=0o600)
    own.write_text(f"{text}db_name = {test}\nhttp_port = {_port()}\nlog_level = warn\nscreenshots = {_results()}\n")
    return {"ODOO_RC": str(own)}


def _refuse_warnings(log):
    """A warning about our own files while installing is a fault that no test would show."""
    ours = [line for line in log.splitlines() if " WARNING " in line and "ar_specialist" in line]
    if ours:
        raise GroundError("installing warns:\n" + "\n".join(ours))


def _port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _results():
    folder = CACHE / "clones" / CLONE / "results"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _pytest(tier, paths, options, environment):
    report = _results() / f"{tier}.xml"
    report.unlink(missing_ok=True)
    command = [
        sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *options, *paths,
    ]
    rc = environment or {"ODOO_RC": str(odoo_process.configuration_without_server())}
    code = subprocess.run(command, cwd=ROOT, env=dict(os.environ, **rc), check=False).returncode
    return tier, code, report


def _verdict(codes, part):
    failed = False
    for tier, code, report in codes:
        if code == NO_TESTS_COLLECTED and part:
            continue
        failed |= code != 0
        for name, reason in _skips(report):
            if not reason.startswith(ALLOWED_SKIP):
                print(f"dev/test: {tier}: {name} was skipped: {reason}", file=sys.stderr)
                failed = True
    if all(code == NO_TESTS_COLLECTED for _tier, code, _report in codes):
        print("dev/test: no test matches", file=sys.stderr)
        failed = True
    return int(failed)


def _skips(report):
    if not report.exists():
        return
    for case in ElementTree.parse(report).iter("testcase"):
        for skip in case.iter("skipped"):
            yield f"{case.get('classname')}.{case.get('name')}", skip.get("message") or ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
