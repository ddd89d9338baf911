/** What a person can choose on a report's screen, how it stands in the address and how the server gets it. */
export class ReportChoices {
    /**
     * @param {Object} empty every choice as it is before anything is chosen; what is empty takes the server's default
     * @param {Object} keys by choice, what it is called in the address
     * @param {string[]} options the choices that the server's methods, the PDF and the XLSX take
     * @param {Object} kinds by choice, of which type it is where `empty` has null
     */
    constructor(empty, keys, options, kinds = {}) {
        Object.assign(this, { empty, keys, options, kinds });
    }

    /** Return the query parameters of `report`; undefined takes a parameter out of the address. */
    toAddress(report) {
        const parameters = {};
        for (const [name, key] of Object.entries(this.keys)) {
            parameters[key] = report[name] === this.empty[name] ? undefined : encode(report[name]);
        }
        return parameters;
    }

    /** Return what query parameters describe, `empty` where they say nothing. */
    fromAddress(parameters) {
        const report = { ...this.empty };
        for (const [name, key] of Object.entries(this.keys)) {
            if (parameters[key] !== undefined && parameters[key] !== "") {
                report[name] = decode(String(parameters[key]), this.kinds[name] || typeof this.empty[name]);
            }
        }
        return report;
    }

    toOptions(report) {
        const chosen = this.options.filter((name) => report[name]);
        return Object.fromEntries(chosen.map((name) => [name, report[name]]));
    }
}

// The router turns what looks like a number into one: "00123" would come back as 123.
function encode(value) {
    if (typeof value === "boolean") {
        return value ? "yes" : "no";
    }
    return typeof value === "string" && value.trim() && !isNaN(value) ? `"${value}"` : value;
}

function decode(text, kind) {
    if (kind === "boolean") {
        return text === "yes";
    }
    if (kind === "number") {
        return Math.max(parseInt(text, 10) || 0, 0);
    }
    return text.replace(/^"(.*)"$/, "$1");
}
