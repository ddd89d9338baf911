import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_promise_tour", {
    steps: () => [
        {
            content: "Tick the item",
            trigger: ".o_data_row:contains('Promise Customer') .o_list_record_selector input",
            run: "click",
        },
        { content: "Promise", trigger: ".o_control_panel button[name=action_promise]", run: "click" },
        { content: "What is open is proposed", trigger: ".modal [name=amount] input:value(100)" },
        { content: "In two instalments", trigger: ".modal [name=proposed_parts] input", run: "edit 2" },
        { content: "What was said", trigger: ".modal [name=note] textarea", run: "edit after the fair" },
        { content: "The parts are proposed", trigger: ".modal [name=part_ids] .o_data_row:eq(1) [name=amount]:contains('50.00')" },
        { content: "Log it", trigger: ".modal button:contains('Log Promise')", run: "click" },
        {
            content: "Receivables",
            trigger: "body:not(:has(.modal)) .o_menu_sections button:contains('Receivables')",
            run: "click",
        },
        { content: "Promises", trigger: ".o-dropdown--menu .dropdown-item:contains('Promises')", run: "click" },
        { content: "Open it", trigger: ".o_data_row:contains('Promise Customer') td[name=account_id]", run: "click" },
        { content: "Take it back", trigger: ".o_form_view button[name=action_withdraw]", run: "click" },
        { content: "Yes", trigger: ".modal .btn-primary", run: "click" },
        { content: "It is withdrawn", trigger: ".o_statusbar_status .o_arrow_button_current:contains('Withdrawn')" },
    ],
});
