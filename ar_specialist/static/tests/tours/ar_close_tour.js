import { registry } from "@web/core/registry";

const row = (name) => `.o_field_widget[name=check_ids] .o_data_row:contains('${name}')`;

function settled(name, button) {
    return [
        { content: `Settle: ${name}`, trigger: `${row(name)} button[name=${button}]`, run: "click" },
        { content: `Settled: ${name}`, trigger: `${row(name)} [name=state]:contains('Ok')` },
    ];
}

function waived(name) {
    return [
        { content: `Let it stay: ${name}`, trigger: `${row(name)} button[name=action_waive]`, run: "click" },
        { content: "Say why", trigger: ".modal [name=reason] input", run: "edit Agreed with the controller" },
        { content: "Confirm", trigger: ".modal button[name=action_confirm]", run: "click" },
        { content: `Waived: ${name}`, trigger: `body:not(:has(.modal)) ${row(name)} [name=state]:contains('Waived')` },
    ];
}

registry.category("web_tour.tours").add("ar_close", {
    steps: () => [
        { content: "A new month", trigger: ".o_list_button_add", run: "click" },
        { content: "The last one", trigger: ".o_form_view [name=date_from] input, .o_form_view [name=date_from] button" },
        { content: "Open it", trigger: ".o_form_button_save", run: "click" },
        { content: "What agrees", trigger: `${row("Receivables agree")} [name=state]:contains('Ok')` },
        { content: "What stands in the way", trigger: `${row("No draft invoices")} [name=state]:contains('Attention')` },
        { content: "Go there", trigger: `${row("No draft invoices")} button[name=action_open]`, run: "click" },
        { content: "The draft", trigger: ".o_list_view .o_data_row:contains('Close Customer') td[name=invoice_partner_display_name]", run: "click" },
        { content: "Post it", trigger: ".o_form_view button[name=action_post]", run: "click" },
        { content: "Posted", trigger: ".o_arrow_button_current:contains('Posted')" },
        { content: "Back", trigger: ".o_back_button", run: "click" },
        { content: "Nothing left", trigger: ".o_list_view:not(:has(.o_data_row))" },
        { content: "Back to the month", trigger: ".o_back_button", run: "click" },
        { content: "Look again", trigger: ".o_form_view button[name=action_refresh]", run: "click" },
        { content: "No draft any more", trigger: `${row("No draft invoices")} [name=state]:contains('Ok')` },
        ...waived("Invoices sent"),
        ...settled("Largest overdue customers", "action_done"),
        ...settled("Invoicing cut-off", "action_done"),
        ...settled("Aging snapshot", "action_make"),
        ...waived("Provision posted"),
        { content: "Hand it over", trigger: "button[name=action_submit]:visible", run: "click" },
        { content: "To sign", trigger: ".o_arrow_button_current:contains('To sign')" },
        { content: "Sign", trigger: "button[name=action_sign]", run: "click" },
        { content: "Yes", trigger: ".modal .btn-primary", run: "click" },
        { content: "Closed", trigger: ".o_arrow_button_current:contains('Closed')", timeout: 60000 },
        { content: "Nothing to change any more", trigger: ".o_form_view:not(:has(button[name=action_waive]))" },
        { content: "Lock dates are suggested", trigger: ".alert button[name=action_lock_dates]", run: "click" },
        { content: "Nothing is set by itself", trigger: ".modal button:contains('Discard')", run: "click" },
        { content: "Still as it was", trigger: "body:not(:has(.modal)) .alert button[name=action_lock_dates]" },
    ],
});
