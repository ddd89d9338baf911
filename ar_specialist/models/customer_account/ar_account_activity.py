from odoo import models


class ArAccount(models.Model):
    _inherit = "ar.account"

    def _ar_schedule(self, rows):
        """Make activities in one go, nobody is mailed about them; without a user to do it one belongs to nobody.

        :param rows: (account, user, activity type, summary, note as HTML or False) each
        """
        today = self.env.company._ar_today()
        model = self.env["ir.model"]._get_id(self._name)
        # A run would otherwise send each collector a mail per customer.
        self.env["mail.activity"].sudo().with_context(mail_activity_quick_update=True).create([
            {
                "res_model_id": model, "res_id": account.id, "user_id": user.id or False, "summary": summary,
                "note": note, "activity_type_id": kind.id, "automated": True, "date_deadline": today,
            }
            for account, user, kind, summary, note in rows
        ])

    def _ar_address_activity(self, problem=None):
        """Ask the collector of each account for an address that works, unless that is asked already.

        :param problem: what is wrong, {account id: text}; the activity says so
        """
        kind = self.env.ref("ar_specialist.activity_type_address")
        asked = self.env["mail.activity"].sudo().search([
            ("res_model", "=", self._name), ("res_id", "in", self.ids), ("activity_type_id", "=", kind.id),
        ]).mapped("res_id")
        self._ar_schedule([
            (
                account, account._ar_person("collector"), kind,
                self.env._("Find an email address that works"), (problem or {}).get(account.id, False),
            )
            for account in self if account.id not in asked
        ])

    def _ar_level_activities(self, notices):
        """Make what the levels of `notices` ask a person to do, and tell the manager where they say so."""
        to_do = self.env.ref("mail.mail_activity_data_todo")
        rows = []
        for notice in notices:
            account, level = notice.account_id, notice.level_id
            person = level.activity_user_id if level.activity_for == "named" else account._ar_person(level.activity_for)
            if level.activity_type_id:
                rows.append((account, person, level.activity_type_id, level.name, False))
            manager = account.company_id.ar_manager_id
            if level.escalate and manager:
                rows.append((account, manager, to_do, self.env._("Escalated: %s", level.name), False))
        self._ar_schedule(rows)
