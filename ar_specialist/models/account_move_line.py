from odoo import models


class AccountMoveLine(models.Model):
    _inherit = "account.move.line"

    # Today's aging, and the list of open items, read open items only; everything needed is in the index, the table
    # is not visited; the document is there for what is late by invoice, and because PostgreSQL keeps it in mind of a
    # join that it leaves out.
    _ar_open_idx = models.Index(
        "(account_id, date) INCLUDE (id, company_id, partner_id, date_maturity, amount_residual, balance, move_id)"
        " WHERE parent_state = 'posted' AND (amount_residual <> 0 OR amount_residual_currency <> 0)"
    )
    # Reconciling a draft lowers the residual of the posted side; these few lines say which residuals to mend.
    _ar_matched_draft_idx = models.Index(
        "(id) WHERE parent_state <> 'posted' AND matching_number IS NOT NULL"
    )
