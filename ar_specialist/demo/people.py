"""People at the customers, by language: each customer gets an accounts payable contact, some get more."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """A child contact; `type` is that of res.partner."""

    name: str
    function: str
    type: str
    mailbox: str


NAMES = {
    "en_US": ("Grace Holloway", "Daniel Reyes", "Priya Raman", "Tom Whitfield", "Olivia Barnes", "Marcus Lindsey",
              "Helen Cho", "Samuel Okafor", "Ruth Delgado", "Peter Ashby", "Nina Petrov", "Colin Mayhew"),
    "fr_FR": ("Camille Rousseau", "Julien Fabre", "Sophie Lambert", "Nicolas Perrin", "Élodie Garnier",
              "Hugo Marchand", "Claire Dubois", "Antoine Leroy", "Manon Girard"),
    "de_DE": ("Katrin Vogel", "Stefan Huber", "Miriam Schäfer", "Jonas Keller", "Sabine Krüger", "Matthias Wolf",
              "Petra Lang", "Florian Maier", "Ulrike Böhm"),
}
FUNCTIONS = {
    "en_US": ("Accounts Payable", "Head of Purchasing", "Invoices", "Chief Financial Officer"),
    "fr_FR": ("Comptabilité fournisseurs", "Responsable des achats", "Service factures", "Directrice financière"),
    "de_DE": ("Kreditorenbuchhaltung", "Leitung Einkauf", "Rechnungseingang", "Kaufmännische Leitung"),
}


def people_of(number, lang):
    """Return the contacts of the customer at place `number` of the table: one to four, the same each time."""
    names, (payable, purchasing, invoices, finance) = NAMES[lang], FUNCTIONS[lang]
    people = [Person(names[number % len(names)], payable, "contact", "ap")]
    if number % 2 == 0:
        people.append(Person(names[(number + 5) % len(names)], purchasing, "contact", "purchasing"))
    if number % 3 == 0:
        people.append(Person(invoices, "", "invoice", "invoices"))
    if number % 6 == 0:
        people.append(Person(names[(number + 3) % len(names)], finance, "other", "finance"))
    return people
