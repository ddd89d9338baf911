"""JavaScript that parses; Node.js is the judge where it is installed."""

import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def check(tree):
    sources = tree.in_addon(".js")
    node = shutil.which("node")
    if sources and not node:
        print(f"dev/lint: Node.js is missing, {len(sources)} JavaScript files were not parsed", file=sys.stderr)
        return
    command = [node, "--input-type=module", "--check"]
    with ThreadPoolExecutor() as pool:
        for source, error in zip(sources, pool.map(lambda source: _error(command, source), sources), strict=True):
            if error:
                place = re.search(r"^\[stdin\]:(\d+)", error, re.MULTILINE)
                cause = re.search(r"^\w*Error: .*", error, re.MULTILINE)
                yield source.finding(int(place[1]) if place else 1, cause[0] if cause else error[-300:])


def _error(command, source):
    done = subprocess.run(command, input=source.text, capture_output=True, text=True, check=False)
    return done.stderr if done.returncode else ""
