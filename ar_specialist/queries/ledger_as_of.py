"""The ledger as of a day, ready for one heavy statement."""

from contextlib import contextmanager

from .ledger_facts import DRAFTS_MATCHED, RECEIVABLE_ACCOUNTS, settled_after
from .open_items import Scope, flush_ledger
from .planner import FEW, HEAVY, heavy_statement
from .route import choose_route


@contextmanager
def ledger_as_of(env, as_of, companies, domain=(), of_few=False):
    """Run the block with planner settings for heavy statements; it gets the scope and the cheaper route.

    :param companies: res.company records
    :param domain: further domain on account.move.line
    :param of_few: `domain` leaves the items of few customers
    """
    # The facts are read by plain SQL: what the ORM still holds back must be in the database.
    flush_ledger(env)
    facts = (RECEIVABLE_ACCOUNTS, settled_after(as_of), DRAFTS_MATCHED)
    with heavy_statement(env, *facts, settings=FEW if of_few else HEAVY) as (accounts, settled_later, drafts_matched):
        scope = Scope(
            as_of, tuple(companies.ids), tuple(accounts), list(domain), settled_later, drafts_matched)
        yield scope, choose_route(env, scope)
