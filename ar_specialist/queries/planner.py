"""What a heavy statement wants to know and to have set beforehand, in one round trip."""

from contextlib import contextmanager

from odoo.tools import SQL

# Room for hash tables of a million items; compiling such a plan costs more than it saves.
HEAVY = {"work_mem": "128MB", "jit": "off"}


@contextmanager
def heavy_statement(env, *facts):
    """Run the block with the planner set for one heavy statement, then put the settings back.

    After an error nothing is put back: the rollback to the savepoint or of the transaction does it.

    :param facts: SQL expressions to read on the way; the block gets their values as a list
    """
    changes = [
        SQL("current_setting(%s), set_config(%s, %s, true)", name, name, value) for name, value in HEAVY.items()
    ]
    [row] = env.execute_query(SQL("SELECT %s", SQL(", ").join([*changes, *facts])))
    changed = 2 * len(HEAVY)
    yield list(row[changed:])
    restored = [
        SQL("set_config(%s, %s, true)", name, value) for name, value in zip(HEAVY, row[:changed:2], strict=True)
    ]
    env.execute_query(SQL("SELECT %s", SQL(", ").join(restored)))
