"""A ledger of N invoices by bulk insertion: double entry and reconciliation consistent, and checked to be.

One invoice and one payment are made through Odoo; the rest are copies of their rows with other days, amounts and
customers, so that every column holds what Odoo itself would have written.
"""

from contextlib import contextmanager

from psycopg2 import sql

HISTORY = 450
PAID = "(SELECT * FROM plan WHERE settled > 0)"
# Of 20 invoices 3 are never paid, 1 is paid half, 16 in full: between 25 days before and 34 days after the due date.
TABLES = ("account_move", "account_move_line", "account_partial_reconcile", "account_full_reconcile", "res_partner")


def make(env, invoices, customers, paid=True):
    """Fill an empty company with `invoices` customer invoices of `customers` customers and their payments.

    :param paid: without it nothing is ever paid and every customer has the same number of invoices
    """
    cr = env.cr
    prototypes = _prototypes(env)
    env.flush_all()
    with _without_indexes(cr):
        _partners(cr, prototypes, customers)
        _plan(cr, invoices, customers)
        if not paid:
            cr.execute("UPDATE plan SET settled = 0, customer = 1 + n %% %s", [customers])
        _documents(cr, prototypes)
        _reconciliations(cr, prototypes)
    _discard(cr, prototypes)
    env.cr.commit()
    env.invalidate_all()
    _check(cr)
    cr.commit()
    # What autovacuum does to a living database by itself.
    cr._cnx.autocommit = True
    cr.execute(f"VACUUM ANALYZE {', '.join(TABLES)}")
    cr._cnx.autocommit = False


def _prototypes(env):
    """Make one invoice and its payment entry the slow way; return the ids of their rows."""
    company = env.company
    partner = env["res.partner"].create({"name": "Customer", "is_company": True})
    receivable = partner.property_account_receivable_id
    journal = env["account.journal"].search([("type", "=", "sale"), ("company_id", "=", company.id)], limit=1)
    bank = env["account.journal"].search([("type", "=", "bank"), ("company_id", "=", company.id)], limit=1)
    invoice = env["account.move"].create({
        "move_type": "out_invoice", "partner_id": partner.id, "journal_id": journal.id, "invoice_date": "2000-01-01",
        "invoice_line_ids": [(0, 0, {"name": "goods", "price_unit": 100.0, "tax_ids": [(5,)]})],
    })
    payment = env["account.move"].create({
        "move_type": "entry", "partner_id": partner.id, "journal_id": bank.id, "date": "2000-01-02",
        "line_ids": [
            (0, 0, {"account_id": receivable.id, "partner_id": partner.id, "balance": -100.0}),
            (0, 0, {"account_id": bank.default_account_id.id, "partner_id": partner.id, "balance": 100.0}),
        ],
    })
    (invoice | payment).action_post()
    both = (invoice | payment).line_ids.filtered(lambda line: line.account_id == receivable)
    both.reconcile()
    others = (invoice | payment).line_ids - both
    return {
        "partner": partner.id, "invoice": invoice.id, "payment": payment.id,
        "invoice_item": both.filtered(lambda line: line.move_id == invoice).id,
        "payment_item": both.filtered(lambda line: line.move_id == payment).id,
        "income": others.filtered(lambda line: line.move_id == invoice).id,
        "bank": others.filtered(lambda line: line.move_id == payment).id,
        "partial": both.matched_credit_ids.id, "full": both.full_reconcile_id.id,
    }


@contextmanager
def _without_indexes(cr):
    """Drop the indexes and foreign keys of the tables to fill and make them again afterwards, in bulk."""
    cr.execute(
        "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid), obj_description(indexrelid) FROM pg_index"
        " WHERE indrelid::regclass::text IN %s AND NOT indisprimary AND indexrelid NOT IN"
        " (SELECT conindid FROM pg_constraint)", [TABLES])
    indexes = cr.fetchall()
    cr.execute(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE contype = 'f' AND conrelid::regclass::text IN %s", [TABLES])
    keys = cr.fetchall()
    for table, name, _definition in keys:
        cr.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _definition, _comment in indexes:
        cr.execute(f"DROP INDEX {name}")
    yield
    cr.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for name, definition, comment in indexes:
        cr.execute(definition)
        if comment:
            cr.execute(sql.SQL("COMMENT ON INDEX {} IS {}").format(sql.SQL(name), sql.Literal(comment)))
    for table, name, definition in keys:
        cr.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def _copy(cr, table, prototype, source, **changes):
    """Insert a copy of row `prototype` for each row of `source` (SQL), with `changes` (SQL) in some columns."""
    cr.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND table_schema = 'public'"
        " AND is_generated = 'NEVER'", [table])
    columns = [name for [name] in cr.fetchall()]
    values = [f"({changes[name]})" if name in changes else f'prototype."{name}"' for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    cr.execute(
        f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table} prototype, {source} AS s"
        f" WHERE prototype.id = %s", [prototype])


def _partners(cr, prototypes, customers):
    cr.execute("SELECT max(id) FROM res_partner")
    [[first]] = cr.fetchall()
    prototypes["first_partner"] = first
    _copy(
        cr, "res_partner", prototypes["partner"], f"generate_series(1, {customers})",
        id=f"{first} + s", name="'Customer ' || s", complete_name="'Customer ' || s",
        commercial_partner_id=f"{first} + s", ref="'C' || s",
    )


def _plan(cr, invoices, customers):
    """Decide day, amount, customer and payment of each invoice; the same number gives the same ledger."""
    cr.execute("SELECT setseed(0.5)")
    cr.execute(
        "CREATE TEMP TABLE plan ON COMMIT DROP AS"
        " SELECT n, day, day + 30 AS due, amount, customer,"
        "  CASE WHEN fate < 0.15 OR paid > CURRENT_DATE THEN 0 WHEN fate < 0.20 THEN round(amount / 2, 2)"
        "   ELSE amount END AS settled, paid"
        " FROM (SELECT n, day, amount, customer, fate, day + 5 + (late * 60)::int AS paid FROM ("
        "  SELECT n, CURRENT_DATE - ((%(n)s - n)::bigint * %(days)s / %(n)s)::int AS day,"
        "   round((10 + random() * 990)::numeric, 2) AS amount, 1 + (random() * (%(c)s - 1))::int AS customer,"
        "   random() AS fate, random() AS late FROM generate_series(1, %(n)s) n) drawn) dated",
        {"n": invoices, "days": HISTORY, "c": customers})
    cr.execute("ANALYZE plan")


def _documents(cr, prototypes):
    """Insert invoices and payments, two items each; ids are laid out so that no look-up is needed."""
    ids = {}
    for table in ("account_move", "account_move_line"):
        cr.execute(f"SELECT max(id) FROM {table}")
        [[ids[table]]] = cr.fetchall()
    cr.execute("SELECT count(*) FROM plan")
    [[count]] = cr.fetchall()
    partner = f"{prototypes['first_partner']} + s.customer"
    prototypes.update(line=ids["account_move_line"], count=count)
    _invoices(cr, prototypes, ids["account_move"], partner)
    _payments(cr, prototypes, ids["account_move"] + count, partner)


def _invoices(cr, prototypes, move, partner):
    line, count = prototypes["line"], prototypes["count"]
    _copy(
        cr, "account_move", prototypes["invoice"], "plan", id=f"{move} + s.n", name="'INV/B/' || s.n",
        payment_reference="'INV/B/' || s.n", sequence_number="s.n", sequence_prefix="'INV/B/'",
        date="s.day", invoice_date="s.day", invoice_date_due="s.due", partner_id=partner,
        commercial_partner_id=partner, amount_total="s.amount", amount_untaxed="s.amount",
        amount_total_signed="s.amount", amount_untaxed_signed="s.amount",
        amount_total_in_currency_signed="s.amount", amount_residual="s.amount - s.settled",
        amount_residual_signed="s.amount - s.settled", invoice_partner_display_name="'Customer ' || s.customer",
        payment_state="CASE s.settled WHEN 0 THEN 'not_paid' WHEN s.amount THEN 'paid' ELSE 'partial' END",
    )
    shared = {"partner_id": partner, "date": "s.day", "invoice_date": "s.day", "move_id": f"{move} + s.n",
              "move_name": "'INV/B/' || s.n", "full_reconcile_id": "NULL"}
    _copy(
        cr, "account_move_line", prototypes["invoice_item"], "plan", id=f"{line} + s.n", **shared,
        date_maturity="s.due", debit="s.amount", balance="s.amount", amount_currency="s.amount",
        amount_residual="s.amount - s.settled", amount_residual_currency="s.amount - s.settled",
        reconciled="s.settled = s.amount",
        matching_number="CASE WHEN s.settled > 0 THEN (CASE WHEN s.settled < s.amount THEN 'P' ELSE '' END) || s.n END",
    )
    _copy(
        cr, "account_move_line", prototypes["income"], "plan", id=f"{line} + {count} + s.n", **shared,
        credit="s.amount", balance="-s.amount", amount_currency="-s.amount", price_unit="s.amount",
        price_subtotal="s.amount", price_total="s.amount",
    )


def _payments(cr, prototypes, move, partner):
    line, count = prototypes["line"], prototypes["count"]
    _copy(
        cr, "account_move", prototypes["payment"], PAID, id=f"{move} + s.n", name="'PAY/B/' || s.n",
        sequence_number="s.n", sequence_prefix="'PAY/B/'", date="s.paid", partner_id=partner,
        commercial_partner_id=partner, amount_total="s.settled", amount_total_signed="s.settled",
    )
    shared = {"partner_id": partner, "date": "s.paid", "invoice_date": "NULL", "move_id": f"{move} + s.n",
              "move_name": "'PAY/B/' || s.n", "full_reconcile_id": "NULL"}
    _copy(
        cr, "account_move_line", prototypes["payment_item"], PAID, id=f"{line} + 2 * {count} + s.n", **shared,
        date_maturity="s.paid", credit="s.settled", balance="-s.settled", amount_currency="-s.settled",
        amount_residual="0", amount_residual_currency="0", reconciled="true",
        matching_number="(CASE WHEN s.settled < s.amount THEN 'P' ELSE '' END) || s.n",
    )
    _copy(
        cr, "account_move_line", prototypes["bank"], PAID, id=f"{line} + 3 * {count} + s.n", **shared,
        debit="s.settled", balance="s.settled", amount_currency="s.settled",
        amount_residual="s.settled", amount_residual_currency="s.settled",
    )


def _reconciliations(cr, prototypes):
    cr.execute("SELECT max(id) FROM account_partial_reconcile")
    [[partial]] = cr.fetchall()
    line, count = prototypes["line"], prototypes["count"]
    _copy(
        cr, "account_partial_reconcile", prototypes["partial"], PAID, id=f"{partial} + s.n",
        debit_move_id=f"{line} + s.n", credit_move_id=f"{line} + 2 * {count} + s.n", amount="s.settled",
        debit_amount_currency="s.settled", credit_amount_currency="s.settled", full_reconcile_id="NULL",
        max_date="GREATEST(s.day, s.paid)",
    )


def _discard(cr, prototypes):
    """Set the sequences behind the copies; the prototypes stay, they are settled."""
    for table in TABLES:
        cr.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) + 1 FROM {table}))")


CHECKS = {
    "every entry is balanced":
        "SELECT count(*) FROM (SELECT 1 FROM account_move_line GROUP BY move_id HAVING SUM(balance) <> 0) x",
    "residual = balance less reconciliations":
        "SELECT count(*) FROM account_move_line l JOIN account_account a ON a.id = l.account_id"
        " LEFT JOIN (SELECT debit_move_id AS id, SUM(amount) AS s FROM account_partial_reconcile GROUP BY 1) d"
        "  ON d.id = l.id"
        " LEFT JOIN (SELECT credit_move_id AS id, SUM(amount) AS s FROM account_partial_reconcile GROUP BY 1) c"
        "  ON c.id = l.id"
        " WHERE a.account_type = 'asset_receivable'"
        "  AND l.amount_residual <> l.balance - COALESCE(d.s, 0) + COALESCE(c.s, 0)",
    "open items = receivable balance":
        "SELECT (SUM(amount_residual) <> SUM(balance))::int FROM account_move_line l"
        " JOIN account_account a ON a.id = l.account_id"
        " WHERE a.account_type = 'asset_receivable' AND l.parent_state = 'posted'",
}


def _check(cr):
    for sentence, statement in CHECKS.items():
        cr.execute(statement)
        [[wrong]] = cr.fetchall()
        if wrong:
            raise AssertionError(f"generated ledger: not true that {sentence} ({wrong})")
