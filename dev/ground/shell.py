"""Speak to the person at the terminal and run programs, with a cause when one fails."""

import contextlib
import fcntl
import subprocess
import sys


class GroundError(Exception):
    """Something the person can mend; the message says how."""


def say(text):
    print(f"· {text}", file=sys.stderr, flush=True)


def run(*command, **options):
    """Run `command` quietly; raise GroundError with the end of its output when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options,
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-15:])
        raise GroundError(f"{command[0]} failed (exit {done.returncode}):\n{tail}")
    return done.stdout


@contextlib.contextmanager
def one_at_a_time(path, other="another clone that makes the same thing"):
    """Hold a lock file, so that a thing is never made twice at once; say when it means waiting for `other`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"waiting for {other}")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def free(path):
    """Return whether nobody holds the lock file at this moment."""
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
