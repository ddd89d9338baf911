from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from ...logic.portal_forms import is_key
from ...logic.portal_limits import MINUTES, Sent, too_many

#: Days after which a form is forgotten; nobody sends one a second time that late.
KEPT_DAYS = 30
#: The action of a document that was fetched.
DOCUMENT = "document"


class ArPortalRequest(models.Model):
    """What came in from a customer's page: a form counts once; many in a row, documents fetched too, have to wait."""

    _name = "ar.portal.request"
    _description = "Form sent by a customer"
    _order = "id desc"

    account_id = fields.Many2one("ar.account", required=True, readonly=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="account_id.company_id", store=True, precompute=True, index=True)
    action = fields.Char(required=True, readonly=True)
    address = fields.Char(string="From Address", readonly=True)
    # The key of a form that was carried out; one that was faulty has none and may come again, corrected.
    key = fields.Char(readonly=True)
    reference = fields.Char(readonly=True, help="Number of what was made of it, if it has one.")

    _key_uniq = models.UniqueIndex("(account_id, key) WHERE key IS NOT NULL", "This form was received already.")
    _address_idx = models.Index("(address, create_date)")

    @api.model
    def _done(self, account, key):
        """Return the form of this key that was carried out for the account, if it was."""
        # What we never handed out is not looked for: it may be anything, even what no database takes.
        return self.search([("account_id", "=", account.id), ("key", "=", key)], limit=1) if is_key(key) else (
            self.browse())

    @api.model
    def _too_many(self, account, address, kind="form"):
        """Return whether the account, or the address, has sent or fetched so much of late that it has to wait."""
        late = [
            ("create_date", ">", fields.Datetime.now() - timedelta(minutes=MINUTES)),
            ("action", "=" if kind == DOCUMENT else "!=", DOCUMENT)]
        return too_many(Sent(
            self.search_count([("account_id", "=", account.id), *late]),
            self.search_count([("address", "=", address), *late]) if address else 0), kind)

    @api.model
    def _may_fetch(self, account, address, documents=1):
        """Count so many documents about to be made for the account; return False when it has to wait."""
        if self._too_many(account, address, DOCUMENT):
            return False
        self.create([{"account_id": account.id, "action": DOCUMENT, "address": address}] * documents)
        return True

    @api.model
    def _note(self, account, action, address):
        """Keep that a form came that was not carried out; it counts for the limit."""
        return self.create({"account_id": account.id, "action": action, "address": address})

    @api.model
    def _claim(self, account, action, address, key):
        """Return the record of a form about to be carried out; empty when it is, or was, carried out elsewhere.

        Two at once: the second one waits here for the first, and then finds that there is nothing left to do.
        """
        [row] = self.env.execute_query(SQL(
            "INSERT INTO ar_portal_request (account_id, company_id, action, address, key, create_uid, create_date,"
            " write_uid, write_date) VALUES (%(account)s, %(company)s, %(action)s, %(address)s, %(key)s, %(uid)s,"
            " %(now)s, %(uid)s, %(now)s) ON CONFLICT (account_id, key) WHERE key IS NOT NULL DO NOTHING RETURNING id",
            account=account.id, company=account.company_id.id, action=action, address=address or None, key=key,
            uid=self.env.uid, now=fields.Datetime.now())) or [(None,)]
        return self.browse(row[0] or [])

    @api.autovacuum
    def _gc_old(self):
        old = fields.Datetime.now() - timedelta(days=KEPT_DAYS)
        self.search([("create_date", "<", old)]).unlink()
