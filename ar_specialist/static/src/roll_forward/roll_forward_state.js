/**
 * What a person chose on the roll-forward's screen, and how it stands in the address.
 *
 * What is empty here takes the server's default, which answers with what it took.
 */
export const EMPTY_ROLL = {
    date_from: "",
    date_to: "",
    currency: "company",
    group_by: "partner",
    search: "",
    sort: "name",
    offset: 0,
};

const ADDRESS_KEYS = {
    date_from: "from",
    date_to: "to",
    currency: "currency",
    group_by: "group",
    search: "q",
    sort: "sort",
    offset: "row",
};

/** Return the query parameters of `roll`; undefined takes a parameter out of the address. */
export function toAddress(roll) {
    const parameters = {};
    for (const [name, key] of Object.entries(ADDRESS_KEYS)) {
        parameters[key] = roll[name] === EMPTY_ROLL[name] ? undefined : encode(roll[name]);
    }
    return parameters;
}

/** Return what query parameters describe, `EMPTY_ROLL` where they say nothing. */
export function fromAddress(parameters) {
    const roll = { ...EMPTY_ROLL };
    for (const [name, key] of Object.entries(ADDRESS_KEYS)) {
        if (parameters[key] !== undefined && parameters[key] !== "") {
            const text = String(parameters[key]);
            roll[name] =
                name === "offset" ? Math.max(parseInt(text, 10) || 0, 0) : text.replace(/^"(.*)"$/, "$1");
        }
    }
    return roll;
}

// The router turns what looks like a number into one: "00123" would come back as 123.
function encode(value) {
    return typeof value === "string" && value.trim() && !isNaN(value) ? `"${value}"` : value;
}

/** Return the options object that the server's methods, the PDF and the XLSX take. */
export function toOptions(roll) {
    const options = {};
    for (const name of ["date_from", "date_to", "currency", "group_by", "search"]) {
        if (roll[name]) {
            options[name] = roll[name];
        }
    }
    return options;
}
