import { Component, onMounted, onWillStart, useRef, useState } from "@odoo/owl";
import { router } from "@web/core/browser/router";
import { _t } from "@web/core/l10n/translation";
import { RPCError } from "@web/core/network/rpc";
import { user } from "@web/core/user";
import { KeepLast } from "@web/core/utils/concurrency";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { usePager } from "@web/search/pager_hook";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { companiesInAddress, followCompanies } from "./report_companies";

export const PAGE = 80;

/**
 * A report on a screen of its own: what is chosen stands in the address, the server answers with a page of it, the
 * files are of the same, and the general ledger says whether it is right.
 */
export class ReportAction extends Component {
    static props = { ...standardActionServiceProps };
    /** The model that answers. */
    static model = "";
    /** What its files are called in their address. */
    static files = "";
    /** What can be chosen, a `ReportChoices`. */
    static reportChoices = null;
    /** Choices that leave the figures what they are. */
    static ofPage = ["sort", "offset"];
    /** Whether the general ledger is asked apart from the figures. */
    static isChecked = true;

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.pages = new KeepLast();
        this.checks = new KeepLast();
        this.report = useState(this.props.state?.report || this.constructor.reportChoices.fromAddress(this.given));
        this.data = useState({ page: null, check: null, isLoading: false });
        this.env.config.setDisplayName(this.constructor.displayName.toString());
        useSetupAction({ rootRef: this.root, getLocalState: () => ({ report: { ...this.report } }) });
        usePager(() => this.pagerProps);
        onWillStart(() => this.start());
        onMounted(() => this.completeAddress());
    }

    /** What address or action say of the report. */
    get given() {
        return this.props.action.params || {};
    }

    /** An address without options gets them in place: one more entry in the history would trap the Back button. */
    completeAddress() {
        if (router.current.action === this.constructor.path) {
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
        await Promise.all([this.prepare(), this.firstLoad()]);
    }

    /** Learn what can be chosen, and what the user may do. */
    async prepare() {
        [this.choices, this.isSpecialist, this.isAuditor] = await Promise.all([
            this.call("get_choices"),
            user.hasGroup("ar_specialist.group_specialist"),
            user.hasGroup("account.group_account_readonly"),
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
            Object.assign(this.report, this.constructor.reportChoices.empty);
            await this.load();
            this.notification.add(error.data.message, { type: "danger" });
        }
    }

    call(method, ...args) {
        return this.orm.call(this.constructor.model, method, args);
    }

    async doActionOf(method, ...args) {
        this.action.doAction(await this.call(method, ...args));
    }

    get options() {
        return this.constructor.reportChoices.toOptions(this.report);
    }

    get address() {
        return { ...this.constructor.reportChoices.toAddress(this.report), companies: companiesInAddress() };
    }

    /** Ask for a page of the report; what it took for choices left open is in its `options`. */
    readPage() {
        const { sort, offset } = this.report;
        return this.call("get_page", this.options, sort, offset, PAGE);
    }

    /** Return the choices to take from what the server took. */
    resolve(options) {
        return options;
    }

    async load() {
        const page = await this.pages.add(this.readPage());
        this.data.page = page;
        Object.assign(this.report, this.resolve(page.options), "offset" in page ? { offset: page.offset } : {});
        this.props.updateActionState(this.address);
        if (!this.data.check) {
            this.compare();
        }
    }

    async compare() {
        if (this.constructor.isChecked) {
            this.data.check = await this.checks.add(this.call("ledger_check", this.options));
        }
    }

    /** Forget what was shown beside other figures. */
    forget() {
        this.data.check = null;
    }

    /** Change the report; what was shown stays until the new page is there, and comes back when it is refused. */
    async update(patch) {
        const before = { ...this.report };
        Object.assign(this.report, "offset" in patch || !("offset" in before) ? {} : { offset: 0 }, patch);
        if (!Object.keys(patch).every((name) => this.constructor.ofPage.includes(name))) {
            this.forget();
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

    get pagerProps() {
        const { page } = this.data;
        if (!page || !("count" in page)) {
            return null;
        }
        return {
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

    /** The options of the files. */
    get fileOptions() {
        return this.options;
    }

    exportUrl(format) {
        const parameters = new URLSearchParams({
            options: JSON.stringify(this.fileOptions),
            cids: companiesInAddress(),
        });
        return `/ar_specialist/${this.constructor.files}.${format}?${parameters}`;
    }

    /** The day on which the report must be what the general ledger says. */
    get ledgerDay() {
        return this.report.as_of;
    }

    /** Open the ledger's items; what differs from it, the tie-out explains. */
    async openLedger() {
        const as_of = this.ledgerDay;
        if (this.data.check.state === "different") {
            return this.action.doAction("ar_specialist.ar_tie_out_action", { additionalContext: { as_of } });
        }
        this.action.doAction(await this.orm.call("ar.aging", "open_ledger", [{ as_of }]));
    }

    /** Whether the user may open the account of a customer. */
    get mayOpenAccounts() {
        return this.isSpecialist || this.isAuditor;
    }

    async openAccount(partnerId) {
        this.action.doAction(await this.orm.call("res.partner", "action_ar_account", [[partnerId]]));
    }
}
