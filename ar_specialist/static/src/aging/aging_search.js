import { Component, onWillUpdateProps, useState } from "@odoo/owl";
import { useDebounced } from "@web/core/utils/timing";

const DELAY = 300;

/** The search box. It keeps what is being typed, whatever is rendered meanwhile. */
export class AgingSearch extends Component {
    static template = "ar_specialist.AgingSearch";
    static props = {
        text: String,
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
