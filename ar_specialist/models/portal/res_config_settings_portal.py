from odoo import fields, models


class ResConfigSettings(models.TransientModel):
    _inherit = "res.config.settings"

    ar_portal_promise = fields.Selection(related="company_id.ar_portal_promise", readonly=False, required=True)
    ar_portal_dispute = fields.Selection(related="company_id.ar_portal_dispute", readonly=False, required=True)
    ar_portal_promise_days = fields.Integer(related="company_id.ar_portal_promise_days", readonly=False)
    ar_portal_question = fields.Boolean(related="company_id.ar_portal_question", readonly=False)
    ar_portal_contact = fields.Boolean(related="company_id.ar_portal_contact", readonly=False)
    ar_portal_balance = fields.Boolean(related="company_id.ar_portal_balance", readonly=False)
    ar_portal_file_size = fields.Integer(related="company_id.ar_portal_file_size", readonly=False)
    ar_portal_file_office = fields.Boolean(related="company_id.ar_portal_file_office", readonly=False)
