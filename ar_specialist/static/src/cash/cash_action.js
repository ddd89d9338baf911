import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { KeepLast, Mutex } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { AgingSearch } from "../aging/aging_search";
import { AgingSelect } from "../aging/aging_select";
import { QUEUES } from "./cash_amounts";
import { CashHeads } from "./cash_heads";
import { CashHelpDialog } from "./cash_help";
import { useKeys } from "./cash_keys";
import { doneOf, inOrderOf, restsOf } from "./cash_lines";
import { CashProposal } from "./cash_proposal";
import { CashQueue } from "./cash_queue";
import { CashQueueRows } from "./cash_queue_rows";
import { CashReadyDialog } from "./cash_ready";

const MODEL = "ar.cash.payment";
const ORDERS = [
    { id: "date", name: _t("Oldest first") },
    { id: "-date", name: _t("Newest first") },
    { id: "-amount", name: _t("Largest first") },
    { id: "-score", name: _t("Surest first") },
];
const START = { queue: "waiting", search: "", order: "date", paymentId: 0, index: 0, isOpen: false };

/** Cash application: what came in on the left, what it is for on the right, and one key from one to the next. */
export class CashAction extends Component {
    static template = "ar_specialist.CashAction";
    static path = "cash-application";
    static displayName = _t("Cash Application");
    static components = { AgingSearch, AgingSelect, CashHeads, CashProposal, CashQueue, ControlPanel };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.orders = ORDERS;
        this.readings = new KeepLast();
        const asked = this.props.action.params?.payment_id;
        const shown = asked ? { ...START, paymentId: asked, index: -1, isOpen: true } : START;
        this.view = useState({ ...shown, ...this.props.state?.view });
        this.data = useState({ payment: null, isBusy: false, mayWork: false, straightThrough: null, isReady: false });
        this.list = useState(new CashQueueRows(this.orm, this.view));
        this.undoable = this.props.state?.undoable || [];
        // The proposal takes the keys that are about the payment it shows.
        this.keys = { onKey: null };
        this.work = new Mutex();
        this.env.config.setDisplayName(_t("Cash Application"));
        useSetupAction({
            rootRef: this.root,
            getLocalState: () => ({ view: { ...this.view }, undoable: this.undoable }),
        });
        useKeys((command, key) => this.onKey(command, key));
        onWillStart(() => this.start());
    }

    async start() {
        const [choices] = await Promise.all([this.orm.call(MODEL, "screen_start", []), this.list.reload()]);
        Object.assign(this.data, { mayWork: choices.may_work, straightThrough: choices.straight_through });
        this.choices = choices;
        await (this.view.index < 0 ? this.read(this.view.paymentId) : this.select(this.view.index, false));
        this.data.isReady = true;
        this.lookForNew();
    }

    /** What was entered in the books since the last scheduled action joins the queue while the rest is worked on. */
    async lookForNew() {
        if (this.data.mayWork && (await this.orm.silent.call(MODEL, "screen_collect", []))) {
            await this.refresh();
        }
    }

    // The queue

    async select(index, open = true) {
        this.isStepping = true;
        const row = await this.list.at(index);
        this.isStepping = false;
        this.view.index = row ? index : 0;
        this.view.isOpen = open && Boolean(row);
        await this.read(row?.id || 0);
    }

    async read(id) {
        this.view.paymentId = id;
        if (!id) {
            this.data.payment = null;
            return;
        }
        const payment = await this.readings.add(this.orm.call(MODEL, "screen_payment", [id]));
        // What was settled elsewhere meanwhile is not shown as open.
        const renewed = payment.is_stale && this.data.mayWork && (await this.spoken(
            () => this.readings.add(this.orm.call(MODEL, "screen_renew", [id]))));
        this.data.payment = renewed || payment;
        if (renewed) {
            await this.list.reload();
        }
    }

    /** Read the queue again, with what is chosen in it; the payment that took its place when it is gone. */
    async refresh() {
        await this.list.reload();
        const { index, paymentId } = this.view;
        const here = index < 0 ? { id: paymentId } : await this.list.at(index);
        if (here && here.id !== paymentId && this.list.indexOf(paymentId) >= 0) {
            this.view.index = this.list.indexOf(paymentId);
            return;
        }
        await (here ? this.read(here.id) : this.select(Math.max(this.list.count - 1, 0), this.view.isOpen));
    }

    async show(patch) {
        Object.assign(this.view, patch, { index: 0, isOpen: false });
        await this.list.restart();
        await this.select(0, false);
        this.focusQueue();
    }

    focusQueue() {
        this.root.el?.querySelector(".o_ar_cash_queue")?.focus({ preventScroll: true });
    }

    step(by) {
        const index = Math.min(Math.max(this.view.index + by, 0), this.list.count - 1);
        if (index !== this.view.index && index >= 0) {
            return this.select(index, this.view.isOpen);
        }
    }

    // Keys

    onKey(command, key) {
        if (this.data.isBusy || !this.data.isReady) {
            return;
        }
        const own = {
            next: () => this.step(1),
            previous: () => this.step(-1),
            skip: () => this.skip(),
            undo: () => this.undo(),
            queue: () => this.nextQueue(),
            search: () => this.root.el.querySelector(".o_ar_aging_search input")?.focus(),
            applyReady: () => this.applyReady(),
            help: () => this.dialog.add(CashHelpDialog, {}),
        };
        return own[command] ? own[command]() : this.isShown && this.keys.onKey?.(command, key);
    }

    nextQueue() {
        const at = QUEUES.findIndex(({ key }) => key === this.view.queue);
        return this.show({ queue: QUEUES[(at + 1) % QUEUES.length].key });
    }

    // Work

    /** Do `work` after what is under way, while no other key or button does anything; a refusal is said in words. */
    async busy(work) {
        if (this.data.isBusy) {
            return;
        }
        this.data.isBusy = true;
        try {
            return await this.work.exec(() => this.spoken(work));
        } finally {
            this.data.isBusy = false;
        }
    }

    async spoken(work) {
        try {
            return await work();
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            this.notification.add(error.data?.message || error.message, { type: "danger" });
            return false;
        }
    }

    /** Whether the payment shown is the chosen one; the next one may still be on its way. */
    get isShown() {
        return !this.isStepping && this.data.payment?.id === this.view.paymentId;
    }

    /** Change what is proposed: one after the other, however quickly they come. Return whether it was taken. */
    async edit(method, args) {
        const id = this.view.paymentId;
        return this.isShown && this.work.exec(() => this.spoken(async () => {
            const payment = await this.orm.call(MODEL, method, [id, ...args]);
            const { queue } = this.data.payment;
            if (this.view.paymentId === id) {
                payment.items = inOrderOf(this.data.payment.items, payment.items);
                this.data.payment = payment;
            }
            if (method === "screen_set_customer" || payment.queue !== queue) {
                await this.list.reload();
            }
            return true;
        }));
    }

    /**
     * Carry out `method` for the payment shown, say what was done and go on with what takes its place; a payment that
     * was refused is shown as it is now. `args` may be a function of the payment as the last changes left it.
     */
    decide(method, args = []) {
        if (!this.isShown) {
            return;
        }
        const { id } = this.data.payment;
        const rests = restsOf(this.data.payment);
        return this.busy(async () => {
            const { payment } = this.data;
            if (payment.id !== id || restsOf(payment) !== rests) {
                this.notification.add(_t("The difference has just changed: look at it, then press again."), { type: "warning" });
                return;
            }
            const given = typeof args === "function" ? args(payment) : args;
            const done = await this.spoken(() => this.orm.call(MODEL, method, [id, ...given]));
            if (done && method !== "screen_take_back") {
                this.undoable.push({ id, applicationId: done.application_id || 0 });
            }
            this.say(done?.message);
            await this.refresh();
            this.focusQueue();
        });
    }

    say(message) {
        if (message) {
            this.closeNote?.();
            this.closeNote = this.notification.add(message, { type: "success", autocloseDelay: 3000 });
        }
    }

    skip() {
        if (this.view.index >= this.list.count - 1) {
            this.say(_t("This is the last one of this queue."));
            return;
        }
        return this.step(1);
    }

    /** Undo the payment shown if it is done, else what was decided last on this screen. */
    undo() {
        const last = doneOf(this.data.payment) || this.undoable.at(-1);
        if (!last || !this.data.mayWork) {
            this.say(_t("Nothing was applied here yet. What was done today is in the queue “Done today”."));
            return;
        }
        return this.busy(async () => {
            const { id, applicationId } = last;
            const [method, args] = applicationId ? ["screen_undo", [id, applicationId]] : ["screen_take_back", [id]];
            const done = await this.spoken(() => this.orm.call(MODEL, method, args));
            this.say(done?.message);
            Object.assign(this.view, { index: -1, paymentId: id });
            await this.list.reload();
            this.view.index = this.list.indexOf(id);
            await this.read(id);
            // What a colleague has undone meanwhile does not stand in the way of what was done before it.
            const still = doneOf(this.data.payment);
            this.undoable = this.undoable.filter((one) => one.id !== id || still?.applicationId === one.applicationId);
            this.focusQueue();
        });
    }

    applyReady() {
        const ready = this.list.heads.ready;
        if (!this.data.mayWork || !ready?.count) {
            return;
        }
        this.dialog.add(CashReadyDialog, { ready }, { onClose: () => this.refresh() });
    }

    // Elsewhere

    doImport() {
        return this.action.doAction(this.choices.import_action, { onClose: () => this.refresh() });
    }

    openFigures() {
        return this.action.doAction("ar_specialist.ar_cash_straight_through_action");
    }

    close() {
        this.view.isOpen = false;
    }
}

registry.category("actions").add("ar_specialist.cash_application", CashAction);
