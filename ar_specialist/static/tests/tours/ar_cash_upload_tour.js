import { inputFiles } from "@web/../tests/utils";
import { registry } from "@web/core/registry";

const TABLE = [
    "Booking date;Amount;Currency;Name;Text",
    "03/04/2024;1250.00;USD;Tour Trading;INV 1",
    "05/04/2024;-30.00;USD;Bank;Fees",
].join("\n");
const BAD = "Booking date;Amount;Currency;Name\n31.02.2024;10.00;USD;Tour Trading";

registry.category("web_tour.tours").add("ar_cash_upload_tour", {
    steps: () => [
        { content: "Nothing was imported yet", trigger: ".o_view_nocontent:contains(No bank file)" },
        { content: "Import a file", trigger: ".o_control_panel button:contains(Import File)", run: "click" },
        {
            content: "Upload two",
            trigger: ".modal .o_field_widget[name=attachment_ids]",
            async run() {
                await inputFiles(".modal .o_field_widget[name=attachment_ids] .o_input_file", [
                    new File([TABLE], "april.csv", { type: "text/csv" }),
                    new File([BAD], "bad.csv", { type: "text/csv" }),
                ]);
            },
        },
        { content: "Both are there", trigger: ".modal .o_attachment:contains(bad.csv)" },
        { content: "Import them", trigger: ".modal-footer button:contains(Import)", run: "click" },
        { content: "One is refused", trigger: ".modal .o_data_row:contains(bad.csv):contains(Refused)" },
        { content: "With line, field and cause", trigger: ".modal .o_data_row:contains(2):contains(Booking date):contains(is not a day)" },
        { content: "The other leaves a question", trigger: ".modal .alert:contains(which day is 03/04/2024)" },
        { content: "Answer it", trigger: ".modal .alert label:contains(day first)", run: "click" },
        { trigger: ".modal-footer button:contains(Answer)", run: "click" },
        { content: "The next question", trigger: ".modal .alert:contains(into which journal)" },
        { trigger: ".modal .alert label:contains(Bank)", run: "click" },
        { trigger: ".modal .alert input:checked" },
        { trigger: ".modal-footer button:contains(Answer)", run: "click" },
        { content: "Imported", trigger: ".modal .o_data_row:contains(april.csv):contains(payments: 2)" },
        { content: "See it", trigger: ".modal-footer button:contains(Show What Was Imported)", run: "click" },
        { content: "Its statement", trigger: ".o_form_view .o_field_widget[name=statement_ids] .o_data_row" },
        { content: "Its payments", trigger: "button[name=action_open_lines]", run: "click" },
        { content: "Day first", trigger: ".o_list_view .o_data_row:contains(Tour Trading):contains(Apr 3)" },
        { content: "Back", trigger: ".breadcrumb-item a:contains(april.csv), .o_back_button a", run: "click" },
        { content: "Take it back", trigger: "button[name=action_undo]", run: "click" },
        { content: "Sure", trigger: ".modal-footer .btn-primary", run: "click" },
        { content: "Nothing is left of it", trigger: ".o_form_view .alert:contains(nothing of it is in the books)" },
    ],
});

registry.category("web_tour.tours").add("ar_cash_import_large_tour", {
    steps: () => [
        { content: "One is refused", trigger: ".o_data_row:contains(Refused) .o_data_cell:contains(wrong.csv)", run: "click" },
        { content: "It says why", trigger: ".o_form_view .o_data_row:contains(Booking date):contains(is not a day)" },
        { content: "Back", trigger: ".breadcrumb-item a, .o_back_button a", run: "click" },
        { content: "One asks", trigger: ".o_data_row:contains(Question) .o_data_cell:contains(asks.csv)", run: "click" },
        { trigger: "button[name=action_answer]", run: "click" },
        { trigger: ".modal .alert:contains(into which journal)" },
        { trigger: ".modal .alert label:contains(Bank)", run: "click" },
        { trigger: ".modal .alert input:checked" },
        { trigger: ".modal-footer button:contains(Answer)", run: "click" },
        { content: "It goes on", trigger: ".modal .o_data_row:contains(asks.csv):contains(In Progress)" },
        { content: "See how far it is", trigger: ".modal-footer button:contains(Show What Was Imported)", run: "click" },
        { trigger: ".o_form_view .alert:contains(waits for its turn) .o_progressbar" },
        { content: "Never mind", trigger: "button[name=action_cancel]", run: "click" },
        { content: "Sure", trigger: ".modal-footer .btn-primary", run: "click" },
        { trigger: ".o_form_view .alert:contains(Cancelled: nothing of it is in the books)" },
    ],
});
