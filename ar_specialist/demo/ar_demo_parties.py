from odoo import Command, models

from .customers import ANNA, CUSTOMERS, LUKAS, MARC
from .people import people_of
from .products import PRODUCTS, SERVICES

USERS = {
    ANNA: ("Anna Lindqvist", "anna.sales", "account.group_account_invoice"),
    LUKAS: ("Lukas Weber", "lukas.sales", "account.group_account_invoice"),
    MARC: ("Marc Collins", "marc.collector", "ar_specialist.group_specialist"),
}
#: Numbers that the countries keep free for use in fiction.
PHONES = {
    "us": "+1 312-555-01{:02}", "uk": "+44 20 7946 09{:02}", "fr": "+33 1 99 00 41 {:02}", "de": "+49 30 23125 1{:02}",
}


class ArDemo(models.AbstractModel):
    """Those whom the demo ledger speaks of: salespeople, customers with their contacts, products, terms."""

    _inherit = "ar.demo"

    def _load_users(self, company):
        """Make the salespeople, or give those there are access to `company`."""
        for key, (name, login, group) in USERS.items():
            user = self._named(f"demo_user_{key}")
            if user:
                user.company_ids = [Command.link(company.id)]
                continue
            user = self.env["res.users"].create({
                "name": name, "login": login, "password": login, "email": f"{login}@yourcompany.example",
                "company_id": company.id, "company_ids": [Command.set(company.ids)],
                "group_ids": [Command.set((self.env.ref("base.group_user") + self.env.ref(group)).ids)],
            })
            self._name_records({f"demo_user_{key}": user})

    def _load_partners(self):
        """Return {key: partner} of all customers, making them and their contacts when missing."""
        missing = [customer for customer in CUSTOMERS if not self._named(f"demo_customer_{customer.key}")]
        if missing:
            values = [self._partner_values(number, customer) for number, customer in enumerate(missing)]
            partners = self.env["res.partner"].create(values)
            self._name_records({
                f"demo_customer_{customer.key}": partner
                for customer, partner in zip(missing, partners, strict=True)
            })
        found = {customer.key: self._named(f"demo_customer_{customer.key}") for customer in CUSTOMERS}
        for customer in missing:
            if customer.parent:
                found[customer.key].parent_id = found[customer.parent]
        return found

    def _partner_values(self, number, customer):
        code, _sep, state_code = customer.country.partition("_")
        country = self.env.ref(f"base.{code}")
        state = country.state_ids.filtered(lambda state: state.code == state_code.upper())
        place = {
            "street": customer.street, "zip": customer.zip, "city": customer.city, "lang": customer.lang,
            "country_id": country.id, "state_id": state.id,
        }
        domain = f"{customer.key.replace('_', '-')}.example"
        return {
            **place,
            "name": customer.name, "is_company": True, "ref": f"C{10010 + 10 * number}", "vat": customer.vat,
            "email": f"info@{domain}", "website": f"https://www.{domain}", "customer_rank": 1,
            "phone": PHONES.get(code, "").format(number),
            "user_id": self._named(f"demo_user_{customer.seller}").id,
            "child_ids": [
                Command.create({
                    **place, "name": person.name, "function": person.function, "type": person.type,
                    "email": f"{person.mailbox}@{domain}",
                    "phone": PHONES.get(code, "").format((number + 37 * (1 + extension)) % 100),
                })
                for extension, person in enumerate(people_of(number, customer.lang))
            ],
        }

    def _load_products(self, company):
        """Return {key: product}, making them when missing, with the sales tax of `company` as well."""
        missing = [product for product in PRODUCTS if not self._named(f"demo_product_{product[0]}")]
        for key, name, price, _quantities in missing:
            kind = "service" if key in SERVICES else "consu"
            product = self.env["product.product"].create(
                {"name": name, "list_price": price, "type": kind, "purchase_ok": False, "default_code": key.upper()})
            self._name_records({f"demo_product_{key}": product})
        found = {key: self._named(f"demo_product_{key}") for key, *_rest in PRODUCTS}
        for product in found.values():
            product.taxes_id = [Command.link(tax.id) for tax in company.account_sale_tax_id - product.taxes_id]
        return found

    def _load_terms(self):
        """Return {name used in the tables: payment term}."""
        instalments = self._named("demo_term_instalments")
        if not instalments:
            instalments = self.env["account.payment.term"].create({
                "name": "3 instalments: 30, 60, 90 days",
                "line_ids": [
                    Command.create({"value": "percent", "value_amount": share, "nb_days": days})
                    for share, days in ((40.0, 30), (30.0, 60), (30.0, 90))
                ],
            })
            self._name_records({"demo_term_instalments": instalments})
        return {
            "immediate": self.env.ref("account.account_payment_term_immediate"),
            "30days": self.env.ref("account.account_payment_term_30days"),
            "discount": self.env.ref("account.account_payment_term_30days_early_discount"),
            "instalments": instalments,
        }
