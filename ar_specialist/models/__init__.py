from . import (
    account_move_line,
    account_partial_reconcile,
    ar_aging,
    ar_aging_options,
    ar_bucket_set,
    res_company,
    res_config_settings,
)
