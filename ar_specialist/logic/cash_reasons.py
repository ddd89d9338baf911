"""The codes of a proposal's reasons: stable, as screens translate them and records keep them."""

#: Why this payer.
PAYER = {
    "known": "the customer was given beforehand",
    "reference": "a structured reference is that of an item of the customer",
    "account": "the account is the customer's",
    "vat": "the VAT number is the customer's",
    "vat_in_text": "the customer's VAT number stands in the text",
    "alias": "the payer's name or account was learned from earlier decisions",
    "name": "the name is the customer's",
    "name_alike": "the name is much like the customer's",
    "items_named": "an item of the customer is named",
    "items_cut": "an item of the customer is named by a part of its number, or by an order",
}
#: Which items the payer names.
NAMED = {
    "reference_named": "by its structured reference",
    "document_named": "in a list of documents without usable amounts",
    "document_listed": "in a list of documents with amounts",
    "number_named": "by its number",
    "cut_named": "by its number without the letters before it",
    "order_named": "by the customer's own reference",
    "part_named": "by the end of its number",
    "typo_named": "by its number with a typing error",
    "near_named": "by a number that differs in a figure and may be another document's",
}
#: How the amount fits.
AMOUNT = {
    "amount_exact": "the amount is that of the items named",
    "amount_discount": "less the cash discount still granted",
    "amount_charges": "less what the banks kept",
    "amount_tolerance": "but for a difference within the tolerance",
    "credits_netted": "less credits that nobody named",
    "some_of_named": "it is that of some of the items named",
    "rest_found": "together with items that nobody named",
    "short": "it is less than the items named",
    "over": "it is more than the items named",
    "late_discount": "less a cash discount that is granted no more",
    "one_exact": "it is that of one item",
    "all_open": "it is that of all that is open",
    "all_due": "it is that of all that is due",
    "oldest_run": "it is that of the items due first",
    "one_month": "it is that of the items of a month",
    "few_exact": "it is that of a few items, hardly by chance",
    "some_exact": "it is that of some items",
    "by_chance": "it is that of some items, perhaps by chance",
    "one_tolerated": "it is that of one item but for a difference within the tolerance",
    "oldest_first": "it explains nothing; settled in the order of settlement",
    "deposit_named": "it is that of the registered payments that are named",
    "deposit_day": "it is that of payments registered on one day, by one method",
    "deposit_all": "it is that of all registered payments that the bank has not confirmed",
    "deposit_sum": "it is that of some registered payments, hardly by chance",
    "deposit_chance": "it is that of some registered payments, perhaps by chance",
    "deposit_kept": "less what was kept of them",
}
#: What speaks against, or is worth knowing.
BESIDES = {
    "subsidiary": "the items are of customers below this one",
    "pays_for_family": "the payer belongs to the same group as the items' customer",
    "other_payer": "account or name are another customer's",
    "other_customer": "another customer is as likely",
    "same_amounts": "another item has the same amount",
    "names_others": "the text names other items",
    "number_unknown": "the text names a number that is none of the customer's",
    "number_paid": "a document is named that is paid already: perhaps it is paid twice",
    "later_item": "an item is dated after the payment",
    "other_currency": "the items named are in another currency; what they get is by the rate of the day",
    "claimed": "another payment takes the same item",
    "registered": "somebody has registered this payment before the bank had it",
    "together": "several payments explain each other",
}
ALL = {**PAYER, **NAMED, **AMOUNT, **BESIDES}
