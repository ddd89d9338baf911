"""What a customer reads of a request to confirm its balance, in the language of the environment: whole sentences."""

from markupsafe import Markup


def strong(text):
    return Markup("<strong>%s</strong>") % text


class ConfirmationWords:
    """The sentences of letter, mail and page.

    :param audit: name of the audit
    :param day: day of the balance, `reply_by` day to answer by: texts
    :param auditor: name of the auditor, empty when answers come to the company
    """

    def __init__(self, env, *, audit, day, reply_by, auditor, is_negative, is_reminder, company):
        _ = env._
        self._letter(_, audit, day, reply_by, auditor, is_negative, is_reminder)
        self._slip(_, day, company)
        self._mail(_, day, reply_by, auditor)
        self._page(_, audit, reply_by, auditor, is_negative)

    def _letter(self, _, audit, day, reply_by, auditor, is_negative, is_reminder):
        self.title = _("Reminder: please confirm your balance as of %s", day) if is_reminder else _(
            "Please confirm your balance as of %s", day)
        self.intro = _(
            "For the audit of our books (%(audit)s) we ask you what your own books show. By ours, your balance on the "
            "evening of %(day)s was:", audit=audit, day=day)
        self.owed, self.credit = _("You owe us"), _("In your favour")
        self.ask = _(
            "If your books show another balance, please return the reply slip below by %s. If they agree, there is "
            "nothing to do.", strong(reply_by)) if is_negative else _(
            "Please fill in the reply slip below and return it by %s, whether the balance agrees or differs.",
            strong(reply_by))
        self.to_auditor = _("Please send it directly to our auditors, %s.", auditor) if auditor else ""
        self.no_dunning, self.questions = _("This letter is no reminder to pay."), _("Questions?")
        self.regards = _("Kind regards")

    def _slip(self, _, day, company):
        self.reply, self.account = _("Reply: balance as of %s", day), _("Account with %s", company)
        self.return_to = _("Return to")
        self.agree, self.instead, self.because = _("Our books agree:"), _("Our books show instead:"), _("Because:")
        self.place, self.name, self.signature = _("Place, date"), _("Name"), _("Signature, stamp")

    def _mail(self, _, day, reply_by, auditor):
        self.balance, self.in_favour = _("Your balance as of %s, by our books", day), _("in your favour")
        self.button, self.until = _("Agree or disagree"), _("by %s", reply_by)
        self.slip = _(
            "You may as well sign the attached letter and send its reply slip directly to our auditors, %s.",
            strong(auditor)) if auditor else _(
            "You may as well sign the attached letter and send its reply slip back to us.")
        self.mail_goes = _("An answer to this message goes to them, too:")
        self.paid = _("This is no reminder to pay. Payments that we received after this day are not in here.")

    def _page(self, _, audit, reply_by, auditor, is_negative):
        self.why = _(
            "For the audit of our books, %s, please compare with what your own books show.", strong(audit))
        self.answer_by = _(
            "If it agrees, there is nothing to do; if it differs, tell us by %s.", strong(reply_by),
        ) if is_negative else _("Please answer by %s, whether it agrees or differs.", strong(reply_by))
        self.sent_on = _("Your answer is sent on to our auditors, %s, at once.", auditor) if auditor else ""
