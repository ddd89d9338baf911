"""Promises to pay and payment plans."""

from . import (
    ar_account_promise,
    ar_promise,
    ar_promise_check,
    ar_promise_document,
    ar_promise_evaluate,
    ar_promise_letter,
    ar_promise_make,
    ar_promise_open,
    ar_promise_part,
    ar_promise_portal,
    ar_promise_screen,
    ar_promise_supersede,
    ar_promise_waiting,
)
