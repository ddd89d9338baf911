import { registry } from "@web/core/registry";

const COLUMN = (name) => `.o_kanban_group:has(.o_column_title:contains('${name}'))`;

registry.category("web_tour.tours").add("ar_stage_tour", {
    steps: () => [
        { content: "Where everything begins", trigger: `${COLUMN("Current")} .o_kanban_record:contains('Old Customer')` },
        {
            content: "Drag it two stages on",
            trigger: `${COLUMN("Current")} .o_kanban_record:contains('Old Customer')`,
            run: `drag_and_drop (${COLUMN("Chasing")})`,
        },
        {
            content: "Open it there",
            trigger: `${COLUMN("Chasing")} .o_kanban_record:contains('Old Customer')`,
            run: "click",
        },
        { content: "The invoice stands there", trigger: ".o_form_view [name=ar_stage_shown_id] input:value(Chasing)" },
        {
            content: "The chatter tells from where, to where, and why",
            trigger: ".o-mail-Message:contains('Moved by hand'):contains('Current'):contains('Chasing')",
        },
        { content: "Back", trigger: ".o_back_button a, .o_breadcrumb .breadcrumb-item a", run: "click" },
        { content: "Receivables", trigger: ".o_menu_sections button:contains('Receivables')", run: "click" },
        { content: "Accounts", trigger: ".o-dropdown--menu .dropdown-item:contains('Customer Accounts')", run: "click" },
        {
            content: "Its customer went along; the latest money stands first",
            trigger: ".o_data_row:first:contains('Old Customer') [name=stage_id]:contains('Chasing')",
        },
    ],
});
