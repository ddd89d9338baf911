from datetime import timedelta

from dateutil.relativedelta import relativedelta
from odoo import Command, api, models

from .behaviour import SPAN
from .history import tell
from .ledger import LedgerBuilder

#: Euros for a dollar, month by month.
EUROS = (0.951, 0.962, 0.957, 0.948, 0.925, 0.918, 0.896, 0.884, 0.872, 0.861, 0.868, 0.857, 0.852, 0.864, 0.859, 0.866)
LANGUAGES = ("fr_FR", "de_DE")
QUIET = {
    "tracking_disable": True, "mail_create_nolog": True, "mail_create_nosubscribe": True, "no_reset_password": True,
    "mail_notrack": True, "lang": "en_US", "skip_pdf_attachment_generation": True,
}


class ArDemo(models.AbstractModel):
    """Demo data: a company, its customers and fourteen months of invoices and payments, relative to a day."""

    _name = "ar.demo"
    _description = "Receivables demo data"

    @api.model
    def _load_companies(self):
        """Load the demo data of the main company and of a second one in Europe, relative to today."""
        for code in LANGUAGES:
            self.env["res.lang"]._activate_and_install_lang(code)
        day = self.env.company._ar_today()
        main = self.env.ref("base.main_company")
        self._load(main, day)
        self._load_follow_ups(main, day)
        self._load_promises(main, day)
        self._load_disputes(main, day)
        self._load_contacts(main, day)
        self._load_portal(main)
        self._load_statements(main, day)
        self._load_portal_forms(main, day)
        self._load_snapshots(main, day)
        self._load_cash(main, day)
        self._load_provisions(main, day)
        self._load_write_offs(main, day)
        self._load_closes(main, day)
        self._load_reconciliation(main, day)
        self._load_confirmations(main, day)
        self._load(self._european_company(), day, european=True)

    def _load(self, company, day, european=False):
        """Give `company`, which has a chart of accounts, the ledger of the fourteen months up to `day`.

        :param european: tell the shorter story of the second company
        :return: whether anything was made; a company is loaded once
        """
        if self.env.ref(f"ar_specialist.demo_ledger_{company.id}", raise_if_not_found=False):
            return False
        self = self.with_company(company).with_context(allowed_company_ids=company.ids, **QUIET)
        for code in LANGUAGES:
            self.env["res.lang"]._activate_lang(code)
        trade, cases = tell(day, european)
        foreign = self._foreign_currency(company)
        self._load_rates(company, foreign, day)
        self._load_users(company)
        builder = LedgerBuilder(
            self.env, company, foreign, self._load_partners(), self._load_products(company), self._load_terms())
        builder.build(trade + cases)
        self._name_records({f"demo_ledger_{company.id}": builder.invoices[trade.invoices[0].key]} | {
            f"demo_{case.key}_{company.id}": builder.invoices[case.key] for case in cases.invoices
        })
        return True

    def _name_records(self, records):
        """Give records the external identifiers that are the keys of the dict."""
        self.env["ir.model.data"].sudo()._update_xmlids([
            {"xml_id": f"ar_specialist.{name}", "record": record, "noupdate": True}
            for name, record in records.items()
        ])

    def _named(self, name):
        return self.env.ref(f"ar_specialist.{name}", raise_if_not_found=False)

    def _european_company(self):
        company = self._named("demo_company_europe")
        if company:
            return company
        euro = self.env.ref("base.EUR")
        euro.active = True
        # Without this Odoo would install a localisation; the demo stays with the generic chart.
        self = self.with_context(chart_template_load=True, **QUIET)
        company = self.env["res.company"].create({
            "name": "YourCompany Europe", "country_id": self.env.ref("base.be").id, "currency_id": euro.id,
            "street": "Meir 48", "zip": "2000", "city": "Antwerpen", "vat": "BE0543410826",
            "email": "info@europe.yourcompany.example",
        })
        self._name_records({"demo_company_europe": company})
        # `try_loading` wants a loaded registry, which an installation has not yet; all that this chart needs is here.
        self.env["account.chart.template"]._load("generic_coa", company, install_demo=False)
        # The generic chart takes the currency of its fiscal country, the United States.
        company.currency_id = euro
        company.account_sale_tax_id.write({"name": "21%", "amount": 21.0})
        for user in (self.env.ref("base.user_admin"), self.env.ref("base.user_root")):
            user.company_ids = [Command.link(company.id)]
        return company

    def _foreign_currency(self, company):
        """Return the euro, or the dollar for a company whose own currency is the euro."""
        euro, dollar = self.env.ref("base.EUR"), self.env.ref("base.USD")
        foreign = dollar if company.currency_id == euro else euro
        foreign.active = True
        return foreign

    def _load_rates(self, company, foreign, day):
        """Record the rate of the first of each month where the company has none for that day."""
        first = (day - timedelta(days=SPAN)).replace(day=1)
        months = [first + relativedelta(months=number) for number in range(len(EUROS))]
        rates = self.env["res.currency.rate"]
        known = set(rates.search([
            ("currency_id", "=", foreign.id), ("company_id", "in", (company.root_id.id, False)),
        ]).mapped("name"))
        euro = foreign == self.env.ref("base.EUR")
        rates.create([
            {
                "name": month, "currency_id": foreign.id, "company_id": company.root_id.id,
                "rate": euros if euro else 1 / euros,
            }
            for month, euros in zip(months, EUROS, strict=True) if month <= day and month not in known
        ])
