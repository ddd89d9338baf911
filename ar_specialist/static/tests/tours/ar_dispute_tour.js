import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_dispute_tour", {
    steps: () => [
        { content: "The customer contests something", trigger: ".o_form_view button[name=action_ar_dispute]", run: "click" },
        { content: "Why", trigger: ".modal .o_field_widget[name=reason_id] input", run: "edit Quantity" },
        { content: "Quantity", trigger: ".modal .o-autocomplete--dropdown-item:contains('Quantity')", run: "click" },
        { content: "In a few words", trigger: ".modal .o_field_widget[name=subject] input", run: "edit 3 boxes missing" },
        { content: "The item is there", trigger: ".modal .o_data_row td[name=amount]", run: "click" },
        { content: "30 of it", trigger: ".modal .o_data_row .o_field_widget[name=amount] input", run: "edit 30" },
        { content: "Open the case", trigger: ".modal button[name=action_open_case]", run: "click" },
        { content: "What is contested", trigger: ".o_form_view [name=amount_open]:contains('30.00')" },
        { content: "Look into it", trigger: ".o_statusbar_status button:contains('Investigating')", run: "click" },
        { content: "Investigating", trigger: ".o_arrow_button_current:contains('Investigating')" },
        { content: "They are right", trigger: "button[name=action_credit]", run: "click" },
        { content: "In part", trigger: ".modal .o_field_widget[name=amount] input", run: "edit 20 && press Tab" },
        { content: "The rest", trigger: ".modal .o_field_widget[name=rest] .o_radio_item:contains('is rejected') input", run: "click" },
        { content: "Post", trigger: ".modal button[name=action_credit]", run: "click" },
        { content: "Resolved", trigger: ".o_form_view .o_arrow_button_current:contains('Resolved')" },
        { content: "How", trigger: ".o_form_view .o_field_widget[name=resolution]:contains('Partly')" },
        { content: "The credit note", trigger: "button[name=action_open_documents]", run: "click" },
        { content: "Is posted", trigger: ".o_form_view .o_arrow_button_current:contains('Posted')" },
    ],
});
