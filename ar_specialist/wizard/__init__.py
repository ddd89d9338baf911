from . import (
    ar_collector_reassign,
    ar_contact_entry,
    ar_contact_entry_steps,
    ar_dispute_credit,
    ar_hold_put,
    ar_policy_preview,
    ar_run_planning,
    ar_run_simulation,
    ar_run_simulation_line,
    ar_statement_download,
    ar_statement_sending,
)
