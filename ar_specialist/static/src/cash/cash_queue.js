import { Component, onMounted, onPatched, useExternalListener, useRef, useState } from "@odoo/owl";
import { amountWithCurrency, isoToText } from "../aging/aging_amounts";
import { queueOf } from "./cash_amounts";

/** Height of a row in pixels, as in cash_queue.scss; rows above and below the window that are drawn beforehand. */
const ROW = 58;
const SPARE = 6;

/** The queue: as long as it has rows, with only those drawn and loaded that can be seen. */
export class CashQueue extends Component {
    static template = "ar_specialist.CashQueue";
    static props = {
        rows: Object,
        count: Number,
        index: Number,
        select: Function,
        need: Function,
    };

    setup() {
        this.root = useRef("root");
        this.window = useState({ first: 0, last: 30 });
        this.shown = null;
        onMounted(() => this.look());
        onPatched(() => {
            this.look();
            this.follow();
        });
        useExternalListener(window, "resize", () => this.look());
    }

    /** Draw the rows that can be seen and ask for those that are missing. */
    look() {
        const { scrollTop, clientHeight } = this.root.el;
        const first = Math.max(Math.floor(scrollTop / ROW) - SPARE, 0);
        const last = Math.min(Math.ceil((scrollTop + clientHeight) / ROW) + SPARE, this.props.count);
        if (first !== this.window.first || last !== this.window.last) {
            Object.assign(this.window, { first, last });
        }
        this.props.need(first, last);
    }

    /** Keep the chosen row in sight when it changes; scrolling away from it by hand stays possible. */
    follow() {
        const { index } = this.props;
        if (index === this.shown || index < 0) {
            return;
        }
        this.shown = index;
        const { el } = this.root;
        if (index * ROW < el.scrollTop) {
            el.scrollTop = index * ROW;
        } else if ((index + 1) * ROW > el.scrollTop + el.clientHeight) {
            el.scrollTop = (index + 1) * ROW - el.clientHeight;
        }
    }

    get lines() {
        const { first, last } = this.window;
        const lines = [];
        for (let index = first; index < Math.min(last, this.props.count); index++) {
            lines.push({ index, top: index * ROW, row: this.props.rows[index] });
        }
        return lines;
    }

    get height() {
        return this.props.count * ROW;
    }

    amount(row) {
        return amountWithCurrency(row.amount, row.currency_id);
    }

    day(row) {
        return isoToText(row.date);
    }

    queue(row) {
        return queueOf(row.queue);
    }
}
