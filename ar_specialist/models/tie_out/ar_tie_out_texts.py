from odoo import models


class ArTieOut(models.AbstractModel):
    """What each cause is called, and what to do about it."""

    _inherit = "ar.tie.out"

    def _cause_texts(self):
        """Return {code: (label, advice)} in the user's language."""
        return {**self._difference_texts(), **self._odd_texts()}

    def _difference_texts(self):
        _ = self.env._
        return {
            "without_partner": (
                _("Entries without a customer"),
                _("Set the customer in the list; the item then stands in that customer's account.")),
            "not_customer": (
                _("Items of vendors and employees"),
                _("Move them to the account of vendors or employees by an entry, or bill the contact as a customer.")),
            "across_companies": (
                _("Settled across companies"),
                _("Undo the reconciliation and settle between the companies by an entry in each.")),
            "across_accounts": (
                _("Settled across accounts"),
                _("Undo the reconciliation, move one side to the other account by an entry, and reconcile again.")),
            "across_currencies": (
                _("Settled across currencies"),
                _("Nothing to do: what was owed in one currency was paid in another. In the company's currency the "
                  "account agrees.")),
            "across_days": (
                _("Settled by entries of a later day"),
                _("Undo the reconciliation and reconcile again: it is dated before one of its entries.")),
            "residual": (
                _("Open amounts that are not what reconciliations leave"),
                _("The stored open amount is wrong. Undo the reconciliations of the item and reconcile again.")),
        }

    def _odd_texts(self):
        _ = self.env._
        return {
            **self._odd_item_texts(),
            "credit_balances": (
                _("Customers in credit"), _("Apply the credits, pay them back, or keep them on account on purpose.")),
            "archived_partners": (
                _("Items of archived contacts"), _("Collect, write off, or make the contact active again.")),
            "archived_accounts": (
                _("Items on archived accounts"), _("Move the items to the account that replaced it.")),
            "drafts": (_("Draft entries dated until this day"), _("Post or delete them: they are in neither ledger.")),
            "future": (
                _("Posted entries of a later day"),
                _("Entered by this day, dated after it: check that they belong to the later period.")),
            "locked": (
                _("Reconciled in a locked period after it was locked"),
                _("What was open in the closed period has changed since. Compare with the aging of its close.")),
        }

    def _odd_item_texts(self):
        _ = self.env._
        return {
            "other_accounts": (
                _("Receivables on other accounts"),
                _("What customers owe stands on an account that is no receivable account. Move it by an entry.")),
            "manual_entries": (
                _("Manual entries in general journals"), _("Check the reason; documents belong in the sales journal.")),
            "exchange": (
                _("Exchange differences not reconciled"), _("Reconcile them with the items that they belong to.")),
            "negative_residue": (
                _("Settled by more than they were"), _("Undo the reconciliation and apply the payment again.")),
            "zero_residue": (
                _("Open items that cancel out"), _("Debits and credits of a customer come to zero: reconcile them.")),
        }
