import { _t } from "@web/core/l10n/translation";
import { formatMonetary } from "@web/views/fields/formatters";

/** Sums of several currencies, side by side: they are never added. */
export function sumsText(sums) {
    return sums.map(({ amount, currency_id: currencyId }) => formatMonetary(amount, { currencyId })).join(" + ");
}

/** Queues of the screen in their order; what waits is the sum of those that are `waiting`. */
export const QUEUES = [
    { key: "waiting", label: _t("Waiting"), icon: "fa-inbox", shade: "" },
    { key: "unidentified", label: _t("Unidentified"), icon: "fa-question-circle", shade: "text-danger", waiting: true },
    { key: "check", label: _t("To check"), icon: "fa-eye", shade: "text-warning", waiting: true },
    { key: "ready", label: _t("Ready"), icon: "fa-check-circle", shade: "text-success", waiting: true },
    { key: "unapplied", label: _t("Unapplied"), icon: "fa-user", shade: "text-info", waiting: true },
    { key: "returns", label: _t("Returned"), icon: "fa-undo", shade: "text-danger", waiting: true },
    { key: "done", label: _t("Done today"), icon: "fa-flag-checkered", shade: "text-muted" },
];

export function queueOf(key) {
    return QUEUES.find((queue) => queue.key === key);
}
