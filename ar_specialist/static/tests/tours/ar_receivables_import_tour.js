import { inputFiles } from "@web/../tests/utils";
import { registry } from "@web/core/registry";

const FILE = [
    "Customer code;Customer name;Invoice number;When;Amount;Settled on",
    "T1;Tour Trading;TOUR-1;13.01.2024;1.250,00;",
    "T2;Tour Retail;TOUR-2;14.01.2024;980,50;20.02.2024",
    "T2;Tour Retail;TOUR-3;31.02.2024;10,00;",
].join("\n");

registry.category("web_tour.tours").add("ar_receivables_import_tour", {
    steps: () => [
        { content: "Nothing was imported yet: a new import", trigger: ".o_list_button_add", run: "click" },
        {
            content: "Upload a file",
            trigger: ".o_field_widget[name=file] .o_select_file_button",
            async run() {
                await inputFiles(".o_field_widget[name=file] .o_input_file", [
                    new File([FILE], "tour.csv", { type: "text/csv" }),
                ]);
            },
        },
        { content: "Check it", trigger: "button[name=action_check]:contains(Check File)", run: "click" },
        {
            content: "The date has no column yet, which is one fault of the file",
            trigger: ".o_field_widget[name=fault_ids] td:contains(no column holds it)",
        },
        { content: "See the columns", trigger: ".o_notebook .nav-link[name=columns]", run: "click" },
        { content: "A guessed one", trigger: ".o_field_widget[name=column_ids] tr:contains(TOUR-1):contains(Number)" },
        {
            content: "Choose what the unknown one holds",
            trigger: ".o_field_widget[name=column_ids] tr:contains(When) td[name=field]",
            run: "click",
        },
        {
            trigger: ".o_field_widget[name=column_ids] tr.o_selected_row td[name=field] input",
            run: "click",
        },
        { trigger: ".o_select_menu_item:contains(Invoice date)", run: "click" },
        { trigger: ".o_field_widget[name=column_ids] tr:contains(When) td[name=field]:contains(Invoice date), .o_field_widget[name=column_ids] td[name=field] input:value(Invoice date)" },
        { content: "Check it again", trigger: "button[name=action_check]:contains(Check Again)", run: "click" },
        { content: "Two rows are good", trigger: ".badge.text-bg-success:contains(2 good)" },
        { content: "See the faults", trigger: ".o_notebook .nav-link[name=faults]", run: "click" },
        {
            content: "The fault has row, column and cause",
            trigger: ".o_field_widget[name=fault_ids] tr:contains(4):contains(When):contains(31.02.2024)",
        },
        { content: "Import", trigger: "button[name=action_import]:contains(Import Good Rows)", run: "click" },
        { content: "Done", trigger: ".badge.text-bg-success:contains(2 imported)" },
        { content: "What was made", trigger: "button[name=action_open_moves]", run: "click" },
        { content: "The open invoice", trigger: ".o_list_view .o_data_row:contains(TOUR-1)" },
        { content: "The paid invoice", trigger: ".o_list_view .o_data_row:contains(TOUR-2):contains(Paid)" },
    ],
});
