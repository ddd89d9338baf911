import hashlib
from dataclasses import dataclass, field, replace

import psycopg2.errors
from odoo import api, models
from odoo.exceptions import UserError, ValidationError

from ..formats.advices import advices_of
from ..formats.bank_file import parse
from ..formats.entry_keys import entry_keys
from ..logic.cash_import import Fault, Question, accounts_of, check_payments, choose_journal, new_statements
from ..queries import cash_import as facts

#: Faults that the user's word about the file settles.
ASKED = {"date_ambiguous": "order", "amount_ambiguous": "mark"}


@dataclass
class Outcome:
    """What became of a file.

    :param state: "imported"; "known", the same file was imported before as `record`; "there", all its bookings are
        in the books already; "asked", an answer is missing; "bad", it has `faults`
    :param record: ar.cash.import
    :param questions: :class:`~..logic.cash_import.Question` s, answered by `journals`
    :param asks: what must be said of a table, {"order": sample, "mark": sample}
    :param there: how many bookings were there already
    """

    state: str
    format: str = ""
    record: models.BaseModel | None = None
    faults: list = field(default_factory=list)
    questions: list = field(default_factory=list)
    asks: dict = field(default_factory=dict)
    there: int = 0


class ArCashImport(models.Model):
    """Taking a file: read, checked as a whole, and then in the books as a whole or not at all."""

    _inherit = "ar.cash.import"

    @api.model
    def _take(self, content, name, company, *, order=None, mark=None, journals=None):
        """Import a file in the present transaction and return its :class:`Outcome`; nothing is left of a refused one.

        :param content: bytes
        :param order, mark: how a table writes days ("dmy", "mdy") and decimals (".", ",") where it leaves it open
        :param journals: {(account, currency): journal id} for the accounts that were asked about
        :raise AccessError: for those who don't apply payments
        """
        self.env["ar.cash.payment"].check_access("write")
        self = self.with_company(company).with_context(allowed_company_ids=company.ids)
        digest = hashlib.sha256(content).hexdigest()
        known = self.search([
            ("company_id", "=", company.id), ("content_hash", "=", digest), ("state", "=", "imported")])
        if known:
            return Outcome("known", known.format, known)
        bank_file = parse(content, name, order=order, mark=mark)
        if isinstance(bank_file, list):
            return self._not_read(bank_file)
        try:
            with self.env.cr.savepoint():
                return self._take_file(bank_file, content, name, digest, company, journals or {})
        except psycopg2.errors.UniqueViolation:
            cause = self.env._("another import has just brought some of it in; import the file once more")
        except (UserError, ValidationError) as error:
            cause = str(error)
        except (psycopg2.DataError, psycopg2.IntegrityError) as error:
            cause = str(error).partition("\n")[0]
        self.env.invalidate_all(flush=False)
        return Outcome("bad", bank_file.format, faults=[Fault(0, "", "refused", cause)])

    def _not_read(self, faults):
        asks = {ASKED[fault.code]: fault.value for fault in reversed(faults) if fault.code in ASKED}
        if asks and all(fault.code in ASKED for fault in faults):
            return Outcome("asked", asks=asks)
        return Outcome("bad", faults=faults)

    def _take_file(self, bank_file, content, name, digest, company, answers):
        """Import a file that was read; of notifications (camt.054) what they say of bookings, which they are not."""
        advice_only = bank_file.format.startswith("camt.054")
        journals = facts.journals(self.env, company)
        chosen, questions, faults = self._choose(() if advice_only else bank_file.statements, journals, answers)
        if faults or questions:
            return Outcome("bad" if faults else "asked", bank_file.format, faults=faults, questions=questions)
        new, faults = self._new(chosen, company)
        advices = advices_of(bank_file)
        there = sum(statement.there for statements in new.values() for statement in statements)
        if faults:
            return Outcome("bad", bank_file.format, faults=faults)
        if not advices and not any(statement.payments for statements in new.values() for statement in statements):
            state = "there" if there else "bad"
            return Outcome(state, bank_file.format, there=there, faults=[] if there else [Fault(0, "", "nothing")])
        record = self._make(name, content, digest, company, bank_file.format, there)
        record._book(new)
        record._keep_advices(advices, new)
        return Outcome("imported", bank_file.format, record, there=there)

    def _choose(self, statements, journals, answers):
        """Return ({journal: statements}, questions, faults)."""
        chosen, questions, faults = {}, [], []
        by_id = {journal.id: journal for journal in journals}
        for (account, currency), group in accounts_of(statements).items():
            found = choose_journal(account, currency, journals, group[0].line)
            if isinstance(found, Question) and answers.get((account, currency)) in found.candidates:
                found = by_id[answers[account, currency]]
            if isinstance(found, Question):
                questions.append(found)
            elif isinstance(found, Fault):
                faults.append(found)
            else:
                chosen.setdefault(found, []).extend(group)
        return chosen, questions, faults

    def _new(self, chosen, company):
        """Return ({journal: what is new of its statements}, faults)."""
        new, faults = {}, []
        for journal, statements in chosen.items():
            # The journal stands for the account, which formats write in different ways; all pages count as one.
            entries = tuple(
                replace(entry, currency=journal.currency) for statement in statements for entry in statement.entries)
            keys = entry_keys(replace(statements[0], account="", entries=entries))
            known = facts.known_keys(self.env, journal.id, keys)
            new[journal] = new_statements(statements, keys, known)
            faults += check_payments(
                [payment for statement in new[journal] for payment in statement.payments], journal,
                company._ar_today())
        return new, faults
