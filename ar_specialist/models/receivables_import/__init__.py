"""Receivables taken over from another system."""

from . import (
    account_move_import,
    ar_receivables_import,
    ar_receivables_import_book,
    ar_receivables_import_check,
    ar_receivables_import_column,
    ar_receivables_import_dispute,
    ar_receivables_import_fault,
    ar_receivables_import_line,
    ar_receivables_import_open,
    ar_receivables_import_run,
    ar_receivables_import_undo,
    ar_receivables_import_undo_disputes,
)
