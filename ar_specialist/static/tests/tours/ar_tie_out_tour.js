import { registry } from "@web/core/registry";
import { stepUtils } from "@web_tour/tour_utils";

const HEADLINE = ".o_ar_tie_out_headline";
const CAUSE = ".o_ar_tie_out_cause[data-code=without_partner]";

registry.category("web_tour.tours").add("ar_tie_out", {
    steps: () => [
        stepUtils.showAppsMenuItem(),
        { trigger: ".o_app[data-menu-xmlid='account.menu_finance']", run: "click" },
        { trigger: "button[data-menu-xmlid='ar_specialist.menu_receivables']", run: "click" },
        { trigger: "a[data-menu-xmlid='ar_specialist.menu_ar_tie_out']", run: "click" },
        { content: "The difference is told, and explained", trigger: `${HEADLINE}[data-state=explained]:contains('400.00')` },
        { content: "Both ledgers", trigger: ".o_ar_tie_out_account:contains('1,000.00'):contains('600.00')" },
        { content: "By what", trigger: `${CAUSE}:contains('1 item'):contains('400.00')` },
        { content: "Which item", trigger: `${CAUSE} .o_ar_tie_out_items`, run: "click" },
        { trigger: ".o_list_view .o_data_row:contains('-400.00') .o_data_cell[name=partner_id]", run: "click" },
        {
            content: "Set the customer",
            trigger: ".o_list_view .o_selected_row [name=partner_id] input",
            run: "edit Tour Payer",
        },
        { trigger: ".o-autocomplete--dropdown-item:contains('Tour Payer')", run: "click" },
        { trigger: ".o_list_button_save", run: "click" },
        { trigger: ".o_list_view .o_data_row:not(.o_selected_row):contains('Tour Payer')" },
        { content: "Back", trigger: ".o_back_button a, .o_breadcrumb .breadcrumb-item a", run: "click" },
        { content: "All is well, in one line", trigger: `${HEADLINE}[data-state=agrees]:contains('agrees with the general ledger')` },
        { trigger: `.o_ar_tie_out:not(:has(${CAUSE}))` },
    ],
});
