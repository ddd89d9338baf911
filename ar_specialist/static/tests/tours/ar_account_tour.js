import { registry } from "@web/core/registry";

const tick = (number) => `.o_data_row:nth-child(${number}) .o_list_record_selector input`;

registry.category("web_tour.tours").add("ar_account_tour", {
    steps: () => [
        { content: "Two invoices are late", trigger: ".o_ar_figure_main:contains('300.00')" },
        { content: "Tick the first", trigger: tick(1), run: "click" },
        { content: "Its sum", trigger: ".o_ar_aging_selection:contains('1 selected'):contains('100.00')" },
        { content: "And the second", trigger: tick(2), run: "click" },
        { content: "Both", trigger: ".o_ar_aging_selection:contains('2 selected'):contains('300.00')" },
        { content: "A promise", trigger: ".o_ar_aging_selection button[name=action_promise]", run: "click" },
        { content: "All that is open is proposed", trigger: ".modal .o_field_widget[name=amount] input:value('300.00')" },
        { content: "120 of it", trigger: ".modal .o_field_widget[name=amount] input", run: "edit 120" },
        { content: "Until a day to come", trigger: ".modal .o_field_widget[name=date] button, .modal .o_field_widget[name=date] input", run: "click" },
        { content: "That day", trigger: ".modal .o_field_widget[name=date] input", run: "edit 12/31/2099 && press Tab" },
        { content: "Log it", trigger: ".modal button:contains('Log Promise')", run: "click" },
        { content: "It is not to be collected now", trigger: "body:not(:has(.modal)) .o_ar_figure_main:contains('180.00')" },
        { content: "But promised", trigger: ".o_ar_figure[name=action_promises]:contains('120.00')" },
        { content: "Nothing is ticked any more", trigger: ".o_form_view:not(:has(.o_ar_aging_selection))" },
        { content: "The promise", trigger: ".o_notebook .nav-link:contains('Promises')", run: "click" },
        { content: "Stands there", trigger: ".o_field_widget[name=promise_ids] .o_data_row:contains('120.00')" },
        { content: "What falls due later", trigger: ".o_ar_figure[name=action_figure]:contains('Not due')", run: "click" },
        { content: "Is listed", trigger: ".o_list_view .o_data_row:only-child:contains('50.00')" },
    ],
});

registry.category("web_tour.tours").add("ar_account_from_aging_tour", {
    steps: () => [
        { content: "The customer in the aging", trigger: ".o_ar_aging_name:contains('partner_a')", run: "click" },
        { content: "Opens its account", trigger: ".o_form_view .o_ar_figure_main:contains('300.00')" },
    ],
});

const card = (text) => `.o_field_widget[name=open_item_ids] .o_kanban_record:contains('${text}') .o_ar_card_tick input`;

registry.category("web_tour.tours").add("ar_account_phone_tour", {
    steps: () => [
        { content: "Tick a card", trigger: card("100.00"), run: "click" },
        { content: "Its sum", trigger: ".o_ar_aging_selection:contains('1 selected'):contains('100.00')" },
        { content: "The form stays: ticking opens nothing", trigger: card("200.00"), run: "click" },
        { content: "Both", trigger: ".o_ar_aging_selection:contains('2 selected'):contains('300.00')" },
        { content: "One less", trigger: card("100.00"), run: "click" },
        { content: "The other", trigger: ".o_ar_aging_selection:contains('1 selected'):contains('200.00')" },
        { content: "Nothing", trigger: ".o_ar_aging_selection button[name=clear_selection]", run: "click" },
        { content: "No bar", trigger: ".o_form_view:not(:has(.o_ar_aging_selection)):not(:has(.o_ar_card_tick input:checked))" },
        { content: "Again", trigger: card("100.00"), run: "click" },
        { content: "A promise", trigger: ".o_ar_aging_selection button[name=action_promise]", run: "click" },
        { content: "Of this item", trigger: ".modal .o_field_widget[name=amount] input:value('100.00')" },
    ],
});

registry.category("web_tour.tours").add("ar_account_phone_reader_tour", {
    steps: () => [
        { content: "The items", trigger: ".o_field_widget[name=open_item_ids] .o_kanban_record:contains('100.00')" },
        { content: "Whoever only reads ticks nothing", trigger: ".o_form_view:not(:has(.o_ar_card_tick))" },
    ],
});
