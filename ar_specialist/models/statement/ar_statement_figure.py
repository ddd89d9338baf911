from odoo import fields, models

from ...logic.statement_figures import StatementFigures


class ArStatementFigure(models.Model):
    """The sums of a statement in one currency, as sent: opening + charges + credits = closing."""

    _name = "ar.statement.figure"
    _description = "Figures of a statement"
    _order = "statement_id, id"

    statement_id = fields.Many2one("ar.statement", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="statement_id.company_id", store=True)
    currency_id = fields.Many2one("res.currency", required=True)
    opening = fields.Monetary(help="Balance when the period began; nothing on a statement of open items.")
    charges = fields.Monetary(help="What raised the balance in the period, or is owed.")
    credits = fields.Monetary(help="What lowered the balance in the period, or is not applied yet.")
    closing = fields.Monetary(string="Balance")
    overdue = fields.Monetary(help="What was due before the day, credits not taken off.")

    def _figures(self):
        """Return what was written down as :class:`StatementFigures`."""
        return [
            StatementFigures(
                one.currency_id, one.opening, {}, one.charges, one.credits, one.closing, one.overdue)
            for one in self
        ]


class ArStatementDocument(models.Model):
    """The PDF of a statement in one language, as sent, with the email that brought it; printed ones have one."""

    _name = "ar.statement.document"
    _description = "Document of a statement"
    _order = "statement_id, id"

    statement_id = fields.Many2one("ar.statement", required=True, ondelete="cascade", index=True)
    company_id = fields.Many2one(related="statement_id.company_id", store=True)
    lang = fields.Char(string="Language", required=True)
    attachment_id = fields.Many2one("ir.attachment", string="PDF", ondelete="restrict")
    mail_message_id = fields.Many2one("mail.message", ondelete="set null", index="btree_not_null")

    _statement_lang_uniq = models.Constraint(
        "UNIQUE (statement_id, lang)", "A statement has one document in each language.")


class ArStatement(models.Model):
    _inherit = "ar.statement"

    document_ids = fields.One2many("ar.statement.document", "statement_id", string="Documents", readonly=True)
