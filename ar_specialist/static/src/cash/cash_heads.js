import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { QUEUES, sumsText } from "./cash_amounts";

const EMPTY = { count: 0, sums: [] };

/** How much waits in each queue, and that the queues make up all that waits; a press shows one of them. */
export class CashHeads extends Component {
    static template = "ar_specialist.CashHeads";
    static props = {
        heads: Object,
        queue: String,
        straightThrough: [Object, { value: null }],
        select: Function,
        openFigures: Function,
    };

    get queues() {
        return QUEUES.map((queue) => {
            const head = this.props.heads[queue.key] || EMPTY;
            return { ...queue, count: head.count, sums: head.sums.map((sum) => sumsText([sum])), text: sumsText(head.sums) };
        });
    }

    get share() {
        return Math.round(this.props.straightThrough.payments * 100);
    }

    get shareHelp() {
        const { amounts, items, days } = this.props.straightThrough;
        return _t(
            "So many of the payments applied in the last %(days)s days went through without anybody's look. Of their items %(items)s percent, of their amounts %(amounts)s percent.",
            { days, items: Math.round(items * 100), amounts: Math.round(amounts * 100) }
        );
    }
}
