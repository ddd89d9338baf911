from odoo.fields import Command

from .common import ReceivablesCommon


class StagesCommon(ReceivablesCommon):
    """Shipped stages, users of each right, a policy of two levels, and notices as sent as a run leaves them."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Core's tests switch off what is tested here.
        cls.env = cls.env(context={**cls.env.context, "tracking_disable": False, "mail_notrack": False})
        cls.current, cls.reminded, cls.chasing, cls.final = (
            cls.env.ref(f"ar_specialist.stage_{name}") for name in ("current", "reminded", "chasing", "final_notice"))
        cls.make_users("specialist", "colleague", "manager", "auditor", "biller")
        cls.policy = cls.env["ar.policy"].create({"name": "Two levels", "rank": 1, "level_ids": [
            Command.create({"name": "Friendly", "days": 5, "subject": "Reminder", "stage_id": cls.reminded.id}),
            Command.create({"name": "Firm", "days": 15, "subject": "Reminder", "stage_id": cls.chasing.id}),
        ]})
        cls.friendly, cls.firm = cls.policy.level_ids

    @classmethod
    def account(cls, partner=None, company=None):
        return cls.env["ar.account"]._for(partner or cls.customer, company or cls.company)

    @classmethod
    def sent(cls, levels, day="2024-02-01", attempt=1):
        """Make a sent notice of `levels`, {invoice or item: level}."""
        items = {
            (cls.items(each)[:1] if each._name == "account.move" else each): level for each, level in levels.items()}
        partner = next(iter(items)).partner_id.commercial_partner_id
        run = cls.env["ar.run"].sudo().create({"date": day, "company_id": cls.company.id})
        notice = cls.env["ar.notice"].sudo().create({
            "run_id": run.id, "account_id": cls.account(partner).id, "company_id": cls.company.id, "date": day,
            "kind": "overdue", "level_id": max(levels.values(), key=lambda level: level.days).id,
            "line_ids": [
                Command.create({
                    "move_line_id": item.id, "level_id": level.id, "attempt": attempt, "date": day, "counted": True,
                    "amount_residual": item.amount_residual_currency, "currency_id": item.currency_id.id,
                })
                for item, level in items.items()
            ],
        })
        notice._set_state("sent")
        return notice

    def flush_tracking(self):
        """Write the notes about tracked fields that core keeps for the end of the transaction."""
        self.env.flush_all()
        self.cr.flush()

    def told(self, record):
        """Return [(from, to, text)] of the stage changes in the chatter of `record`, oldest first."""
        self.flush_tracking()
        return [
            (value.old_value_char, value.new_value_char, message.body.striptags())
            for message in record.message_ids.sorted("id")
            for value in message.tracking_value_ids if value.field_id.name in ("ar_stage_id", "stage_id")
        ]
