"""The demo's audit: who was asked to confirm its balance, and what came back; days are counted from the balance's."""

from dataclasses import dataclass

AUDITOR = {
    "name": "Whitfield & Crane LLP", "street": "200 Congress Street", "zip": "04101", "city": "Portland",
    "email": "audit@whitfieldcrane.example", "phone": "+1 207 555 0142", "is_company": True, "lang": "en_US",
}
NAME = "Interim audit %s"
#: So many of the largest balances are asked, a week after the day, and who is silent once more ten days later.
NUMBER, SENT, REMINDED, REPLY = 12, 7, 17, 28


@dataclass(frozen=True)
class Answered:
    """What a customer answered.

    :param after: days after the day of the balance
    :param share: how far the customer's books are from ours; nothing when it agrees
    :param source: how one of us got the answer; "" when the customer entered it on its page
    """

    customer: str
    after: int
    share: float = 0.0
    source: str = ""
    text: str = ""


ANSWERED = (
    Answered("lakeshore", 8),
    Answered("rheingold", 9),
    Answered("northgate", 9),
    Answered("pinecrest", 12, source="letter"),
    Answered("redrock", 14, share=0.1, text="Your invoice for the lamps of the west wing is not in our books."),
    Answered("cascade", 15, source="phone"),
    Answered("sunbelt", 19, share=0.2, source="email", text="A payment of last week is not in your balance."),
    Answered("brandt", 21),
)
