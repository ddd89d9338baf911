from . import (
    ar_demo,
    ar_demo_cash,
    ar_demo_contacts,
    ar_demo_disputes,
    ar_demo_follow_ups,
    ar_demo_parties,
    ar_demo_portal,
    ar_demo_promises,
    ar_demo_provision,
    ar_demo_replay,
    ar_demo_snapshots,
    ar_demo_statements,
)
