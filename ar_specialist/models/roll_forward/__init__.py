"""The roll-forward of receivables: opening, what happened in a period by class, closing."""

from . import (
    account_move_line_moved,
    ar_roll_forward,
    ar_roll_forward_items,
    ar_roll_forward_options,
    ar_roll_forward_pdf,
    ar_roll_forward_printed,
    ar_roll_forward_screen,
    ar_roll_forward_xlsx,
)
