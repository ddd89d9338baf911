import { Component, onWillUnmount, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useService } from "@web/core/utils/hooks";
import { sumsText } from "./cash_amounts";

/** How often payments come again that somebody works on, and after how many milliseconds. */
const TRIES = 5;
const PAUSE = 1500;

/** Applies all ready payments, some at a time: each part is whole when its answer is here, and Stop keeps what is done. */
export class CashReadyDialog extends Component {
    static template = "ar_specialist.CashReadyDialog";
    static components = { Dialog };
    static props = { ready: Object, close: Function };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ step: "ask", applied: 0, left: this.props.ready.count, refused: [], batchId: false, batchIds: [] });
        this.tries = 0;
        onWillUnmount(() => (this.isStopped = true));
    }

    get sums() {
        return sumsText(this.props.ready.sums);
    }

    get percent() {
        const { applied, refused, left } = this.state;
        const through = applied + refused.length;
        return Math.round((through * 100) / Math.max(through + left, 1));
    }

    async apply() {
        const { state } = this;
        state.step = "running";
        try {
            while (state.left && !this.isStopped) {
                const done = await this.orm.silent.call("ar.cash.payment", "screen_apply_ready", [], {
                    batch_id: state.batchId, passed: state.refused.map(({ id }) => id),
                });
                state.batchId = done.batch_id;
                if (done.applied && !state.batchIds.includes(done.batch_id)) {
                    state.batchIds.push(done.batch_id);
                }
                state.applied += done.applied;
                state.refused.push(...done.refused);
                state.left = done.applied || done.refused.length ? done.left : 0;
                await this.tryBusyAgain();
            }
        } finally {
            state.step = "done";
        }
    }

    /** At the end those come once more that somebody, or the scheduled action, was working on. */
    async tryBusyAgain() {
        const { state } = this;
        const busy = state.refused.filter((one) => one.is_busy).length;
        if (state.left || !busy || this.tries >= TRIES) {
            return;
        }
        this.tries++;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        state.refused = state.refused.filter((one) => !one.is_busy);
        state.left = busy;
    }

    stop() {
        this.isStopped = true;
    }

    async undo() {
        this.state.step = "undoing";
        try {
            await this.orm.call("ar.cash.payment", "screen_undo_batch", [this.state.batchIds]);
        } finally {
            this.props.close();
        }
    }
}
