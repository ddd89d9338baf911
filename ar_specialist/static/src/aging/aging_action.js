import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { usePager } from "@web/search/pager_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { AgingBar } from "./aging_bar";
import { companiesInAddress, followCompanies } from "./aging_companies";
import { AgingFilters } from "./aging_filters";
import { AgingSearch } from "./aging_search";
import { AgingSelection } from "./aging_selection";
import { EMPTY_REPORT, NO_FILTERS, fromAddress, resolve, toAddress, toOptions } from "./aging_state";
import { AgingTable } from "./aging_table";

const PAGE = 80;

export class AgingAction extends Component {
    static template = "ar_specialist.AgingAction";
    static path = "receivables-aging";
    static displayName = _t("Aging");
    static components = { AgingBar, AgingFilters, AgingSearch, AgingSelection, AgingTable, ControlPanel };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.pages = new KeepLast();
        this.checks = new KeepLast();
        this.report = useState(this.props.state?.report || fromAddress(this.props.action.params || {}));
        this.data = useState({ page: null, check: null, isLoading: false, unfolded: {}, selected: {} });
        this.env.config.setDisplayName(_t("Aging"));
        useSetupAction({ rootRef: this.root, getLocalState: () => ({ report: { ...this.report } }) });
        usePager(() => this.pagerProps);
        onWillStart(() => this.start());
        onMounted(() => this.completeAddress());
    }

    /** An address without options gets them in place: one more entry in the history would trap the Back button. */
    completeAddress() {
        if (router.current.action === AgingAction.path) {
            router.replaceState(this.address, { sync: true });
        }
    }

    async start() {
        const followed = followCompanies(this.props.action.params?.companies);
        if (followed === "switching") {
            return new Promise(() => {});
        }
        if (followed === "forbidden") {
            this.notification.add(
                _t("This link is about companies that you may not work in. You see the report of your own."),
                { type: "warning" }
            );
        }
        [this.choices, this.isSpecialist, this.isAuditor] = await Promise.all([
            this.orm.call("ar.aging", "get_choices", []),
            user.hasGroup("ar_specialist.group_specialist"),
            user.hasGroup("account.group_account_readonly"),
            this.firstLoad(),
        ]);
    }

    /** A link may be old or mistyped: say so and show the report without it. */
    async firstLoad() {
        try {
            await this.load();
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            Object.assign(this.report, EMPTY_REPORT);
            await this.load();
            this.notification.add(error.data.message, { type: "danger" });
        }
    }

    get options() {
        return toOptions(this.report);
    }

    get address() {
        return { ...toAddress(this.report), companies: companiesInAddress() };
    }

    async load() {
        const { sort, offset, column } = this.report;
        const page = await this.pages.add(
            this.orm.call("ar.aging", "get_page", [this.options], { sort, offset, limit: PAGE, column })
        );
        this.data.page = page;
        Object.assign(this.report, resolve(page.options), { offset: page.offset });
        this.props.updateActionState(this.address);
        if (!this.data.check) {
            this.compare();
        }
    }

    async compare() {
        this.data.check = await this.checks.add(this.orm.call("ar.aging", "ledger_check", [this.options]));
    }

    /** Change the report; what was shown stays until the new page is there, and comes back when it is refused. */
    async update(patch) {
        const before = { ...this.report };
        const isOtherReport = !Object.keys(patch).every((name) => ["sort", "offset", "column"].includes(name));
        Object.assign(this.report, "offset" in patch ? {} : { offset: 0 }, patch);
        if (["bucket_set_id", "credits_apart"].some((name) => name in patch)) {
            Object.assign(this.report, { column: null, sort: this.sortWithoutColumn });
        }
        if (isOtherReport) {
            this.data.check = null;
            this.data.unfolded = {};
            this.data.selected = {};
        }
        this.data.isLoading = true;
        try {
            await this.load();
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            Object.assign(this.report, before);
            this.notification.add(error.data.message, { type: "danger" });
            await this.compare();
        } finally {
            this.data.isLoading = false;
        }
    }

    /** Other buckets: a column's number means another span. */
    get sortWithoutColumn() {
        return isNaN(this.report.sort) ? this.report.sort : "name";
    }

    get pagerProps() {
        const { page } = this.data;
        return page && {
            offset: page.offset,
            limit: PAGE,
            total: page.count,
            isEditable: false,
            onUpdate: async ({ offset }) => {
                await this.update({ offset });
                this.root.el.querySelector(".o_content").scrollTop = 0;
            },
        };
    }

    get groupLabel() {
        return this.choices.groupings.find((grouping) => grouping.id === this.report.group_by)?.name || "";
    }

    get isFiltered() {
        return !this.data.page.options.is_whole || this.report.column !== null;
    }

    /** The ledger's word on what is shown; rows of one bucket are not the whole, whatever the whole is. */
    get check() {
        return this.report.column === null ? this.data.check : { state: "narrowed", lines: [] };
    }

    exportUrl(format) {
        const parameters = new URLSearchParams({
            options: JSON.stringify({ ...this.options, column: this.report.column }),
            cids: companiesInAddress(),
        });
        return `/ar_specialist/aging.${format}?${parameters}`;
    }

    clearFilters() {
        this.update(NO_FILTERS);
    }

    async toggle(row) {
        const key = this.rowKey(row);
        if (this.data.unfolded[key] !== undefined) {
            delete this.data.unfolded[key];
            return;
        }
        const { unfolded } = this.data;
        unfolded[key] = null;
        try {
            await this.readItems(row);
        } catch (error) {
            delete unfolded[key];
            throw error;
        }
    }

    /** Items ticked to work on together; only a specialist has anything to do with them. */
    get selection() {
        const { selected } = this.data;
        return this.isSpecialist && {
            has: (id) => id in selected,
            toggle: (item) => {
                if (item.id in selected) {
                    delete selected[item.id];
                } else {
                    selected[item.id] = item;
                }
            },
        };
    }

    clearSelection() {
        this.data.selected = {};
    }

    async putOnHold() {
        const ids = Object.keys(this.data.selected).map(Number);
        const dialog = await this.orm.call("ar.aging", "put_on_hold", [ids]);
        await this.action.doAction(dialog, { onClose: (done) => done?.holds && this.afterHold(done.holds) });
    }

    async afterHold(count) {
        this.clearSelection();
        this.notification.add(_t("Follow-ups are on hold for %s items.", count), { type: "success" });
        await this.readUnfoldedAgain();
    }

    /** Open a dispute of the ticked items beside the report, which shows the mark when it is closed. */
    async dispute() {
        const ids = Object.keys(this.data.selected).map(Number);
        const dialog = await this.orm.call("ar.aging", "dispute_items", [ids]);
        await this.action.doAction(dialog, {
            onClose: async () => {
                this.clearSelection();
                await this.readUnfoldedAgain();
            },
        });
    }

    async readUnfoldedAgain() {
        const rows = this.data.page.rows.filter((row) => this.rowKey(row) in this.data.unfolded);
        await Promise.all(rows.map((row) => this.readItems(row)));
    }

    rowKey(row) {
        return `${row.id}-${row.currency_id}`;
    }

    async readItems(row) {
        this.data.unfolded[this.rowKey(row)] = await this.orm.call("ar.aging", "get_items", [
            this.options,
            row.id,
            row.currency_id,
        ]);
    }

    /** List the items of a row, a column or both; null is all. */
    async openItems(key, column, currencyId) {
        await this.doActionOf("open_items", [this.options, key, column, currencyId]);
    }

    async openLedger() {
        if (this.data.check.state === "different") {
            return this.action.doAction("ar_specialist.ar_tie_out_action", { additionalContext: { as_of: this.report.as_of } });
        }
        await this.doActionOf("open_ledger", [this.options]);
    }

    async doActionOf(method, args) {
        this.action.doAction(await this.orm.call("ar.aging", method, args));
    }

    /** Open the invoice; or the customer's account, for those who may not see it the contact. */
    async openRecord(row) {
        if (this.report.group_by === "item") {
            return this.openItem(row.id);
        }
        if (this.isSpecialist || this.isAuditor) {
            return this.action.doAction(await this.orm.call("res.partner", "action_ar_account", [[row.id]]));
        }
        const contact = { res_model: "res.partner", res_id: row.id, views: [[false, "form"]] };
        return this.action.doAction({ type: "ir.actions.act_window", ...contact });
    }

    async openItem(id) {
        this.action.doAction(await this.orm.call("account.move.line", "action_open_business_doc", [[id]]));
    }

    openNewInvoice() {
        return this.action.doAction("account.action_move_out_invoice", { viewType: "form" });
    }

    openImport() {
        return this.action.doAction("ar_specialist.ar_receivables_import_action");
    }
}

registry.category("actions").add("ar_specialist.aging", AgingAction);
