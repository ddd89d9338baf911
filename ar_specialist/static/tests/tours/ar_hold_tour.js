import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_hold_tour", {
    steps: () => [
        { content: "Put on hold", trigger: ".o_form_view button[name=action_put_on_hold]", run: "click" },
        { content: "Say why", trigger: ".modal [name=reason] input", run: "edit Waits for our credit note" },
        { content: "Put it", trigger: ".modal button[name=action_put]", run: "click" },
        {
            content: "The account says so",
            trigger: "body:not(:has(.modal)) .o_form_view [name=hold_text]:contains('Waits for our credit note')",
        },
        { content: "Receivables", trigger: ".o_menu_sections button:contains('Receivables')", run: "click" },
        { content: "Runs", trigger: ".o-dropdown--menu .dropdown-item:contains('Runs')", run: "click" },
        { content: "Plan", trigger: ".o_control_panel button:contains('Plan Follow-ups')", run: "click" },
        { content: "Today", trigger: ".modal button[name=action_plan]", run: "click" },
        { content: "Nobody is left to send to", trigger: ".o_form_view [name=held_summary]:contains('customer on hold 2')" },
        { content: "Open it", trigger: ".o_data_row:contains('Late Customer'):contains('customer on hold') td[name=partner_id]", run: "click" },
        { content: "The reason", trigger: ".o_form_view .alert:contains('Held: customer on hold')" },
    ],
});
