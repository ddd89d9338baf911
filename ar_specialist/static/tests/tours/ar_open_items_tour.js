import { registry } from "@web/core/registry";

const row = ".o_list_view .o_data_row:contains('Tour Customer')";

registry.category("web_tour.tours").add("ar_open_items_tour", {
    steps: () => [
        { content: "Overdue is the default", trigger: ".o_searchview_facet:contains('Overdue')" },
        { content: "12 days late", trigger: `${row}:contains('12 days late'):contains('1-30')` },
        { content: "What is not due yet is not there", trigger: ".o_list_view:not(:contains('Due in 20 days'))" },
        {
            content: "Keep one bucket",
            trigger: ".o_search_panel .o_search_panel_filter_value:contains('31-60') input",
            run: "click",
        },
        { content: "Its item is left", trigger: ".o_list_view:not(:contains('12 days late')):contains('40 days late')" },
        {
            content: "All buckets again",
            trigger: ".o_search_panel .o_search_panel_filter_value:contains('31-60') input",
            run: "click",
        },
        { content: "Show all", trigger: ".o_searchview_facet .o_facet_remove", run: "click" },
        { content: "The coming one, too", trigger: `${row}:contains('Due in 20 days')` },
        { content: "Open the search menu", trigger: ".o_searchview_dropdown_toggler", run: "click" },
        { content: "Group by bucket", trigger: ".o_group_by_menu .o_menu_item:contains('Bucket')", run: "click" },
        { content: "First group", trigger: ".o_group_header:first:contains('Not due')" },
        { content: "Unfold", trigger: ".o_group_header:contains('1-30')", run: "click" },
        { content: "Its item", trigger: `${row}:contains('12 days late')` },
        { content: "Pivot", trigger: ".o_switch_view.o_pivot", run: "click" },
        { content: "Buckets", trigger: ".o_pivot:contains('Not due'):contains('31-60')" },
        { content: "Back to the list", trigger: ".o_switch_view.o_list", run: "click" },
        { content: "Open the document", trigger: `${row}:contains('12 days late') .o_data_cell[name=move_name]`, run: "click" },
        { content: "Its age", trigger: ".o_form_view div[name=ar_aging]:contains('12 days late'):contains('1-30')" },
        {
            content: "To the customer",
            trigger: ".o_form_view .o_field_widget[name=partner_id] a:contains('Tour Customer')",
            run: "click",
        },
        { content: "A part of the strip", trigger: ".o_ar_aging_part:contains('31-60')", run: "click" },
        { content: "Its items alone", trigger: ".o_list_view .o_data_row:only-child:contains('40 days late')" },
        { content: "Back", trigger: ".breadcrumb-item:contains('Tour Customer') a", run: "click" },
        { content: "All of the customer", trigger: "button[name=action_ar_open_items]:contains('Receivable')", run: "click" },
        { content: "Late and coming", trigger: ".o_list_view:contains('40 days late'):contains('Due in 20 days')" },
    ],
});
