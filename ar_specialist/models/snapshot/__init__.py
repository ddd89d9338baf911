"""Snapshots: the aging of a day as it was then, kept, compared with the ledger, and its trend."""

from . import (
    account_move_snapshot,
    account_partial_reconcile_snapshot,
    ar_aging_snapshot,
    ar_snapshot,
    ar_snapshot_bucket,
    ar_snapshot_change,
    ar_snapshot_compare,
    ar_snapshot_cron,
    ar_snapshot_event,
    ar_snapshot_kept,
    ar_snapshot_line,
    ar_snapshot_parts,
    ar_snapshot_screen,
    ar_snapshot_take,
    ar_snapshot_trend,
    res_company_snapshot,
    res_config_settings_snapshot,
)
