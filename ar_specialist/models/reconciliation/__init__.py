"""Reconciliation of a customer account with the customer's own books."""

# isort: off
from . import ar_reconciliation
from . import (
    account_move_send_wizard,
    ar_account_reconciliation,
    ar_reconciliation_line,
    ar_reconciliation_mapping,
    ar_reconciliation_match,
    ar_reconciliation_causes,
    ar_reconciliation_ours,
    ar_reconciliation_run,
    ar_reconciliation_sheet,
    ar_reconciliation_steps,
    ar_reconciliation_sum,
    ar_reconciliation_xlsx,
    mail_template_reconciliation,
)
