"""Seconds and memory of one action, the usual way of every bench."""

import ctypes
import gc
import statistics
import time
from pathlib import Path

RUNS = 7


def in_turn(ways, runs=RUNS):
    """Run each of `ways` ({name: function}) once unmeasured, then `runs` times in turn.

    :return: {name: list of seconds}, {name: last result}; in turn, so that a machine that grows slower meanwhile
        slows all of them
    """
    results = {name: way() for name, way in ways.items()}
    seconds = {name: [] for name in ways}
    for _number in range(runs):
        for name, way in ways.items():
            start = time.perf_counter()
            results[name] = way()
            seconds[name].append(time.perf_counter() - start)
    return seconds, results


def median(action, runs=RUNS):
    """Return the median seconds of `action` and its last result."""
    seconds, results = in_turn({"": action}, runs)
    return statistics.median(seconds[""]), results[""]


def ratio(mine, theirs):
    """Return the median of the ratios, run by run."""
    return statistics.median(one / other for one, other in zip(mine, theirs, strict=True))


def peak_memory(action):
    """Return how far `action` raises the process's peak above what it held before, in MB."""
    return peaks(action)[0]


def peaks(action):
    """Return how far `action` raises the process's peak above what it held before, and that peak, in MB.

    Memory that the process has freed and not given back is given back first: else it would hide what is used.
    """
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    action()
    peak = _status("VmHWM")
    return max(0.0, (peak - before) / 1024), peak / 1024


def _status(name):
    """Return a figure of this process's /proc status, in kB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise LookupError(name)
