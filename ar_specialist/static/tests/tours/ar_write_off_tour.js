import { registry } from "@web/core/registry";

const row = ".o_list_view .o_data_row:contains('Gone Customer')";

registry.category("web_tour.tours").add("ar_write_off_ask_tour", {
    steps: () => [
        { content: "Tick the item", trigger: `${row} .o_list_record_selector input`, run: "click" },
        { content: "Give it up", trigger: ".o_control_panel button[name=action_write_off]", run: "click" },
        { content: "Its draft", trigger: ".o_form_view .o_arrow_button_current:contains('Draft')" },
        { content: "Why", trigger: ".o_field_widget[name=reason_id] input", run: "edit Customer insolvent" },
        {
            content: "The reason",
            trigger: ".o_field_widget[name=reason_id] .dropdown-item:contains('Customer insolvent')",
            run: "click",
        },
        { content: "What the approver should know", trigger: ".o_field_widget[name=note] textarea", run: "edit No assets" },
        { content: "Ask", trigger: "button[name=action_request]", run: "click" },
        { content: "It waits", trigger: ".o_arrow_button_current:contains('To Approve')" },
        { content: "Not to be approved by oneself", trigger: ".o_form_view:not(:has(button[name=action_approve]))" },
    ],
});

registry.category("web_tour.tours").add("ar_write_off_decide_tour", {
    steps: () => [
        { content: "What waits", trigger: `${row}:contains('To Approve') .o_data_cell[name=partner_id]`, run: "click" },
        { content: "Approve", trigger: "button[name=action_approve]", run: "click" },
        { content: "Booked", trigger: ".o_arrow_button_current:contains('Written Off')" },
        { content: "To the customer", trigger: "button[name=action_open_account]", run: "click" },
        { content: "Its stage", trigger: ".o_form_view:contains('Gone Customer'):contains('Written off')" },
        { content: "What was given up", trigger: "button[name=action_write_offs]", run: "click" },
        { content: "The one", trigger: `${row} .o_data_cell[name=partner_id]`, run: "click" },
        { content: "Undo", trigger: "button[name=action_reverse]", run: "click" },
        { content: "Yes", trigger: ".modal-footer .btn-primary", run: "click" },
        { content: "Undone", trigger: ".o_arrow_button_current:contains('Reversed')" },
    ],
});
