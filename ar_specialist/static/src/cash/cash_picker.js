import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useAutofocus } from "@web/core/utils/hooks";
import { KeepLast } from "@web/core/utils/concurrency";
import { useDebounced } from "@web/core/utils/timing";
import { amountWithCurrency, isoToText } from "../aging/aging_amounts";

const DELAY = 200;

/** Finds an open item or a customer: what fits the payment comes first, before anything is typed. */
export class CashPicker extends Component {
    static template = "ar_specialist.CashPicker";
    static props = { kind: String, payment: Object, search: Function, pick: Function, close: Function };

    setup() {
        useAutofocus();
        this.root = useRef("root");
        this.state = useState({ rows: [], index: 0, isLoading: true, text: "" });
        this.last = new KeepLast();
        this.findLater = useDebounced((text) => this.find(text), DELAY);
        onWillStart(() => {
            this.find("");
        });
    }

    get placeholder() {
        return this.props.kind === "items"
            ? _t("Number, reference, amount or customer of an item…")
            : _t("Name, VAT or account number of a customer, or one of its invoices…");
    }

    async find(text) {
        Object.assign(this.state, { isLoading: true, text });
        const rows = await this.last.add(this.props.search(text));
        Object.assign(this.state, { rows, index: 0, isLoading: false });
    }

    onKeydown(ev) {
        const { rows, index } = this.state;
        const moves = {
            ArrowDown: () => this.go(Math.min(index + 1, rows.length - 1)),
            ArrowUp: () => this.go(Math.max(index - 1, 0)),
            Enter: () => rows[index] && !this.state.isLoading && this.props.pick(rows[index]),
            Escape: () => this.props.close(),
        };
        if (moves[ev.key]) {
            ev.preventDefault();
            ev.stopPropagation();
            moves[ev.key]();
        }
    }

    go(index) {
        this.state.index = Math.max(index, 0);
        this.root.el.querySelectorAll(".o_ar_cash_pick")[this.state.index]?.scrollIntoView({ block: "nearest" });
    }

    money(row) {
        return row.amount === null ? "" : amountWithCurrency(row.amount, row.currency_id);
    }

    day(iso) {
        return isoToText(iso);
    }
}
