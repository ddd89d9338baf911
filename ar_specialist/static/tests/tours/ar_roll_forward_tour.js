import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const ALPHA = ".o_ar_aging_row:has(.o_ar_aging_name:contains('Roll Alpha'))";
const BETA = ".o_ar_aging_row:has(.o_ar_aging_name:contains('Roll Beta'))";

function check(isRight, message) {
    if (!isRight) {
        throw new Error(message);
    }
}

registry.category("web_tour.tours").add("ar_roll_forward_tour", {
    steps: () => [
        stepUtils.showAppsMenuItem(),
        { trigger: ".o_app[data-menu-xmlid='account.menu_finance']", run: "click" },
        { trigger: "button[data-menu-xmlid='account.menu_finance_reports']", run: "click" },
        { trigger: "a[data-menu-xmlid='ar_specialist.menu_reporting_ar_roll_forward']", run: "click" },
        { content: "The last month: Beta is new in it", trigger: `${BETA}:contains('50.00')` },
        { content: "Alpha came with 100 and paid 97 of it", trigger: `${ALPHA}:contains('-97.00'):contains('-3.00')` },
        { content: "It closes at the ledger's balance", trigger: ".o_ar_aging_totals:contains('50.00')" },
        { trigger: ".o_ar_roll_check .o_ar_aging_equal" },

        { content: "Drill down", trigger: `${ALPHA} .o_ar_aging_amount[data-column=write_offs]`, run: "click" },
        { content: "The part that was lost", trigger: ".o_data_row:contains('-3.00')" },
        { content: "Back", trigger: ".o_back_button a, .o_breadcrumb .breadcrumb-item a", run: "click" },

        { content: "By account", trigger: "button[name=group_by]", run: "click" },
        { trigger: ".o-dropdown-item:contains('Account')", run: "click" },
        { trigger: ".o_ar_aging_row .o_ar_aging_name:contains('Account Receivable')" },

        { content: "This month", trigger: "button[name=period]", run: "click" },
        { trigger: ".o-dropdown-item:contains('This month')", run: "click" },
        { content: "Nothing has moved yet", trigger: ".o_ar_aging_totals .o_ar_aging_amount[data-column=opening]:contains('50.00')" },

        { content: "Search", trigger: ".o_ar_aging_search input", run: "edit nobody at all" },
        { trigger: ".o_ar_aging_search input", run: "press Enter" },
        { content: "Nothing found: the screen says what to do", trigger: ".o_ar_aging_empty button", run: "click" },
        {
            content: "The files are of the same report",
            trigger: ".o_ar_aging_totals",
            run() {
                const address = new URL(document.location.href).searchParams;
                for (const format of ["pdf", "xlsx"]) {
                    const url = new URL(document.querySelector(`.o_ar_roll_${format}`).href);
                    const options = JSON.parse(url.searchParams.get("options"));
                    check(url.pathname === `/ar_specialist/roll_forward.${format}`, `wrong address: ${url}`);
                    check(options.date_from === address.get("from"), "the file is of another period");
                    check(options.group_by === "account", "the file is by something else");
                    check(url.searchParams.get("cids"), "the file does not say of which companies");
                }
            },
        },
    ],
});
