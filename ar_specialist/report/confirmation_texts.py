"""Words of the list of balance confirmations for the auditor, in the language of the environment."""


class ConfirmationTexts:
    """What the list says in print and in the workbook."""

    def __init__(self, env):
        self.env, _ = env, env._
        self.company, self.day, self.choice = _("Company"), _("Balance of"), _("Customers")
        self.form, self.sent, self.reply_by = _("Form"), _("Sent"), _("Reply by")
        self.auditor, self.state = _("Auditor"), _("State")
        self.summary, self.list = _("Summary"), _("Customers")
        self.population, self.chosen = _("Customers with a balance"), _("Chosen")
        self.asked, self.answered = _("Asked"), _("Answered")
        self.agree, self.differ, self.silent = _("Agree"), _("Differ"), _("No answer")
        self.count, self.amount = _("Number"), _("Amount without sign")
        self.by_count, self.by_amount = _("By number"), _("By amount")
        self.ledger, self.differences = _("Receivables by the general ledger"), _("Differences as far as said")
        self.customer, self.customer_number = _("Customer"), _("Number")
        self.customer_id, self.currency = _("Customer ID"), _("Currency")
        self.ours, self.theirs, self.gap = _("Our balance"), _("Customer's balance"), _("Difference")
        self.channel, self.reminded, self.answer = _("By"), _("Reminded"), _("Answer")
        self.answered_on, self.person, self.how = _("Answered on"), _("Answered by"), _("How")
        self.note, self.total = _("Remark"), _("Total")
        self.agrees, self.differs, self.no_answer = _("Agrees"), _("Differs"), _("No answer")
        self.not_asked = _("Not asked")
        self.channels = {"email": _("Email"), "print": _("Letter")}
        self.sources = {
            "portal": _("own page"), "email": _("email"), "letter": _("letter"), "phone": _("phone"),
            "auditor": _("through the auditor"), "other": _("otherwise"), False: ""}

    def drawn(self, choice, number, seed):
        """Return how a random sample was drawn."""
        return self.env._("%(choice)s of %(number)s, seed %(seed)s", choice=choice, number=number, seed=seed)
