import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_worklist_tour", {
    steps: () => [
        {
            content: "The worklist begins with whoever has most points",
            trigger: ".o_list_view .o_data_row:first-child td[name=partner_id]:contains('Old Customer')",
        },
        { content: "What waits today", trigger: ".o_ar_worklist_hints button:contains('to do today')" },
        { content: "Open the first", trigger: ".o_data_row:first-child td[name=partner_id]", run: "click" },
        { content: "Why it is the first", trigger: ".o_form_view [name=score_text]:contains('Next action due')" },
        { content: "Log the call", trigger: ".o_form_view button[name=action_log_contact]", run: "click" },
        {
            content: "They promise",
            trigger: ".modal [name=outcome_id] button:contains('Promised to pay')",
            run: "click",
        },
        { content: "For a day", trigger: ".modal [name=promise_date] input, .modal button[name=promise_date]", run: "click" },
        { content: "The last day shown", trigger: ".o_datetime_picker .o_date_item_cell:not([disabled]):last", run: "click" },
        { content: "What they said", trigger: ".modal [name=note] textarea", run: "edit Money comes with the next run" },
        { content: "Save and go on", trigger: ".modal button[name=action_save_next]", run: "click" },
        {
            content: "The next customer",
            trigger: "body:not(:has(.modal)) .o_form_view [name=partner_id]:contains('Late Customer')",
        },
        { content: "The timeline", trigger: ".o_form_view .nav-link[name=timeline]", run: "click" },
        { content: "Back to the worklist", trigger: ".o_breadcrumb .o_back_button, .breadcrumb-item a", run: "click" },
        { content: "It is shorter by what was done", trigger: ".o_list_view .o_data_row" },
    ],
});

registry.category("web_tour.tours").add("ar_worklist_keys_tour", {
    steps: () => [
        { content: "The worklist", trigger: ".o_list_view .o_data_row:first-child td[name=partner_id]:contains('Old Customer')" },
        { content: "Into the list", trigger: ".o_searchview_input:focus", run: "press ArrowDown" },
        { content: "To its first row", trigger: ".o_list_view thead :focus", run: "press ArrowDown" },
        { content: "Open it", trigger: ".o_data_row:first-child :focus", run: "press Enter" },
        { content: "The customer", trigger: ".o_form_view [name=partner_id]:contains('Old Customer')" },
        { content: "Next, without a word said", trigger: ".o_form_view button[name=action_next_account]", run: "press Alt+g" },
        { content: "Is the second", trigger: ".o_form_view [name=partner_id]:contains('Late Customer')" },
        { content: "And the first again", trigger: ".o_form_view button[name=action_next_account]", run: "press Alt+g" },
        { content: "Here it is", trigger: ".o_form_view [name=partner_id]:contains('Old Customer')" },
        { content: "Log the call", trigger: ".o_form_view button[name=action_log_contact]", run: "press Alt+l" },
        {
            content: "An outcome, by Tab and Enter",
            trigger: ".modal [name=outcome_id] button:contains('Left a message')",
            async run(helpers) {
                while (document.activeElement !== this.anchor) {
                    await helpers.press("Tab");
                }
                await helpers.press("Enter");
            },
        },
        { content: "Chosen", trigger: ".modal [name=outcome_id] button.active:contains('Left a message')" },
        { content: "Two lines of what they said", trigger: ".modal [name=note] textarea", run: "edit Call again" },
        { content: "Shift+Enter stays", trigger: ".modal [name=note] textarea", run: "press Shift+Enter" },
        { content: "Enter goes on", trigger: ".modal [name=note] textarea", run: "press Enter" },
        {
            content: "To the next customer",
            trigger: "body:not(:has(.modal)) .o_form_view [name=partner_id]:contains('Late Customer')",
        },
    ],
});
