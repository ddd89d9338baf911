from odoo.tools import SQL
from odoo.tools.sql import column_exists, create_column


def pre_init_hook(env):
    """Make the columns on invoices that start out empty, so that installing doesn't compute a million rows."""
    for column, kind in (("ar_stage_id", "int4"), ("ar_stage_date", "date"), ("ar_stage_settled_id", "int4")):
        if not column_exists(env.cr, "account_move", column):
            create_column(env.cr, "account_move", column, kind)


def uninstall_hook(env):
    """Let go of what refers to stages and levels, so that these records can be removed before their tables."""
    # Never TRUNCATE … CASCADE: it would empty the tables that refer to these, mails for instance.
    for table in (
        "ar_contact_log", "ar_notice_line", "ar_notice", "ar_run", "ar_hold", "ar_remittance", "ar_cash_payment",
        "ar_cash_batch", "ar_dispute", "ar_promise", "ar_account",
    ):
        env.cr.execute(SQL("DELETE FROM %s", SQL.identifier(table)))
    env.cr.execute(
        "UPDATE account_move SET ar_stage_id = NULL, ar_stage_settled_id = NULL"
        " WHERE ar_stage_id IS NOT NULL OR ar_stage_settled_id IS NOT NULL")
    # Customers, invoices and users of the demo stay in the books as anybody's: Odoo would delete those that nothing
    # refers to, leave the rest, and leave external identifiers of a module that is gone.
    env.cr.execute(r"DELETE FROM ir_model_data WHERE module = 'ar_specialist' AND name LIKE 'demo\_%'")
    env.invalidate_all()
