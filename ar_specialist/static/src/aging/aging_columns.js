import { CREDIT_CLASS, agingClasses } from "../aging_palette/aging_palette";

/**
 * Return the palette's class of each column of amounts.
 *
 * @param {{kind: "ahead" | "late" | "credits"}[]} columns
 */
export function columnClasses(columns) {
    const periods = columns.filter((column) => column.kind !== "credits");
    const ahead = periods.filter((column) => column.kind === "ahead");
    const classes = agingClasses(periods.length, ahead.length);
    return columns.map((column, number) => classes[number] || CREDIT_CLASS);
}
