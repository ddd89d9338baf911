"""Run Odoo's own command line in the project's environment."""

import ast
import hashlib
import os
import subprocess
import sys
from pathlib import Path

from . import databases
from .layout import ADDON, CACHE, ROOT, digest, own_folder
from .shell import GroundError, one_at_a_time, say

#: Sub-commands that know nothing of a configuration file.
BARE_COMMANDS = {"help", "scaffold", "upgrade_code", "deploy"}
#: Sub-commands with commands of their own, which take the options.
NESTED_COMMANDS = {"i18n", "module"}
#: Sub-commands that name their databases themselves.
ANY_DATABASE = {"db"}


def configuration(server):
    """Write the configuration file of this clone and return its path."""
    path = own_folder() / "odoo.conf"
    options = {
        "addons_path": ",".join(map(str, _addons_path())),
        "data_dir": CACHE / "data",
        "db_host": server.host,
        "db_port": server.port,
        "db_user": server.user,
        "http_interface": "127.0.0.1",
        "list_db": False,
        "max_cron_threads": 1,
    }
    text = "[options]\n" + "".join(f"{key} = {value}\n" for key, value in options.items() if value != "")
    if not path.exists() or path.read_text() != text:
        path.touch(mode=0o600)
        path.write_text(text)
    return path


def configuration_without_server():
    """Write a configuration that names no database server, for what must run without one."""
    path = own_folder() / "no-database.conf"
    path.write_text(f"[options]\naddons_path = {','.join(map(str, _addons_path()))}\ndata_dir = {CACHE / 'data'}\n")
    return path


def _addons_path():
    beside = [place for place in (odoo_home() / "addons",) if (place / "account").exists()]
    return [odoo_home() / "odoo" / "addons", *beside, ROOT]


def odoo_home():
    return Path(os.environ["AR_ODOO"])


def command(server, arguments, database):
    """Return the command line for `arguments` as a person types them, sub-command first or options only."""
    start = [sys.executable, "-m", "odoo"]
    words = list(arguments)
    if words and not words[0].startswith("-"):
        start.append(words.pop(0))
        if start[-1] in BARE_COMMANDS:
            return [*start, *words]
        if start[-1] in ANY_DATABASE:
            return [*start, "-c", str(configuration(server)), *words]
        if start[-1] in NESTED_COMMANDS:
            if not words or words[0].startswith("-"):
                return [*start, *words]
            start.append(words.pop(0))
    return [*start, "-c", str(configuration(server)), "-d", database, *words]


def call(server, arguments, database, log):
    """Run Odoo to its end with its output in the file `log`; raise GroundError with the reason when it fails."""
    with log.open("w") as output:
        code = subprocess.run(
            command(server, arguments, database), stdout=output, stderr=subprocess.STDOUT, check=False
        ).returncode
    text = log.read_text()
    if code or " CRITICAL " in text:
        tail = "\n".join(text.splitlines()[-25:])
        raise GroundError(f"Odoo failed (exit {code}), see {log}:\n{tail}")
    return text


def template(server, demo):
    """Return the template database with everything the add-on depends on installed, making it when missing."""
    manifest = ast.literal_eval((ADDON / "__manifest__.py").read_text())
    depends = ",".join(sorted(manifest["depends"]))
    release = odoo_home() / "odoo" / "release.py"
    kind = f"{depends}|{demo}|{release.stat().st_mtime_ns}"
    name = f"ar_template_{'demo' if demo else 'bare'}_{_short(kind)}"
    with one_at_a_time(CACHE / f"{name}.lock"):
        if not databases.exists(server, name):
            say(f"preparing a database with {depends}{' and demo data' if demo else ''} (once, a minute or two)")
            making = f"{name}_making"
            databases.drop(server, making)
            options = ["-i", depends, "--stop-after-init", "--max-cron-threads=0"]
            call(server, [*options, *(["--with-demo"] if demo else [])], making, log_file(making))
            databases.rename(server, making, name)
    return name


def _short(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def log_file(name):
    return own_folder() / f"{name}.log"


def fingerprint():
    """Return what the installed state of the add-on depends on: all of it but its tests."""
    parts = [path for path in sorted(ADDON.iterdir()) if path.name not in ("tests", "__pycache__")]
    return digest(parts)


def shell(server, script, database, log, environment):
    """Run the file `script` in Odoo's shell and return what it printed; its log goes to the file `log`.

    What the script writes to the file descriptor that AR_PROGRESS names reaches the terminal at once.
    """
    arguments = ["shell", "--log-level=warn", "--no-http"]
    terminal = os.dup(sys.stderr.fileno())
    environment = dict(environment, AR_PROGRESS=str(terminal))
    with log.open("w") as errors, script.open() as code:
        done = subprocess.run(
            command(server, arguments, database),
            stdin=code, stdout=subprocess.PIPE, stderr=errors,
            text=True, env=environment, check=False, pass_fds=(terminal,),
        )
    os.close(terminal)
    if done.returncode:
        reason = log.read_text().strip().splitlines()
        raise GroundError(f"{reason[-1] if reason else 'it stopped'} (see {log})")
    return done.stdout
