import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_policy_tour", {
    steps: () => [
        { content: "Open the policy", trigger: ".o_data_row:contains('Standard') td[name=name]", run: "click" },
        { content: "For whom", trigger: ".o_form_view [name=segment_summary]:contains('Everyone who is left')" },
        { content: "Not on Saturdays", trigger: ".o_form_view button[name=saturday][aria-pressed=true]", run: "click" },
        { content: "Off", trigger: ".o_form_view button[name=saturday][aria-pressed=false]" },
        { content: "A level", trigger: ".o_data_row:contains('First reminder') td[name=name]", run: "click" },
        { content: "Another day", trigger: ".modal [name=days] input", run: "edit 6" },
        { content: "Save it", trigger: ".modal .o_form_button_save", run: "click" },
        { content: "Taken over", trigger: "body:not(:has(.modal)) .o_data_row:contains('First reminder') td[name=days]:contains('6')" },
        { content: "Save", trigger: ".o_form_button_save", run: "click" },
        { content: "Saved", trigger: ".o_form_saved, .o_form_view:not(:has(.o_form_button_save:visible))" },
        { content: "Which customers?", trigger: "button[name=action_preview_customers]", run: "click" },
        { content: "Late is one", trigger: ".o_list_view .o_data_row:contains('Late Customer')" },
        { content: "The one of another policy is not", trigger: ".o_list_view:not(:contains('Old Customer'))" },
    ],
});
