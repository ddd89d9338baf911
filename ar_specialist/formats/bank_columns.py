"""Which column of a bank's or a payer's table holds what, guessed from its headings in several languages."""

from ..logic.receivables_columns import guess_columns


def _words(text):
    return set(text.split("|"))


_CURRENCY = [_words("currency|currency code|curr|cur|ccy|iso|wahrung|waehrung|devise|moneda|divisa|valuta|munt|moeda")]
_NUMBER = _words(
    "invoice|invoice number|invoice no|invoice nr|invoice ref|invoice reference|invoice id|invoice #|document|doc|"
    "document number|document no|document nr|doc number|doc no|bill|bill number|bill no|rechnung|rechnungsnummer|"
    "rechnungsnr|rechnung nr|beleg|belegnummer|belegnr|facture|numero de facture|no facture|n facture|num facture|"
    "numero facture|factura|numero de factura|no factura|num factura|fattura|numero fattura|factuur|factuurnummer|"
    "factuurnr|your invoice|your reference|our invoice")
_AMOUNT = _words(
    "amount|betrag|montant|importe|importo|bedrag|valor|amount eur|amount usd|amount gbp|amount chf|betrag eur|"
    "betrag in eur|transaction amount|booking amount|buchungsbetrag|umsatz|bedrag eur|montant eur|sum|summe")

STATEMENT = {
    "value_day": [_words(
        "value date|value day|valuta|valutadatum|wertstellung|wertstellungsdatum|date de valeur|date valeur|"
        "fecha valor|data valuta|rentedatum|valuedate|date value")],
    "day": [
        _words("booking date|posting date|transaction date|entry date|buchungstag|buchungsdatum|buchung|date operation|"
               "date de comptabilisation|date d operation|fecha operacion|fecha contable|boekdatum|transactiedatum|"
               "data contabile|data operazione|date comptable"),
        _words("date|day|datum|fecha|data|jour"),
    ],
    "credit": [_words(
        "credit|credit amount|money in|paid in|deposits|deposit|haben|gutschrift|abono|abonos|haber|avere|entrate|bij|"
        "amount in|credits|montant credit|credit eur")],
    "debit": [_words(
        "debit|debit amount|money out|paid out|withdrawals|withdrawal|soll|lastschrift|belastung|cargo|cargos|debe|"
        "dare|uscite|af|amount out|debits|montant debit|debit eur")],
    "direction": [_words("debit credit|credit debit|dc|d c|cd|c d|soll haben|sh|s h|af bij|cdi|type|sens|direction")],
    "amount": [_AMOUNT],
    "balance": [_words("balance|saldo|solde|running balance|saldo eur|saldo nach buchung|kontostand|new balance")],
    "currency": _CURRENCY,
    "account": [_words(
        "account|account number|own account|iban|auftragskonto|kontonummer|konto|compte|cuenta|rekening|conto|"
        "your account|iban bban")],
    "payer_account": [_words(
        "counterparty account|counterparty iban|payer account|payer iban|kontonummer iban|iban auftraggeber|"
        "gegenkonto|tegenrekening|tegenrekening iban|iban zahlungsbeteiligter|iban ordonnateur|compte contrepartie|"
        "iban counterparty|debtor account|debtor iban|sender account|kontonummer zahlungsbeteiligter|remitter account|"
        "from account|cuenta ordenante|other account")],
    "payer_bank": [_words("bic|swift|counterparty bic|bic swift code|blz|bank code|bank|payer bank|bic swift")],
    "payer_name": [_words(
        "counterparty|counterparty name|payer|payer name|name|debtor|debtor name|remitter|sender|from|auftraggeber|"
        "name zahlungsbeteiligter|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|"
        "zahlungspflichtiger|"
        "auftraggeber empfanger|auftraggeber begunstigter|contrepartie|nom|nom contrepartie|ordenante|tegenpartij|"
        "naam|naam tegenpartij|name description|naam omschrijving|nome|ordinante|customer|payee")],
    "structured_reference": [_words(
        "structured reference|structured communication|payment reference|creditor reference|rf reference|esr reference|"
        "qr reference|ocr|kid|kid number|communication structuree|gestructureerde mededeling|strukturierte referenz|"
        "viitenumero|reference structuree")],
    "end_to_end": [_words("end to end|end to end id|end to end reference|ende zu ende referenz|kundenreferenz|"
                          "kundenreferenz end to end|e2e|customer reference")],
    "reference": [_words(
        "transaction id|bank reference|entry reference|transaction reference|reference|ref|referenz|bankreferenz|"
        "id|transaction number|reference banque|referencia|volgnr|volgnummer|archivierungskennung")],
    "number": [_NUMBER],
    "text": [
        _words("description|details|text|verwendungszweck|remittance information|remittance|libelle|concepto|"
               "omschrijving|causale|communication|memo|narrative|particulars|mededelingen|payment details|purpose|"
               "descripcion|descrizione|transaction details|libelle operation"),
    ],
    "booking_text": [_words("buchungstext|transaction type|booking text|vorgang|umsatzart|code|mutatiesoort")],
}
REMITTANCE = {
    "number": [_NUMBER, _words("number|no|nr|nummer|numero|num|reference|ref|referenz")],
    "discount": [_words("discount|cash discount|discount taken|skonto|skontobetrag|escompte|remise|descuento|sconto|"
                        "korting|discount amount")],
    "gross": [_words("gross|gross amount|invoice amount|original amount|invoice total|brutto|bruttobetrag|montant brut|"
                     "rechnungsbetrag|montant facture|importe factura|factuurbedrag|total due|amount due")],
    "amount": [
        _words("paid|amount paid|paid amount|payment amount|net|net amount|netto|nettobetrag|zahlbetrag|montant paye|"
               "montant net|importe pagado|neto|betaald|betaald bedrag|zahlungsbetrag|remitted|payment"),
        _AMOUNT | _words("total|open|balance"),
    ],
    "currency": _CURRENCY,
    "payer": [_words("payer|payer name|customer|customer name|company|kunde|client|cliente|klant|name|zahler|debtor")],
    "reference": [_words("payment reference|payment number|payment id|payment no|cheque|cheque number|check number|"
                         "check no|payment ref|zahlungsreferenz|reference paiement|remittance number|remittance id")],
    "day": [_words("payment date|paid on|value date|zahlungsdatum|zahldatum|date de paiement|date paiement|"
                   "fecha de pago|betaaldatum|date paid")],
    "reason": [_words("reason|reason code|deduction reason|grund|abzugsgrund|motif|motivo|remark|comment|bemerkung")],
}


def guess_statement(headings):
    """Return {field: index} of a statement's columns, {} when these are none."""
    found = guess_columns(headings, tuple(STATEMENT), STATEMENT)
    money = found.keys() & {"amount", "credit", "debit"}
    explained = found.keys() & {"text", "payer_name", "payer_account", "balance", "value_day", "reference", "direction"}
    both = {"credit", "debit"} <= found.keys()
    return found if "day" in found and money and (explained or both) else {}


def guess_remittance(headings):
    """Return {field: index} of the columns of a remittance advice, {} when these are none."""
    found = guess_columns(headings, tuple(REMITTANCE), REMITTANCE)
    return found if "number" in found and found.keys() & {"amount", "gross"} else {}


def guess_either(headings):
    """Return the columns under which more headings make sense; a remittance's when it is as good."""
    statement, remittance = guess_statement(headings), guess_remittance(headings)
    return statement if len(statement) > len(remittance) else remittance
