import { useExternalListener } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useService } from "@web/core/utils/hooks";

/** What keys do on the screen, in the order in which the help lists them; `shown` is what the help writes. */
export const KEYS = [
    { command: "next", keys: ["j", "ArrowDown"], shown: ["j", "↓"], label: _t("Next payment") },
    { command: "previous", keys: ["k", "ArrowUp"], shown: ["k", "↑"], label: _t("Previous payment") },
    { command: "apply", keys: ["Enter"], shown: ["Enter"], label: _t("Apply as shown and go to the next payment") },
    { command: "skip", keys: ["s"], shown: ["s"], label: _t("Skip: leave it as it is and go to the next payment") },
    { command: "toItems", keys: ["ArrowRight", "l"], shown: ["→"], label: _t("Go to the items: ↑ ↓ moves, Space ticks, → edits the amount, Esc goes back") },
    { command: "choice", keys: ["1", "2", "3", "4", "5", "6"], shown: ["1", "…"], label: _t("Choose what becomes of the difference") },
    { command: "items", keys: ["o"], shown: ["o"], label: _t("Other items") },
    { command: "customer", keys: ["c"], shown: ["c"], label: _t("Other customer") },
    { command: "onAccount", keys: ["a"], shown: ["a"], label: _t("Keep on the customer's account") },
    { command: "setAside", keys: ["n"], shown: ["n"], label: _t("Not a customer's payment") },
    { command: "undo", keys: ["u"], shown: ["u"], label: _t("Undo what was applied last, or the payment shown") },
    { command: "queue", keys: ["q"], shown: ["q"], label: _t("Next queue") },
    { command: "search", keys: ["/"], shown: ["/"], label: _t("Search") },
    { command: "applyReady", keys: ["r"], shown: ["r"], label: _t("Apply all ready ones") },
    { command: "help", keys: ["?"], shown: ["?"], label: _t("This list") },
];

const EDITABLE = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]";

/**
 * Call `run(command, key)` for keys that are meant for the screen: nothing is being typed, no dialog or menu is open. The
 * tooltip of what the mouse happens to rest on is neither.
 */
export function useKeys(run) {
    const ui = useService("ui");
    const commands = Object.fromEntries(KEYS.flatMap(({ command, keys }) => keys.map((key) => [key, command])));

    useExternalListener(window, "keydown", (ev) => {
        const { key, target } = ev;
        const isElsewhere =
            ev.defaultPrevented || ev.ctrlKey || ev.altKey || ev.metaKey || ev.isComposing ||
            ui.activeElement !== document || document.querySelector(".o-dropdown--menu, .o_popover:not(:has(.o-tooltip))") ||
            target.closest?.(EDITABLE);
        const command = commands[key];
        // Enter on a button presses the button.
        if (!command || isElsewhere || (key === "Enter" && target.closest?.("button, a"))) {
            return;
        }
        ev.preventDefault();
        run(command, key);
    });
}
