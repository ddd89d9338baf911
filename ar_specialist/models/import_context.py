"""How whatever comes from files enters the books: without the noise that a person's own entry makes."""

QUIET = {
    # History enters as it is: no mail, no followers, no tracking messages, no partner check against the web.
    "tracking_disable": True,
    "mail_create_nosubscribe": True,
    "mail_create_nolog": True,
    "mail_notrack": True,
    "no_vat_validation": True,
    # New drafts have no analytic lines that could differ from them; posting makes those all the same.
    "skip_analytic_sync": True,
}
