import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_statement_tour", {
    steps: () => [
        { content: "Send", trigger: ".o_control_panel button:contains('Send Statements')", run: "click" },
        { content: "To all with something open", trigger: ".modal .o_field_widget[name=scope] input[data-value=all]:checked" },
        { content: "Look first", trigger: ".modal button[name=action_plan]", run: "click" },
        { content: "What is planned", trigger: ".o_form_view .o_arrow_button_current:contains('Planned')" },
        { content: "One by email", trigger: ".o_form_view [name=email_count]:contains('1')" },
        { content: "Who gets none", trigger: ".o_notebook .nav-link[name=skipped]", run: "click" },
        { content: "And why", trigger: ".o_data_row:contains('Nowhere'):contains('No email and no postal address')" },
        { content: "Who gets one", trigger: ".o_notebook .nav-link[name=statements]", run: "click" },
        { content: "Look at it", trigger: ".o_data_row:contains('Reader') td[name=partner_id]", run: "click" },
        {
            content: "As the customer gets it",
            trigger: ".o_form_view [name=preview] iframe",
            run() {
                if (!this.anchor.srcdoc.includes("110.00")) {
                    throw new Error("the preview does not tell the balance");
                }
            },
        },
        { content: "Back", trigger: ".breadcrumb-item:contains('Statements as of') a", run: "click" },
        { content: "Send", trigger: "button[name=action_execute]", run: "click" },
        { content: "Done", trigger: ".o_form_view .o_arrow_button_current:contains('Done')" },
        { content: "Print the others", trigger: "button[name=action_open_statements]:contains('To Print'):contains('1')" },
        { content: "The one by email", trigger: ".o_data_row:contains('Reader') td[name=partner_id]", run: "click" },
        { content: "Is sent", trigger: ".o_form_view .o_arrow_button_current:contains('Sent')" },
        { content: "Its figures", trigger: ".o_field_widget[name=line_ids] .o_data_row [name=closing]:contains('110.00')" },
    ],
});

registry.category("web_tour.tours").add("ar_statement_resend_tour", {
    steps: () => [
        { content: "What came back", trigger: ".o_form_view .alert-danger:contains('The mail came back')" },
        { content: "Send again", trigger: "button[name=action_resend]:contains('Send Again')", run: "click" },
        { content: "On its way", trigger: ".o_form_view [name=delivery_state]:contains('Outgoing')" },
        { content: "Told", trigger: ".o-mail-Chatter .o-mail-Message:contains('Sent by email to new@customer.example')" },
    ],
});
