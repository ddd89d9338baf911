import { Component, useEffect, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";
import { amountWithCurrency, isoToText } from "../aging/aging_amounts";
import { CashDifference } from "./cash_difference";
import { CashItems } from "./cash_items";
import { linesOf, restsOf } from "./cash_lines";
import { CashPicker } from "./cash_picker";
import { CashReturn } from "./cash_return";
import { markedParts } from "./cash_text";
import { QUEUES } from "./cash_amounts";

/** The payment shown: what it says, who paid, what it settles, and what becomes of the difference. */
export class CashProposal extends Component {
    static template = "ar_specialist.CashProposal";
    static components = { CashDifference, CashItems, CashPicker, CashReturn };
    static props = {
        payment: Object,
        mayWork: Boolean,
        isBusy: Boolean,
        keys: Object,
        decide: Function,
        edit: Function,
        reload: Function,
        undo: Function,
        skip: Function,
        back: Function,
        focusQueue: Function,
    };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.state = useState({ picker: null, rest: null, reason: null, note: "" });
        this.props.keys.onKey = (command, key) => this.onKey(command, key);
        // Another payment, or other differences: what was chosen about the earlier ones is not meant for these.
        useEffect(
            () => this.startAnew(),
            () => [this.props.payment.id, restsOf(this.props.payment)]
        );
    }

    startAnew() {
        const { rest_default: rest } = this.props.payment;
        Object.assign(this.state, { picker: null, rest, reason: null, note: "" });
    }

    get payment() {
        return this.props.payment;
    }

    get mayDecide() {
        return this.props.mayWork && this.payment.is_waiting;
    }

    get queue() {
        return QUEUES.find(({ key }) => key === this.payment.queue);
    }

    get textParts() {
        return markedParts(this.payment.text, this.payment.marks);
    }

    get rest() {
        return this.payment.rests.find(({ key }) => key === this.state.rest);
    }

    money(amount) {
        return amountWithCurrency(amount, this.payment.currency_id);
    }

    day(iso) {
        return isoToText(iso);
    }

    onKey(command, key) {
        const own = {
            apply: () => this.apply(),
            toItems: () => this.focusItems(),
            choice: () => this.chooseNth(Number(key) - 1),
            items: () => this.pick("items"),
            customer: () => this.pick("customer"),
            onAccount: () => this.keepOnAccount(),
            setAside: () => this.setAside(),
        };
        return this.mayDecide && own[command]?.();
    }

    focusItems() {
        this.root.el.querySelector(".o_ar_cash_tick")?.focus();
    }

    chooseNth(number) {
        const rest = this.payment.rests[number];
        if (rest && !rest.refusal) {
            this.choose({ rest: rest.key, reason: null });
            // What has to be said with it is where the keyboard goes next.
            setTimeout(() => this.root.el?.querySelector(".o_ar_cash_reason select")?.focus());
        }
    }

    choose(patch) {
        Object.assign(this.state, patch);
    }

    pick(picker) {
        if (this.payment.is_return) {
            return picker === "items" && this.mayDecide ? this.chooseReturned() : undefined;
        }
        if (picker !== "items" || this.payment.customer || this.payment.is_waiting) {
            this.state.picker = picker;
        }
    }

    closePicker() {
        this.state.picker = null;
        this.props.focusQueue();
    }

    async picked(row) {
        const { picker } = this.state;
        this.closePicker();
        if (picker === "customer") {
            await this.props.edit("screen_set_customer", [row.id]);
        } else {
            await this.props.edit("screen_add_item", [row.id]);
        }
    }

    search(text) {
        const method = this.state.picker === "customer" ? "screen_customers" : "screen_items";
        return this.orm.silent.call("ar.cash.payment", method, [this.payment.id, text]);
    }

    get lines() {
        return linesOf(this.payment);
    }

    apply() {
        if (this.payment.is_return) {
            return this.bookReturn();
        }
        if (!this.lines.length) {
            this.warn(this.payment.customer
                ? _t("Tick the items that this pays, or keep it on the customer's account.")
                : _t("Say first whose payment this is."));
            return;
        }
        const { rest, reason, note } = this.state;
        if (this.rest?.reasons && !reason) {
            this.warn(_t("Choose a reason first."));
            this.root.el.querySelector(".o_ar_cash_reason select")?.focus();
            return;
        }
        return this.props.decide("screen_apply", (payment) => [rest || "keep_open", reason, note, linesOf(payment)]);
    }

    bookReturn() {
        if (!this.payment.returned.ids.length) {
            this.warn(_t("Say first which payment came back."));
            return;
        }
        return this.props.decide("screen_book_return", (payment) => [payment.returned.ids]);
    }

    /** Ask which payment the bank took back; of several that it took at once each is said by itself. */
    async chooseReturned() {
        const action = await this.orm.call("ar.cash.payment", "action_return_another", [this.payment.id]);
        return this.action.doAction(action, { onClose: () => this.props.reload() });
    }

    /** Keep the money on account and ask how much of it is for what was written off. */
    async recover(id) {
        const action = await this.orm.call("ar.cash.payment", "screen_recover", [[this.payment.id], id]);
        return this.action.doAction(action, { onClose: () => this.props.reload() });
    }

    keepOnAccount() {
        if (this.payment.is_return) {
            return;
        }
        if (!this.payment.customer) {
            this.warn(_t("Say first whose payment this is."));
            return;
        }
        return this.props.decide("screen_keep_on_account");
    }

    setAside() {
        if (this.payment.returned?.ids.length) {
            return this.props.decide("screen_dismiss_return", (payment) => [payment.returned.ids]);
        }
        if (this.payment.may_set_aside) {
            return this.props.decide("screen_set_aside");
        }
        this.warn(_t("This credit stands on a customer's account: it is a customer's payment."));
    }

    takeBack() {
        return this.props.decide("screen_take_back");
    }

    warn(message) {
        this.notification.add(message, { type: "warning" });
    }

    open(model, id) {
        return this.action.doAction({
            type: "ir.actions.act_window", res_model: model, res_id: id, views: [[false, "form"]],
        });
    }
}
