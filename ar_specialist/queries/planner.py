"""What a heavy statement wants to know and to have set beforehand, in one round trip."""

from contextlib import contextmanager

from odoo.tools import SQL

# Room for hash tables of a million items; compiling such a plan costs more than it saves.
HEAVY = {"work_mem": "128MB", "jit": "off"}
#: A few customers of a large ledger are found by index: what is open lies in memory, reading the whole table for each
#: batch of customers would grow with the ledger.
FEW = {**HEAVY, "random_page_cost": "1.1"}


@contextmanager
def heavy_statement(env, *facts, settings=HEAVY):
    """Run the block with the planner set for one heavy statement, then put the settings back.

    After an error nothing is put back: the rollback to the savepoint or of the transaction does it.

    :param settings: the planner's settings, HEAVY or FEW
    :param facts: SQL expressions to read on the way; the block gets their values as a list
    """
    changes = [
        SQL("current_setting(%s), set_config(%s, %s, true)", name, name, value) for name, value in settings.items()
    ]
    [row] = env.execute_query(SQL("SELECT %s", SQL(", ").join([*changes, *facts])))
    changed = 2 * len(settings)
    yield list(row[changed:])
    restored = [
        SQL("set_config(%s, %s, true)", name, value) for name, value in zip(settings, row[:changed:2], strict=True)
    ]
    env.execute_query(SQL("SELECT %s", SQL(", ").join(restored)))
