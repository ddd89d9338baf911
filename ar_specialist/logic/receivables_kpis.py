"""Key figures of receivables for a period, from its roll-forward and the aging of its last day."""

from dataclasses import dataclass


@dataclass(frozen=True)
class MonthFigures:
    """What a period's key figures are reckoned from, all in one currency.

    :param sales: invoices less credit notes of the period
    :param collected: payments of the period, positive
    :param written_off: what was given up in it, positive
    :param closing: open at its end
    :param overdue: of that, past due
    :param days: length of the period
    """

    opening: float
    sales: float
    collected: float
    written_off: float
    closing: float
    overdue: float
    days: int

    @property
    def overdue_share(self):
        """Part of what is open that is past due; None when nothing is."""
        return self.overdue / self.closing if self.closing > 0 else None

    @property
    def days_outstanding(self):
        """Days of sales that are still to be paid (DSO); None in a period without sales."""
        return self.closing / self.sales * self.days if self.sales > 0 else None

    @property
    def best_days_outstanding(self):
        """The same as if everything were paid when due."""
        return (self.closing - self.overdue) / self.sales * self.days if self.sales > 0 else None

    @property
    def effectiveness(self):
        """Part of what could be collected that was (CEI), 1 when nothing is past due; None when nothing could be."""
        collectable = self.opening + self.sales - (self.closing - self.overdue)
        return (self.opening + self.sales - self.closing) / collectable if collectable > 0 else None
