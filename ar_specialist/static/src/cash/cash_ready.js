import { Component, onWillUnmount, useState } from "@odoo/owl";
import { Dialog } from "@web/core/dialog/dialog";
import { useService } from "@web/core/utils/hooks";
import { sumsText } from "./cash_amounts";

/** Applies all ready payments, some at a time: each part is whole when its answer is here, and Stop keeps what is done. */
export class CashReadyDialog extends Component {
    static template = "ar_specialist.CashReadyDialog";
    static components = { Dialog };
    static props = { ready: Object, close: Function };

    setup() {
        this.orm = useService("orm");
        this.state = useState({ step: "ask", applied: 0, left: this.props.ready.count, refused: [], batchId: false });
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
                state.applied += done.applied;
                state.refused.push(...done.refused);
                state.left = done.applied || done.refused.length ? done.left : 0;
            }
        } finally {
            state.step = "done";
        }
    }

    stop() {
        this.isStopped = true;
    }

    async undo() {
        this.state.step = "undoing";
        await this.orm.call("ar.cash.payment", "screen_undo_batch", [this.state.batchId]);
        this.props.close();
    }
}
