import { Component, onWillStart, useRef, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { registry } from "@web/core/registry";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { ControlPanel } from "@web/search/control_panel/control_panel";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { companiesInAddress } from "../aging/aging_companies";
import { AgingDate } from "../aging/aging_date";
import { TieOutCauses } from "./tie_out_causes";
import { TieOutTable } from "./tie_out_table";

const ICONS = {
    agrees: "fa-check-circle text-success",
    explained: "fa-info-circle text-warning",
    unexplained: "fa-exclamation-circle text-danger",
    empty: "fa-info-circle text-muted",
};

export class TieOutAction extends Component {
    static template = "ar_specialist.TieOutAction";
    static path = "receivables-tie-out";
    static displayName = _t("Tie-Out");
    static components = { AgingDate, ControlPanel, TieOutCauses, TieOutTable };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.pages = new KeepLast();
        const { state, action } = this.props;
        this.data = useState({ page: null, isLoading: false });
        this.asOf = state?.as_of || action.params?.as_of || action.context?.as_of || "";
        this.env.config.setDisplayName(_t("Tie-Out"));
        useSetupAction({ rootRef: this.root, getLocalState: () => ({ as_of: this.data.page.as_of }) });
        onWillStart(() => this.firstLoad());
    }

    /** A link may be mistyped: say so and show today. */
    async firstLoad() {
        try {
            await this.load(this.asOf);
        } catch (error) {
            if (!(error instanceof RPCError) || !this.asOf) {
                throw error;
            }
            await this.load("");
            this.notification.add(error.data.message, { type: "danger" });
        }
    }

    async load(asOf) {
        this.data.isLoading = true;
        try {
            this.data.page = await this.pages.add(this.orm.call("ar.tie.out", "get_page", [asOf]));
            this.props.updateActionState({ as_of: this.data.page.as_of, companies: companiesInAddress() });
        } finally {
            this.data.isLoading = false;
        }
    }

    get icon() {
        return ICONS[this.data.page.state];
    }

    get explaining() {
        return this.data.page.causes.filter((cause) => cause.explains);
    }

    get odd() {
        return this.data.page.causes.filter((cause) => !cause.explains);
    }

    exportUrl(format) {
        const parameters = new URLSearchParams({ as_of: this.data.page.as_of, cids: companiesInAddress() });
        return `/ar_specialist/tie_out.${format}?${parameters}`;
    }

    openCause(cause, part) {
        const place = part ? [part.account_id, part.currency_id] : [];
        return this.open("action_items", [cause.company_id, cause.code, ...place]);
    }

    openSide(method, companyId, accountId, currencyId) {
        return this.open(method, [companyId, accountId, currencyId || null]);
    }

    async open(method, args) {
        this.action.doAction(await this.orm.call("ar.tie.out", method, [this.data.page.as_of, ...args]));
    }
}

registry.category("actions").add("ar_specialist.tie_out", TieOutAction);
