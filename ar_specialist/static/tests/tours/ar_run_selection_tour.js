import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_run_selection_tour", {
    steps: () => [
        { content: "Tick all", trigger: ".o_field_widget[name=notice_ids] thead .o_list_record_selector input", run: "click" },
        { content: "One waits for approval", trigger: "button[name=approve_selected]:contains('1')", run: "click" },
        { content: "It goes out now", trigger: "button[name=action_open_notices]:contains('To Send'):contains('2')" },
        {
            content: "Tick one",
            trigger: ".o_data_row:contains('Held Customer') .o_list_record_selector input",
            run: "click",
        },
        { content: "Cancel it", trigger: "button[name=cancel_selected]:contains('1')", run: "click" },
        { content: "It is", trigger: ".o_data_row:contains('Held Customer'):contains('Cancelled')" },
    ],
});
