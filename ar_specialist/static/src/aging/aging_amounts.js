import { formatDate } from "@web/core/l10n/dates";
import { formatMonetary } from "@web/views/fields/formatters";

const { DateTime } = luxon;

/** An amount in a table whose heading or row names the currency; nothing is a dash. */
export function bareAmount(value, currencyId) {
    return value ? formatMonetary(value, { currencyId, noSymbol: true }) : "–";
}

export function amountWithCurrency(value, currencyId) {
    return formatMonetary(value || 0, { currencyId });
}

export function isoToText(day) {
    return day ? formatDate(DateTime.fromISO(day)) : "";
}
