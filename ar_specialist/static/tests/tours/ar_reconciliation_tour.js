import { inputFiles } from "@web/../tests/utils";
import { registry } from "@web/core/registry";

const FILE = [
    "Vendor invoice no;Booked;Soll;Haben",
    "INV/TOUR/0001;01.06.2026;;1.000,00",
    "INV/TOUR/0002;02.06.2026;;480,00",
].join("\n");

registry.category("web_tour.tours").add("ar_reconciliation_tour", {
    steps: () => [
        {
            content: "Reconcile a customer",
            trigger: ".o_control_panel button:contains('Reconcile a Customer')",
            run: "click",
        },
        { content: "Whose books", trigger: ".modal [name=account_id] input", run: "edit Tour Customer" },
        { trigger: ".o-autocomplete--dropdown-item:contains('Tour Customer')", run: "click" },
        {
            content: "Its file",
            trigger: ".modal .o_field_widget[name=file] .o_select_file_button",
            async run() {
                await inputFiles(".modal .o_field_widget[name=file] .o_input_file", [
                    new File([FILE], "ledger.csv", { type: "text/csv" }),
                ]);
            },
        },
        { content: "It is there", trigger: ".modal .o_field_widget[name=file] input:value(ledger.csv)" },
        { content: "Read it", trigger: ".modal button[name=action_read]", run: "click" },
        { content: "It is told what was read", trigger: ".modal [name=summary]:contains('2 lines, together 1,480.00')" },
        { content: "A column was guessed", trigger: ".modal [name=column_ids] tr:contains('Vendor invoice no'):contains('Our document number')" },
        { content: "Compare", trigger: ".modal button[name=action_compare]", run: "click" },
        {
            content: "One agreed, two to clear up",
            trigger: "body:not(:has(.modal)) .o_form_view .alert-info:contains('1 agreed, 2 to clear up')",
        },
        {
            content: "Dispute the amount in one click",
            trigger: ".o_field_widget[name=difference_ids] .o_data_row:contains('Amount differs') button[name=action_open_dispute]",
            run: "click",
        },
        { content: "The case is there", trigger: ".o_form_view .o_breadcrumb:contains('DIS/'), .o_form_view [name=move_line_ids], .o_form_view [name=line_ids]" },
        { content: "Back to the reconciliation", trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a:last", run: "click" },
        {
            content: "The step is noted",
            trigger: ".o_field_widget[name=difference_ids] .o_data_row:contains('Amount differs') .badge:contains('Dispute')",
        },
        { content: "Sign it off", trigger: "button[name=action_sign]", run: "click" },
        { trigger: ".modal .modal-footer .btn-primary", run: "click" },
        { content: "Signed", trigger: ".o_statusbar_status .o_arrow_button_current:contains('Signed off')" },
    ],
});
