"""What people and banks do to the text of a payment."""

from datetime import timedelta

from .cash_ledger import DAY

SENTENCES = (
    "Rechnung {}", "Rechn. {} vom {day}", "RG-NR {} Betrag {amount} EUR", "Rg {} danke", "{}", "invoice {}",
    "Payment of invoice {} dated {day}", "our payment inv. no. {}", "Facture {} du {day}", "Règlement fact {}",
    "Vos factures {} montant {amount}", "Factura {} de fecha {day}", "Pago fra. {}", "Fattura {} del {day}",
    "pagamento ft {}", "Factuur {}", "Betaling factuurnr {}", "Faktura {}", "Lasku {}",
    "SVWZ+RE {} EREF+NOTPROVIDED", "/REMI//USTD//{}", "EREF+E2E{day} SVWZ+{} KREF+NONREF",
)
JOINTS = (", ", " ", " + ", "; ", "/ ", " und ", " and ", " et ", " y ")
ASCII = {"Ä": "AE", "Ö": "OE", "Ü": "UE", "ß": "SS", "É": "E", "È": "E", "Ñ": "N", "Ø": "O"}
NEIGHBOURS = {"0": "O", "1": "I", "5": "S", "8": "B", "2": "Z"}


def sentence(random, numbers, amount):
    """Return the numbers in a sentence of some language, with a date and an amount that mean nothing."""
    day = DAY - timedelta(days=random.randrange(5, 90))
    written = random.choice((day.strftime("%d.%m.%Y"), day.isoformat(), day.strftime("%d/%m/%y")))
    return random.choice(SENTENCES).format(
        random.choice(JOINTS).join(numbers), day=written, amount=f"{amount // 100},{amount % 100:02}")


def other_marks(random, number):
    """Return the number with other marks between its parts, or none."""
    mark = random.choice(("-", " ", "", ".", "_", "/"))
    return "".join(mark if one in "/-" else one for one in number)


def without_zeros(random, number):
    """Return the number whose parts have lost their leading zeros."""
    parts, mark = _parts(number)
    return mark.join(part.lstrip("0") if part.isdigit() else part for part in parts)


def without_letters(random, number):
    """Return the number without the letters before it."""
    return number.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ").lstrip("/-")


def last_part(random, number):
    """Return what counts the documents, with the zeros before it."""
    return _parts(number)[0][-1].lstrip("FSOINV")


def lower(random, number):
    return number.lower()


def mistyped(random, number):
    """Return the number with one character another, missing, twice, or swapped with the next; never the year's."""
    place = random.randrange(max(len(number) - 5, 0), len(number))
    kind = random.choice(("other", "missing", "twice", "letter"))
    if kind == "missing":
        return number[:place] + number[place + 1:]
    if kind == "twice":
        return number[:place] + number[place] + number[place:]
    one = number[place]
    if kind == "letter" and one in NEIGHBOURS:
        return number[:place] + NEIGHBOURS[one] + number[place + 1:]
    if not one.isdigit():
        return number[:place] + "_" + number[place + 1:]
    return number[:place] + random.choice([figure for figure in "0123456789" if figure != one]) + number[place + 1:]


MILD = (other_marks, without_zeros, without_letters, lower)


def cut(random, text, width=27):
    """Return the text in lines of a fixed width, as SWIFT has them, wherever that cuts."""
    return tuple(text[start:start + width] for start in range(0, len(text), width))


def damaged_name(random, name):
    """Return a name as another bank writes it."""
    plain = name.upper()
    for letter, other in ASCII.items():
        plain = plain.replace(letter, other)
    words = plain.split()
    kind = random.choice(("capitals", "capitals", "order", "form", "cut"))
    if kind == "order" and len(words) > 1:
        return " ".join(words[1:] + words[:1])
    if kind == "form":
        return " ".join(word for word in words if word.strip(".").replace(".", "") not in FORMS)
    return plain[:27] if kind == "cut" else plain


FORMS = {"GMBH", "AG", "KG", "SARL", "SA", "SL", "SAS", "LTD", "LLC", "INC", "BV", "NV", "AB", "AS", "OY", "SRL", "SPA"}


def mistyped_name(random, name):
    """Return the name with one letter of its longest word missing."""
    word = max(name.split(), key=len)
    place = random.randrange(1, len(word) - 1)
    return name.replace(word, word[:place] + word[place + 1:], 1)


def _parts(number):
    mark = "/" if "/" in number else "-"
    return number.split(mark), mark
