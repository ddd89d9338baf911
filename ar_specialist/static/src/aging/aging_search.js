import { Component, onWillUpdateProps, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { useDebounced } from "@web/core/utils/timing";

const DELAY = 300;

/** The search box. It keeps what is being typed, whatever is rendered meanwhile. */
export class AgingSearch extends Component {
    static template = "ar_specialist.AgingSearch";
    static props = {
        text: String,
        placeholder: { type: String, optional: true },
        onSearch: Function,
    };

    setup() {
        this.state = useState({ text: this.props.text });
        this.sent = this.props.text;
        this.sendLater = useDebounced(() => this.send(), DELAY);
        onWillUpdateProps(({ text }) => {
            // Changed elsewhere, by clearing the filters for instance; an answer to our own text changes nothing.
            if (text !== this.sent) {
                this.sent = this.state.text = text;
            }
        });
    }

    get placeholder() {
        return this.props.placeholder || _t("Search customer or invoice…");
    }

    send() {
        if (this.state.text !== this.sent) {
            this.sent = this.state.text;
            this.props.onSearch(this.sent);
        }
    }

    onInput(ev) {
        this.state.text = ev.target.value;
        this.sendLater();
    }

    onKeydown(ev) {
        if (ev.key === "Enter") {
            this.sendLater.cancel();
            this.send();
        }
    }
}
