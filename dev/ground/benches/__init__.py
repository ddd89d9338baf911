"""Timings of the heavy reads on generated ledgers, each beside a reference in the same run."""
