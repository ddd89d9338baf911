const CREDITS = "hsl(265, 30%, 60%)";

/**
 * Return one colour per column: greens for what is not due, from yellow to dark red for what is late.
 *
 * @param {{kind: string}[]} columns
 */
export function columnColors(columns) {
    const ahead = columns.filter((column) => column.kind === "ahead").length;
    const late = columns.filter((column) => column.kind === "late").length;
    let nextAhead = 0;
    let nextLate = 0;
    return columns.map((column) => {
        if (column.kind === "ahead") {
            return `hsl(165, 45%, ${40 + 14 * share(ahead - 1 - nextAhead++, ahead)}%)`;
        }
        if (column.kind === "late") {
            const age = share(nextLate++, late);
            return `hsl(${48 - 48 * age}, ${85 - 15 * age}%, ${56 - 16 * age}%)`;
        }
        return CREDITS;
    });
}

function share(number, count) {
    return count > 1 ? number / (count - 1) : 0;
}
