from odoo.tools.sql import column_exists, create_column


def pre_init_hook(env):
    """Make the columns on invoices that start out empty, so that installing doesn't compute a million rows."""
    for column, kind in (("ar_stage_id", "int4"), ("ar_stage_date", "date")):
        if not column_exists(env.cr, "account_move", column):
            create_column(env.cr, "account_move", column, kind)
