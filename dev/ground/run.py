"""dev/run: from nothing to a running Odoo 19.0 with the add-on and its demo data."""

import argparse
import os
import shutil
import socket
import sys
from datetime import date
from pathlib import Path

from . import databases, odoo_process, server
from .layout import DEBIAN_PACKAGES, own_folder
from .shell import GroundError, one_at_a_time, say
from .tidy import tidy

#: The customer's page offers to pay where there is a way to; Odoo's own provider for demonstrations is one.
MODULES = "ar_specialist,payment_demo"


def main():
    options = _options()
    try:
        run(options)
    except GroundError as error:
        sys.exit(f"dev/run: {error}")
    except KeyboardInterrupt:
        print("dev/run: stopped; the next start goes on from here", file=sys.stderr)
        sys.exit(130)


def _options():
    parser = argparse.ArgumentParser(prog="dev/run", description=__doc__)
    parser.add_argument(
        "--import", dest="file", type=Path, metavar="FILE",
        help="load receivables (CSV or XLSX) first, into a company of their own")
    parser.add_argument(
        "--as-of", type=_day, metavar="DAY",
        help="day of the printed aging, YYYY-MM-DD; else today, or the last day on which the file has an invoice")
    parser.add_argument("--no-serve", action="store_true", help="stop after the table")
    parser.add_argument("--port", type=_port, default=8069, help="port of the web server, 8069 unless given")
    parser.add_argument("--reset", action="store_true", help="start again with a new database")
    return parser.parse_args()


def _port(text):
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port: give a number from 1 to 65535")
    return int(text)


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no day: write it as YYYY-MM-DD") from error


def run(options):
    if options.file and not options.file.is_file():
        raise GroundError(f"there is no file {options.file}")
    if not options.no_serve:
        _refuse_taken(options.port)
    _name_missing_programs()
    running = server.find_or_start()
    tidy(running)
    database = databases.own("run")
    with one_at_a_time(own_folder() / "run.lock", "another dev/run that prepares the database"):
        if options.reset:
            databases.drop(running, database)
        _bring_up_to_date(running, database)
    _print_aging(running, database, options)
    if not options.no_serve:
        _serve(running, database, options.port)


def _refuse_taken(port):
    """Odoo would find out only after the minutes that the first start takes."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise GroundError(f"port {port} can't be used ({error.strerror}): choose another with --port") from error


def _name_missing_programs():
    for program, package in DEBIAN_PACKAGES.items():
        if not shutil.which(program):
            use = "PDF reports" if program == "wkhtmltopdf" else "browser tests"
            say(f"{program} is missing: no {use}. On Debian, as root: apt-get install {package}")


def _bring_up_to_date(running, database):
    state = odoo_process.fingerprint()
    installed = databases.made_from(running, database)
    if installed == state:
        return
    if installed:
        say("updating ar_specialist")
        # Installed again where somebody tried how uninstalling goes; a module that is there is left alone by it.
        action = ["-u", "ar_specialist", "-i", MODULES]
    else:
        # Missing, or its installation was cut short before the stamp.
        databases.clone(running, odoo_process.template(running, demo=True), database)
        say("installing ar_specialist and its demo data")
        action = ["-i", MODULES, "--with-demo"]
    log = odoo_process.log_file("install")
    odoo_process.call(running, [*action, "--stop-after-init", "--max-cron-threads=0"], database, log)
    databases.stamp(running, database, state)


def _print_aging(running, database, options):
    """Load the file that was named and print the aging, inside one Odoo process."""
    script = Path(__file__).with_name("in_odoo_show.py")
    environment = dict(os.environ, AR_FILE=str(options.file.resolve()) if options.file else "")
    environment["AR_FOLDER"] = str(own_folder())
    environment["AR_AS_OF"] = options.as_of.isoformat() if options.as_of else ""
    log = odoo_process.log_file("show")
    print(odoo_process.shell(running, script, database, log, environment))


def _serve(running, database, port):
    # Styles of printed reports are fetched from here, whatever address a browser or an earlier start came by.
    databases.set_parameter(running, database, "report.url", f"http://127.0.0.1:{port}")
    print(f"Odoo: http://127.0.0.1:{port}/odoo   login: admin   password: admin", flush=True)
    print(f"A customer's page: http://127.0.0.1:{port}/my   login: customer   password: customer", flush=True)
    arguments = [
        "server", f"--http-port={port}", f"--db-filter=^{database}$", "--log-level=warn",
    ]
    command = odoo_process.command(running, arguments, database)
    os.execv(command[0], command)


if __name__ == "__main__":
    main()
