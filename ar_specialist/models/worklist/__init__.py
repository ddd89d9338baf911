"""The collector's day: scores, collectors, contacts, worklist."""

from . import (
    ar_absence,
    ar_account_collect,
    ar_account_collector,
    ar_account_contact,
    ar_account_ensure_collector,
    ar_account_order,
    ar_account_score,
    ar_account_score_cron,
    ar_account_score_refresh,
    ar_account_work,
    ar_account_worklist,
    ar_account_worklist_hints,
    ar_collector_rule,
    ar_contact_log,
    ar_contact_log_make,
    ar_contact_log_steps,
    ar_contact_outcome,
    ar_open_item_contact,
    ar_score_events,
    ar_score_rule,
)
