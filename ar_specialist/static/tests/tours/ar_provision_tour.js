import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_provision_tour", {
    steps: () => [
        { content: "Make one", trigger: ".o_list_button_add", run: "click" },
        { content: "Its day", trigger: ".o_field_widget[name=date] input, .o_field_widget[name=date] button", run: "click" },
        { content: "Write it", trigger: ".o_field_widget[name=date] input", run: "edit 06/30/2023 && press Tab" },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        { content: "Reckoned", trigger: ".o_ar_provision_grid td:contains('45,000.00')" },
        { content: "It is what the ledger has", trigger: ".o_ar_provision_summary button:contains('30,000,000.00')" },
        { content: "In all", trigger: ".o_ar_provision_summary .o_ar_provision_total:contains('580,000.00')" },
        { content: "Which items", trigger: ".o_ar_provision_grid button:contains('4,000,000.00')", run: "click" },
        { content: "One", trigger: ".o_list_view .o_data_row:contains('4,000,000.00')" },
        { content: "Back", trigger: ".breadcrumb-item.o_back_button a, .o_back_button", run: "click" },
        { content: "Hand it in", trigger: "button[name=action_review]", run: "click" },
        { content: "In review", trigger: ".o_arrow_button_current:contains('In Review')" },
        { content: "Post", trigger: "button[name=action_post]", run: "click" },
        { content: "Yes", trigger: ".modal-footer .btn-primary", run: "click" },
        { content: "Posted, and reversed as its day has come", trigger: ".o_arrow_button_current:contains('Reversed')" },
        { content: "Entries", trigger: "button[name=action_open_entries]", run: "click" },
        { content: "Two", trigger: ".o_list_view .o_data_row:nth-child(2)" },
    ],
});
