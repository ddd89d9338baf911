"""Provision for expected credit losses: matrix, proposal, entry, movement schedule."""

# First: others inherit from it.
from . import ar_provision_period

# isort: split
from . import (
    account_move_provision,
    ar_provision,
    ar_provision_calculate,
    ar_provision_entry,
    ar_provision_figures,
    ar_provision_line,
    ar_provision_matrix,
    ar_provision_matrix_history,
    ar_provision_moved,
    ar_provision_movement,
    ar_provision_pdf,
    ar_provision_propose,
    ar_provision_rate,
    ar_provision_screen,
    ar_provision_segment,
    ar_provision_specific,
    ar_provision_state,
    ar_provision_xlsx,
    res_company_provision,
    res_config_settings_provision,
)
