"""What the demo's follow-ups are told: whom to trust, who gets the reminders, who is on hold."""

#: {customer: degree of trust}; everyone else is an ordinary debtor.
TRUST = {
    "northgate": "good", "cascade": "good", "brandt": "good", "belleforet": "good", "maplewood": "good",
    "redrock": "bad", "sunbelt": "bad", "caves": "bad",
}
#: {customer: (name, mailbox)} of contacts that reminders go to, instead of the invoice address.
CONTACTS = {
    "sunbelt": ("Dana Whitley, Treasury", "treasury"),
    "rheingold": ("Mahnwesen", "mahnwesen"),
    "caves": ("Service relances", "relances"),
}
#: Customers whose email address nobody knows.
UNREACHABLE = ("penhallow",)
#: {customer: (reason, days from today, or nothing for an open end)}
HOLDS = {
    "lakeshore": ("Quantities contested; meeting with their purchasing arranged", 12),
    "pinecrest": ("School board decides on the payment plan", 0),
}
#: Days between two runs of the past, and how far back they go.
EVERY, BACK = 4, 60
