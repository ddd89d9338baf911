import { Component, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { formatMonetary } from "@web/views/fields/formatters";
import { parseMonetary } from "@web/views/fields/parsers";
import { amountWithCurrency, bareAmount, isoToText } from "../aging/aging_amounts";

const TICK = ".o_ar_cash_tick";

/** The items of a proposal, ticked, and others that are open; a tick or an amount is kept at once. */
export class CashItems extends Component {
    static template = "ar_specialist.CashItems";
    static props = { payment: Object, mayWork: Boolean, edit: Function, leave: Function };

    setup() {
        this.action = useService("action");
        this.notification = useService("notification");
        this.root = useRef("root");
    }

    /** What items get besides money is called by what it is; there is no such column where they get none. */
    get besidesLabel() {
        const labels = { discount: _t("Discount"), write_off: _t("Written off"), charges: _t("Kept by banks") };
        const found = Object.keys(labels).filter((part) => this.props.payment.items.some((item) => item[part]));
        return found.length > 1 ? _t("Without money") : labels[found[0]] || "";
    }

    bare(amount) {
        return bareAmount(amount, this.props.payment.currency_id);
    }

    money(amount) {
        return amountWithCurrency(amount, this.props.payment.currency_id);
    }

    typed(amount) {
        return formatMonetary(amount, { currencyId: this.props.payment.currency_id, noSymbol: true });
    }

    besides(item) {
        return item.discount + item.write_off + item.charges;
    }

    day(iso) {
        return isoToText(iso);
    }

    async toggle(item, ev) {
        const { target } = ev;
        if (!(await this.props.edit(item.ticked ? "screen_remove_item" : "screen_add_item", [item.id]))) {
            target.checked = item.ticked;
        }
    }

    async setAmount(item, ev) {
        const { target } = ev;
        let amount;
        try {
            amount = parseMonetary(target.value);
        } catch {
            this.notification.add(_t("This is no amount."), { type: "warning" });
            target.value = this.typed(item.amount);
            return;
        }
        if (!(await this.props.edit("screen_set_amount", [item.id, amount]))) {
            target.value = this.typed(item.amount);
        }
    }

    setDiscount(item) {
        return this.props.edit("screen_set_discount", [item.id, !item.discount]);
    }

    /** Arrows go from item to item and into its amount, Escape and ← back to the queue. */
    onKeydown(ev) {
        const { key, target } = ev;
        const row = target.closest("tr");
        const isTick = target.matches(TICK);
        const moves = {
            ArrowDown: () => this.focusRow(row.nextElementSibling, isTick),
            ArrowUp: () => this.focusRow(row.previousElementSibling, isTick),
            ...(isTick
                ? { ArrowRight: () => this.focusAmount(row), ArrowLeft: this.props.leave, Escape: this.props.leave }
                : {
                    Escape: () => row.querySelector(TICK).focus(),
                    Enter: () => row.querySelector(TICK).focus(),
                }),
        };
        if (!row || !moves[key] || target.matches("button")) {
            return;
        }
        ev.preventDefault();
        ev.stopPropagation();
        moves[key]();
    }

    focusRow(row, isTick) {
        const amount = !isTick && row?.querySelector(".o_ar_cash_pays");
        (amount || row?.querySelector(TICK))?.focus();
    }

    focusAmount(row) {
        const input = row.querySelector(".o_ar_cash_pays");
        input?.focus();
        input?.select();
    }

    open(item) {
        return this.action.doAction({
            type: "ir.actions.act_window", res_model: "account.move", res_id: item.move_id, views: [[false, "form"]],
        });
    }
}
