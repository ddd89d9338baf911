"""Money of the bank that somebody has registered as a payment before: it is the same money, and counts once."""

from dataclasses import replace

from .cash_proposal import SUGGEST, Reason

#: Two readings within so many points are as good as each other.
MARGIN = 5


def with_registered(found, registered, candidates):
    """Return {payment id: :class:`.cash_proposal.Proposal`}, `found` but for those that are registered already.

    :param registered: the proposals for the same payments out of the items of registered payments alone
    :param candidates: {payment id: ids of the items of registered payments of its amount, account and time}
    """
    return {
        id_: _better(proposal, registered[id_]) if _fits(registered.get(id_), candidates.get(id_, ())) else proposal
        for id_, proposal in found.items()}


def _fits(proposal, items):
    return bool(proposal and proposal.lines and not proposal.remainder and proposal.items <= set(items))


def _better(proposal, registered):
    told = replace(registered, reasons=(*registered.reasons, Reason("registered")))
    if not proposal.lines or proposal.score < registered.score - MARGIN:
        return told
    # An open item wants the same money: registered, and not yet applied? A person knows.
    return replace(
        proposal, ambiguous=True, decision=SUGGEST, reasons=(*proposal.reasons, Reason("registered")))
