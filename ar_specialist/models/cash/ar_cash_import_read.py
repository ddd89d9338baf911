from dataclasses import replace

from odoo import models

from ...formats.advices import advices_of
from ...formats.bank_file import parse
from ...formats.entry_keys import entry_keys
from ...logic.cash_import import Fault, Plan, Question, accounts_of, check_payments, choose_journal, new_statements
from ...queries import cash_import as facts
from .ar_cash_import_take import Outcome

#: Faults that the user's word about the file settles.
ASKED = {"date_ambiguous": "order", "amount_ambiguous": "mark"}


class ArCashImport(models.Model):
    """Reading a file and checking all of it against the books, before anything is booked."""

    _inherit = "ar.cash.import"

    def _read(self, content, name, company, answers):
        """Return the :class:`~.ar_cash_import_take.Outcome` "planned", or what speaks against it; writes nothing.

        What `self` has booked already is no reason against it.

        :param answers: {"order", "mark", "journals": {(account, currency): journal id}}
        """
        bank_file = parse(content, name, order=answers["order"], mark=answers["mark"])
        if isinstance(bank_file, list):
            return self._not_read(bank_file)
        # Of notifications (camt.054) only what they say of bookings counts, which they are not.
        statements = () if bank_file.format.startswith("camt.054") else bank_file.statements
        chosen, questions, faults = self._choose(statements, company, answers["journals"])
        if faults or questions:
            return Outcome("bad" if faults else "asked", bank_file.format, faults=faults, questions=questions)
        new, faults = self._new(chosen, company)
        if faults:
            return Outcome("bad", bank_file.format, faults=faults)
        plan = Plan(new, advices_of(bank_file), {
            (statement.account, statement.currency): journal.id
            for journal, group in chosen.items() for statement in group})
        if not plan.work:
            faults = [] if plan.there else [Fault(0, "", "nothing")]
            return Outcome("bad" if faults else "there", bank_file.format, faults=faults, there=plan.there, plan=plan)
        return Outcome("planned", bank_file.format, there=plan.there, plan=plan)

    def _not_read(self, faults):
        asks = {ASKED[fault.code]: fault.value for fault in reversed(faults) if fault.code in ASKED}
        if asks and all(fault.code in ASKED for fault in faults):
            return Outcome("asked", asks=asks)
        return Outcome("bad", faults=faults)

    def _choose(self, statements, company, answers):
        """Return ({journal: statements}, questions, faults)."""
        chosen, questions, faults = {}, [], []
        journals = facts.journals(self.env, company)
        by_id = {journal.id: journal for journal in journals}
        for (account, currency), group in accounts_of(statements).items():
            answer = answers.get((account, currency))
            found = choose_journal(account, currency, journals, group[0].line)
            if isinstance(found, Question) and answer in found.candidates:
                found = by_id[answer]
            elif self._is_begun() and answer in by_id:
                # Whatever was changed meanwhile: a file is booked into one journal.
                found = by_id[answer]
            if isinstance(found, Question):
                questions.append(found)
            elif isinstance(found, Fault):
                faults.append(found)
            else:
                chosen.setdefault(found, []).extend(group)
        return chosen, questions, faults

    def _is_begun(self):
        return self.state == "booking"

    def _new(self, chosen, company):
        """Return ({journal: what is new of its statements}, faults)."""
        new, faults = {}, []
        for journal, statements in chosen.items():
            # The journal stands for the account, which formats write in different ways; all pages count as one.
            entries = tuple(
                replace(entry, currency=journal.currency) for statement in statements for entry in statement.entries)
            keys = entry_keys(replace(statements[0], account="", entries=entries))
            known = facts.known_keys(self.env, journal.id, keys, self.id or 0)
            new[journal] = new_statements(statements, keys, known)
            faults += check_payments(
                [payment for statement in new[journal] for payment in statement.payments], journal,
                company._ar_today())
        return new, faults

    def _said(self):
        """Return the answers about the file as :meth:`_read` takes them."""
        said = self.answers or {}
        return {
            "order": said.get("order"), "mark": said.get("mark"),
            "journals": {(account, currency): journal for account, currency, journal in said.get("journals", [])}}

    def _stored(self, answers):
        """Return answers as they are kept."""
        return {**answers, "journals": [[*account, journal] for account, journal in answers["journals"].items()]}

    def _read_own(self):
        """Read the stored file of `self`."""
        # sudo: whoever is allowed to take files need not be allowed to read every attachment
        content = self.sudo().attachment_id.raw or b""
        return self._read(content, self.name, self.company_id, self._said())
