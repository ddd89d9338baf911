"""Planner settings for one heavy statement."""

from contextlib import contextmanager

from odoo.tools import SQL

# Hash tables of a million items fit; compiling the plan costs more than it saves.
HEAVY = {"work_mem": "128MB", "jit": "off"}


@contextmanager
def heavy_statement(env):
    """Run the block with room for large hash tables and without JIT, then put the settings back.

    After an error nothing is put back: the rollback to the savepoint or of the transaction does it.
    """
    before = _set(env, HEAVY)
    yield
    _set(env, before)


def _set(env, settings):
    """Set for this transaction; return what was in force."""
    columns = [
        SQL("current_setting(%s), set_config(%s, %s, true)", name, name, value)
        for name, value in settings.items()
    ]
    [row] = env.execute_query(SQL("SELECT %s", SQL(", ").join(columns)))
    return dict(zip(settings, row[::2], strict=True))
