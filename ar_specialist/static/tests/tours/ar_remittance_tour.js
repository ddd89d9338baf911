import { registry } from "@web/core/registry";

registry.category("web_tour.tours").add("ar_remittance_tour", {
    steps: () => [
        {
            content: "Paste a table",
            trigger: ".o_control_panel button:contains('Paste')",
            run: "click",
        },
        {
            content: "A number and an amount per line, and a total",
            trigger: ".modal [name=text] textarea",
            run: (helpers) => helpers.edit("INV/TOUR/0001 100.00\nINV/TOUR/0002 50.00\nTotal 150.00"),
        },
        { content: "Look elsewhere", trigger: ".modal [name=partner_id] input", run: "click" },
        { content: "It is told what was read", trigger: ".modal [name=summary]:contains('2 documents')" },
        { content: "Make it", trigger: ".modal button[name=action_read]", run: "click" },
        {
            content: "The customer is found by its documents",
            trigger: "body:not(:has(.modal)) .o_form_view [name=partner_id] input:value(Tour Payer)",
        },
        { content: "And the items", trigger: ".o_form_view [name=line_ids] .o_data_row:eq(1):contains('Found')" },
        {
            content: "Two payments fit: choose",
            trigger: ".o_notebook_headers a[name=suggested]",
            run: "click",
        },
        {
            content: "This one",
            trigger: ".o_field_widget[name=suggested_ids] .o_data_row:contains('second') button[name=action_link_remittance]",
            run: "click",
        },
        { content: "It is linked", trigger: ".o_statusbar_status .o_arrow_button_current:contains('Payment Found')" },
    ],
});
