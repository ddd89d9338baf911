"""The databases of one test run: clones of one in which the add-on is installed already."""

import contextlib
import os
import re

from . import databases, odoo_process, server
from .layout import own_folder
from .shell import GroundError, one_at_a_time, say
from .tidy import tidy


@contextlib.contextmanager
def fresh_databases(count, anew):
    """Make databases for this process and yield the environments that name them; drop them afterwards.

    Runs side by side share only the installed one, which is made or updated one at a time.

    :param count: how many, alike
    :param anew: install the add-on from nothing instead of updating
    """
    running = server.find_or_start()
    names = [databases.own(f"test_{os.getpid()}_{number}") for number in range(1, count + 1)]
    with one_at_a_time(own_folder() / "test.lock", "another test run that prepares its database"):
        tidy(running)
        _drop_left_over(running)
        ready = installed(running, anew)
        for name in names:
            databases.clone(running, ready, name)
            databases.without_autovacuum(running, name)
    try:
        yield [{"ODOO_RC": str(_configuration(running, name))} for name in names]
    finally:
        for name in names:
            _configuration_path(name).unlink(missing_ok=True)
            databases.drop(running, name)


def _configuration(running, name):
    path = _configuration_path(name)
    path.touch(mode=0o600)
    path.write_text(
        f"{odoo_process.configuration(running).read_text()}"
        f"db_name = {name}\nlog_level = warn\nscreenshots = {results_folder()}\n")
    return path


def _configuration_path(name):
    return own_folder() / f"{name}.conf"


def installed(running, anew=False):
    """Return this clone's database with the add-on of this moment installed, without demo data."""
    ready, state = databases.own("ready"), odoo_process.fingerprint()
    made_from = databases.made_from(running, ready)
    if anew or not made_from:
        databases.clone(running, odoo_process.template(running, demo=False), ready)
        made_from = None
    if made_from != state:
        say(f"{'updating' if made_from else 'installing'} the add-on in the test database")
        options = ["-u" if made_from else "-i", "ar_specialist", "--stop-after-init", "--max-cron-threads=0"]
        log = odoo_process.log_file("test-install")
        _refuse_warnings(odoo_process.call(running, [*options, "--log-level=warn"], ready, log))
        databases.stamp(running, ready, state)
    return ready


def results_folder():
    folder = own_folder() / "results"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _refuse_warnings(log):
    """A warning about our own files while installing is a fault that no test would show."""
    warnings = [line for line in log.splitlines() if " WARNING " in line]
    # The database's name, which stands before the message, may hold the word too.
    ours = [line for line in warnings if "ar_specialist" in line.partition(" WARNING ")[2]]
    if ours:
        raise GroundError("installing warns:\n" + "\n".join(ours))


def _drop_left_over(running):
    """Remove the databases of runs that were killed."""
    for name in databases.named_like(running, databases.own("test")):
        process = re.search(r"_test_(\d+)(?:_\d+)?$", name)
        if not process or not _alive(int(process[1])):
            databases.drop(running, name)
            _configuration_path(name).unlink(missing_ok=True)


def _alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
