import psycopg2
from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.tools import split_every


class ArPlannedWork(models.AbstractModel):
    """What goes out to many customers on a day: planned first, by hand or by the scheduled action, then carried out.

    What inherits it names in `_works_on` the model of what goes out and its field that leads here, in `_transitions`
    the allowed changes of state, and how many go out together in `_lot`.
    """

    _name = "ar.planned.work"
    _description = "Work that is planned, then carried out"
    _inherit = ["ar.background"]

    _works_on = ()
    _transitions = {}

    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)
    date = fields.Date(required=True, readonly=True)
    user_id = fields.Many2one("res.users", string="Planned by", readonly=True, default=lambda self: self.env.user)
    state = fields.Selection(
        [("planned", "Planned"), ("running", "Running"), ("done", "Done"), ("cancelled", "Cancelled")],
        default="planned", required=True, readonly=True,
    )
    automatic = fields.Boolean(string="By Schedule", readonly=True, help="Planned by the scheduled action.")
    is_planned = fields.Boolean(
        readonly=True, default=True, help="Not set while the scheduled action is still planning.")
    position = fields.Integer(
        readonly=True, help="Last customer planned: where the scheduled action goes on after a stop.")

    def _set_state(self, state):
        for work in self:
            if state not in self._transitions[work.state]:
                names = dict(self._fields["state"]._description_selection(self.env))
                raise UserError(self.env._(
                    "%(work)s: it is %(state)s.", work=work.name, state=names[work.state].lower()))
        # sudo: it is closed to users' own writing, it is the record of what was done
        self.sudo().write({"state": state})

    def _lot(self):
        """Return how many go out together."""
        raise NotImplementedError

    def _waiting(self, after=0):
        """Return the next lot to carry out, of those above the id `after`."""
        model, owner = self._works_on
        return self.env[model].search(
            [(owner, "=", self.id), ("state", "=", "planned"), ("id", ">", after)], order="id", limit=self._lot())

    def _left(self):
        """Return how many are still to be carried out."""
        model, owner = self._works_on
        return self.env[model].search_count([(owner, "=", self.id), ("state", "=", "planned")])

    def _is_left(self):
        """Return whether anything still keeps it from being done."""
        return bool(self._left())

    def _start(self):
        if self.state == "planned":
            self._set_state("running")

    def _finish(self):
        if self.state == "running" and self.is_planned and not self._is_left():
            self._set_state("done")

    @api.model
    def _progress(self, done, left):
        """Return how far it has come, in percent."""
        return 100.0 * done / (done + left) if done + left else 0.0

    @api.model
    def _cron_execute(self):
        """Go on with whatever was started."""
        for work in self.search([("state", "=", "running")], order="id"):
            if not work._guarded(work._execute_committing):
                return

    def _execute_committing(self):
        """Carry out what is planned, a commit after each lot; return False when the time is over."""
        self._again_when_disturbed(self._start)
        self._commit(0, self._left())
        after = 0
        while records := self._waiting(after):
            after = records[-1].id
            self._again_when_disturbed(
                lambda ids=records.ids, model=records._name: self._execute_batch(self.env[model].browse(ids)))
            if not self._commit(len(records), self._left()):
                return False
        self._again_when_disturbed(self._finish)
        return bool(self._commit(0, 0))

    @api.model
    def _automatic(self, company, day, **values):
        """Return that of the scheduled action for `company` and `day`, made when missing.

        Empty when another process has made it just now: that one goes on with it.
        """
        found = self.search(
            [("company_id", "=", company.id), ("date", "=", day), ("automatic", "=", True)], limit=1)
        if found:
            return found
        try:
            with self.env.cr.savepoint():
                found = self.create({
                    "company_id": company.id, "date": day, "automatic": True, "is_planned": False, **values})
        except psycopg2.errors.UniqueViolation:
            return self.browse()
        self._commit(0, 1)
        return found

    def _plan_in_lots(self, customers, size, plan):
        """Plan what is left to plan, a commit after each lot.

        :param customers: ascending ids of those above `position`
        :param plan: plans a list of them
        :return: False when the time is over, or when another process plans: that one sees to the rest
        """
        before, left = self.position, len(customers)
        for lot in split_every(size, customers, list):
            if not self._again_when_disturbed(
                    lambda lot=lot, before=before: self._plan_and_move_on(lot, before, plan)):
                return False
            before = lot[-1]
            left -= len(lot)
            if not self._commit(len(lot), left):
                return False
        self._again_when_disturbed(lambda: self.write({"is_planned": True}))
        return bool(self._commit(0, 0))

    def _plan_and_move_on(self, lot, before, plan):
        """Plan `lot`, which follows customer `before`; return False when another process is at it, or was.

        Two at once must not plan the same lot, and neither may pass the other: what it left out would be lost.
        """
        if not self.try_lock_for_update(allow_referencing=True):
            return False
        self.invalidate_recordset(["position"])
        if self.position != before:
            return False
        plan(lot)
        self.position = lot[-1]
        return True
