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
