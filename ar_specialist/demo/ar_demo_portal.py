from odoo import Command, models

#: Whose page the demo opens by login: a customer with promises, disputes and items of every age.
CUSTOMER, LOGIN = "redrock", "customer"


class ArDemo(models.AbstractModel):
    """The demo's login for a customer: the first contact of one of them."""

    _inherit = "ar.demo"

    def _load_portal(self, company):
        """Give a contact of a customer a login to the portal of `company`; return whether it was made now."""
        if self._named("demo_user_customer"):
            return False
        contact = self._named(f"demo_customer_{CUSTOMER}").child_ids.filtered(
            lambda partner: partner.type == "contact").sorted("id")[:1]
        user = self.env["res.users"].with_context(no_reset_password=True).create({
            "login": LOGIN, "password": LOGIN, "partner_id": contact.id, "company_id": company.id,
            "company_ids": [Command.set(company.ids)],
            "group_ids": [Command.set(self.env.ref("base.group_portal").ids)],
        })
        self._name_records({"demo_user_customer": user})
        return True
