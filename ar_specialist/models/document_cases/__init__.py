"""What becomes of disputes, promises and holds when their document is changed."""

from . import (
    account_move_cases,
    account_move_line_cases,
    account_move_taken_back,
)
