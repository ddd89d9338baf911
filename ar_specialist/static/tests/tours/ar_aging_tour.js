import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const { DateTime } = luxon;
const TARDY = ".o_ar_aging_row:has(.o_ar_aging_name:contains('Tour Tardy'))";
const PROMPT = ".o_ar_aging_row:has(.o_ar_aging_name:contains('Tour Prompt'))";

function address() {
    return new URL(document.location.href).searchParams;
}

function check(isRight, message) {
    if (!isRight) {
        throw new Error(message);
    }
}

registry.category("web_tour.tours").add("ar_aging_tour", {
    steps: () => [
        stepUtils.showAppsMenuItem(),
        { trigger: ".o_app[data-menu-xmlid='account.menu_finance']", run: "click" },
        { trigger: "button[data-menu-xmlid='ar_specialist.menu_receivables']", run: "click" },
        { trigger: "a[data-menu-xmlid='ar_specialist.menu_ar_aging']", run: "click" },
        { content: "Both customers are there", trigger: `${TARDY}:contains('1,250.00')` },
        { trigger: `${PROMPT}:contains('367.00')` },
        { content: "The total is the ledger's", trigger: ".o_ar_aging_totals:contains('1,617.00') .o_ar_aging_equal" },

        { content: "Go back two days", trigger: ".o_ar_aging_date[data-name=as_of] input", run: "click" },
        {
            trigger: ".o_ar_aging_date[data-name=as_of] input",
            run() {
                const day = DateTime.now().minus({ days: 2 });
                this.anchor.value = day.toFormat("MM/dd/yyyy");
                this.anchor.dispatchEvent(new Event("input", { bubbles: true }));
                this.anchor.dispatchEvent(new Event("change", { bubbles: true }));
            },
        },
        { trigger: "body", run: "press Escape" },
        { content: "The payment was not there yet", trigger: `${PROMPT}:contains('400.00')` },
        {
            trigger: ".o_ar_aging_equal",
            run() {
                const day = DateTime.now().minus({ days: 2 }).toISODate();
                check(address().get("as_of") === day, "the day is not in the address");
            },
        },

        { content: "Only what is overdue", trigger: "button[name=overdue_only]", run: "click" },
        { trigger: `.o_ar_aging:not(:has(${PROMPT}))` },
        { content: "No promise about a part", trigger: ".o_ar_aging_narrowed" },

        { content: "Unfold", trigger: `${TARDY} .o_ar_aging_caret`, run: "click" },
        { trigger: ".o_ar_aging_item .o_ar_aging_number_link:contains('INV/')" },
        { trigger: ".o_ar_aging_item:contains('250.00'):contains('68')" },

        { content: "Drill down", trigger: `${TARDY} .o_ar_aging_amount:contains('1,000.00')`, run: "click" },
        { content: "One item", trigger: ".o_list_view .o_data_row:only-child, .o_list_view .o_data_row:contains('1,000.00')" },
        {
            trigger: ".o_list_view .o_data_row",
            run() {
                check(document.querySelectorAll(".o_data_row").length === 1, "the amount is one item");
            },
        },
        { content: "Back", trigger: ".o_back_button a, .o_breadcrumb .breadcrumb-item a", run: "click" },
        { content: "The filter is still set", trigger: "button[name=overdue_only].active" },
        {
            trigger: TARDY,
            run() {
                check(address().get("overdue") === "yes", "the filter is not in the address any more");
                check(!document.querySelector(".o_ar_aging_table").textContent.includes("Tour Prompt"), "filter lost");
            },
        },

        { content: "One bucket", trigger: ".o_ar_aging_bucket[data-column='3']", run: "click" },
        { trigger: ".o_ar_aging_bucket[data-column='3'].o_ar_aging_chosen" },
        { trigger: ".o_ar_aging_bucket[data-column='3']", run: "click" },

        { content: "Search", trigger: ".o_ar_aging_search input", run: "edit nobody at all" },
        { trigger: ".o_ar_aging_search input", run: "press Enter" },
        { content: "Nothing found: the screen says what to do", trigger: ".o_ar_aging_empty button", run: "click" },
        { content: "All filters are off", trigger: PROMPT },

        {
            content: "The files are of the same report",
            trigger: ".o_ar_aging_xlsx",
            run() {
                for (const format of ["pdf", "xlsx"]) {
                    const url = new URL(document.querySelector(`.o_ar_aging_${format}`).href);
                    const options = JSON.parse(url.searchParams.get("options"));
                    check(url.pathname === `/ar_specialist/aging.${format}`, `wrong address: ${url}`);
                    check(options.as_of === address().get("as_of"), "the file is of another day");
                    check(url.searchParams.get("cids"), "the file does not say of which companies");
                }
            },
        },
    ],
});
