import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { PAGE, ReportAction } from "../report_screen/report_action";
import { AgingBar } from "./aging_bar";
import { AgingFilters } from "./aging_filters";
import { AgingSearch } from "./aging_search";
import { AgingSelection } from "./aging_selection";
import { AGING_CHOICES, NO_FILTERS, resolve } from "./aging_state";
import { AgingTable } from "./aging_table";

export class AgingAction extends ReportAction {
    static template = "ar_specialist.AgingAction";
    static path = "receivables-aging";
    static displayName = _t("Aging");
    static components = { AgingBar, AgingFilters, AgingSearch, AgingSelection, AgingTable, ControlPanel };
    static model = "ar.aging";
    static files = "aging";
    static reportChoices = AGING_CHOICES;
    static ofPage = ["sort", "offset", "column"];

    setup() {
        super.setup();
        Object.assign(this.data, { unfolded: {}, selected: {} });
    }

    readPage() {
        const { sort, offset, column } = this.report;
        return this.call("get_page", this.options, sort, offset, PAGE, column);
    }

    resolve(options) {
        return resolve(options);
    }

    forget() {
        super.forget();
        this.data.unfolded = {};
        this.clearSelection();
    }

    async update(patch) {
        const isOtherColumns = ["bucket_set_id", "credits_apart"].some((name) => name in patch);
        const columns = isOtherColumns ? { column: null, sort: this.sortWithoutColumn } : {};
        await super.update({ ...patch, ...columns });
    }

    /** Other buckets: a column's number means another span. */
    get sortWithoutColumn() {
        return isNaN(this.report.sort) ? this.report.sort : "name";
    }

    get isFiltered() {
        return !this.data.page.options.is_whole || this.report.column !== null;
    }

    /** The ledger's word on what is shown; rows of one bucket are not the whole, whatever the whole is. */
    get check() {
        return this.report.column === null ? this.data.check : { state: "narrowed", lines: [] };
    }

    get fileOptions() {
        return { ...this.options, column: this.report.column };
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
        const dialog = await this.call("put_on_hold", ids);
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
        const dialog = await this.call("dispute_items", ids);
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
        this.data.unfolded[this.rowKey(row)] = await this.call("get_items", this.options, row.id, row.currency_id);
    }

    /** List the items of a row, a column or both; null is all. */
    async openItems(key, column, currencyId) {
        await this.doActionOf("open_items", this.options, key, column, currencyId);
    }

    /** Open the invoice; or the customer's account, for those who may not see it the contact. */
    async openRecord(row) {
        if (this.report.group_by === "item") {
            return this.openItem(row.id);
        }
        if (this.mayOpenAccounts) {
            return this.openAccount(row.id);
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
