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
import { companiesInAddress, followCompanies } from "../aging/aging_companies";
import { AgingDate } from "../aging/aging_date";
import { AgingSearch } from "../aging/aging_search";
import { AgingSelect } from "../aging/aging_select";
import { EMPTY_ROLL, fromAddress, toAddress, toOptions } from "./roll_forward_state";
import { RollForwardTable } from "./roll_forward_table";

const PAGE = 80;

/** How what was open became what is open, in a period. */
export class RollForwardAction extends Component {
    static template = "ar_specialist.RollForwardAction";
    static path = "receivables-roll-forward";
    static displayName = _t("Roll-Forward");
    static components = { AgingDate, AgingSearch, AgingSelect, ControlPanel, RollForwardTable };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.pages = new KeepLast();
        this.checks = new KeepLast();
        this.roll = useState(this.props.state?.roll || fromAddress(this.props.action.params || {}));
        this.data = useState({ page: null, check: null, isLoading: false });
        this.searchText = _t("Search customer…");
        this.env.config.setDisplayName(_t("Roll-Forward"));
        useSetupAction({ rootRef: this.root, getLocalState: () => ({ roll: { ...this.roll } }) });
        usePager(() => this.pagerProps);
        onWillStart(() => this.start());
        onMounted(() => this.completeAddress());
    }

    /** An address without options gets them in place: one more entry in the history would trap the Back button. */
    completeAddress() {
        if (router.current.action === RollForwardAction.path) {
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
        const [choices, isSpecialist, isAuditor] = await Promise.all([
            this.orm.call("ar.roll.forward", "get_choices", []),
            user.hasGroup("ar_specialist.group_specialist"),
            user.hasGroup("account.group_account_readonly"),
            this.firstLoad(),
        ]);
        this.choices = choices;
        this.mayOpenAccounts = isSpecialist || isAuditor;
    }

    /** A link may be old or mistyped: say so and show the report without it. */
    async firstLoad() {
        try {
            await this.load();
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            Object.assign(this.roll, EMPTY_ROLL);
            await this.load();
            this.notification.add(error.data.message, { type: "danger" });
        }
    }

    get options() {
        return toOptions(this.roll);
    }

    get address() {
        return { ...toAddress(this.roll), companies: companiesInAddress() };
    }

    async load() {
        const { sort, offset } = this.roll;
        const page = await this.pages.add(
            this.orm.call("ar.roll.forward", "get_page", [this.options], { sort, offset, limit: PAGE })
        );
        this.data.page = page;
        Object.assign(this.roll, page.options, { offset: page.offset });
        this.props.updateActionState(this.address);
        if (!this.data.check) {
            this.compare();
        }
    }

    async compare() {
        this.data.check = await this.checks.add(this.orm.call("ar.roll.forward", "ledger_check", [this.options]));
    }

    /** Change the report; what was shown stays until the new page is there, and comes back when it is refused. */
    async update(patch) {
        const before = { ...this.roll };
        const isOther = !Object.keys(patch).every((name) => ["sort", "offset"].includes(name));
        Object.assign(this.roll, "offset" in patch ? {} : { offset: 0 }, patch);
        if (isOther) {
            this.data.check = null;
        }
        this.data.isLoading = true;
        try {
            await this.load();
        } catch (error) {
            if (!(error instanceof RPCError)) {
                throw error;
            }
            Object.assign(this.roll, before);
            this.notification.add(error.data.message, { type: "danger" });
            await this.compare();
        } finally {
            this.data.isLoading = false;
        }
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

    /** The chosen days as one of the periods, or as days of one's own. */
    get periods() {
        return [...this.choices.periods, { id: "own", name: _t("Own days") }];
    }

    get period() {
        const { date_from, date_to } = this.roll;
        return this.choices.periods.find(({ first, last }) => first === date_from && last === date_to)?.id || "own";
    }

    setPeriod(id) {
        const period = this.choices.periods.find((one) => one.id === id);
        if (period) {
            this.update({ date_from: period.first, date_to: period.last });
        }
    }

    /** A first day after the last one takes the last one along, and the other way round. */
    setDay(name, day) {
        const days = { date_from: this.roll.date_from, date_to: this.roll.date_to, [name]: day };
        if (days.date_from > days.date_to) {
            days.date_from = days.date_to = day;
        }
        this.update(days);
    }

    get groupLabel() {
        return this.choices.groupings.find((grouping) => grouping.id === this.roll.group_by)?.name || "";
    }

    exportUrl(format) {
        const parameters = new URLSearchParams({ options: JSON.stringify(this.options), cids: companiesInAddress() });
        return `/ar_specialist/roll_forward.${format}?${parameters}`;
    }

    async openItems(column, key, currencyId) {
        const args = [column, key, currencyId, this.options];
        this.action.doAction(await this.orm.call("ar.roll.forward", "action_items", args));
    }

    async openLedger() {
        const args = [{ as_of: this.roll.date_to }];
        this.action.doAction(await this.orm.call("ar.aging", "open_ledger", args));
    }

    get canOpen() {
        return this.roll.group_by === "partner" && this.mayOpenAccounts;
    }

    async openRecord(row) {
        this.action.doAction(await this.orm.call("res.partner", "action_ar_account", [[row.id]]));
    }
}

registry.category("actions").add("ar_specialist.roll_forward", RollForwardAction);
