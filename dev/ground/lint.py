"""dev/lint [--fix]: ruff, pylint-odoo and the project's own rules; prints file:line: message and fails on any finding.

    --fix    let ruff mend what it can first
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from . import checks
from .checks.tree import Tree
from .layout import ROOT


def main(arguments):
    if set(arguments) - {"--fix"}:
        print(__doc__)
        return 0 if set(arguments) <= {"-h", "--help"} else 2
    if "--fix" in arguments:
        subprocess.run([*_module("ruff"), "check", "--quiet", "--fix-only", "."], cwd=ROOT, check=False)
    tools = {
        "ruff": [*_module("ruff"), "check", "--quiet", "--output-format=concise", "."],
        "pylint": [
            *_module("pylint"), "--rcfile=.pylintrc", f"--jobs={os.cpu_count()}",
            "--msg-template={path}:{line}: {msg} ({symbol})", "ar_specialist",
        ],
    }
    with ThreadPoolExecutor() as pool:
        running = {name: pool.submit(_run, command) for name, command in tools.items()}
        findings = _own_rules()
    for finding in findings:
        print(finding)
    failed = [name for name, done in running.items() if _report(done.result())]
    if findings:
        failed.append("the project's rules")
    print(f"dev/lint: {'failed: ' + ', '.join(failed) if failed else 'all clean'}", file=sys.stderr)
    return int(bool(failed))


def _module(name):
    return [sys.executable, "-m", name]


def _run(command):
    # Odoo must not lie on the path: pylint would follow every import into it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def _own_rules():
    tree = Tree(ROOT)
    return sorted(finding for check in checks.ALL for finding in check(tree))


def _report(done):
    """Print what a tool found; return whether it failed."""
    headings = ("************* Module",)
    print(*(f"{line}\n" for line in done.stdout.splitlines() if not line.startswith(headings)), sep="", end="")
    if done.returncode and not done.stdout.strip():
        print(done.stderr.strip(), file=sys.stderr)
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
