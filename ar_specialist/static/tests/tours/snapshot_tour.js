import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_snapshot_tour", {
    steps: () => [
        { content: "No snapshot yet: take one", trigger: ".o_control_panel button:contains('Take a Snapshot')", run: "click" },
        { content: "Of a day", trigger: ".modal [name=date] input, .modal button[name=date]" },
        { content: "Take it", trigger: ".modal button[name=action_take]", run: "click" },
        { content: "The aging of then", trigger: ".o_form_view .o_ar_aging_part:contains('61-90')" },
        { content: "Compare", trigger: ".o_form_view button[name=action_compare]", run: "click" },
        { content: "Nothing changed", trigger: ".o_form_view .alert-success:contains('The ledger tells the same')" },
        { content: "Its customers", trigger: ".o_form_view button[name=action_lines]", run: "click" },
        { content: "One owes", trigger: ".o_list_view .o_data_row td[name=partner_id]:contains('Azure')" },
        { content: "Back", trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a:last", run: "click" },
        { content: "The snapshot again", trigger: ".o_form_view button[name=action_compare]" },
    ],
});

registry.category("web_tour.tours").add("ar_snapshot_changed_tour", {
    steps: () => [
        { content: "Open the snapshot", trigger: ".o_list_view .o_data_row td[name=date]", run: "click" },
        { content: "Compare", trigger: ".o_form_view button[name=action_compare]", run: "click" },
        {
            content: "What changed, and why",
            trigger: ".o_list_view .o_data_row:has(td[name=cause]:contains('Backdated entry')) td[name=partner_id]:contains('Azure')",
            run: "click",
        },
        { content: "The item that was entered", trigger: ".o_list_view .o_data_row td:contains('INV/2021/')" },
    ],
});
