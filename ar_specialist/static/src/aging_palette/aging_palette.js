/** Shades of aging buckets, from calm to urgent; the colours themselves are in aging_palette.scss. */

const AHEAD = 3;
const LATE = 6;

/** Spread `count` buckets over shades 1..`shades`; a single bucket takes the shade `alone`. */
function shade(position, count, shades, alone) {
    if (count === 1) {
        return alone;
    }
    return 1 + Math.round((position * (shades - 1)) / (count - 1));
}

/**
 * Name the CSS class of each bucket, oldest last. The class sets background, and a text colour that can be read on it.
 * Colour never stands alone: put the bucket's label or a title beside it.
 *
 * @param {number} count of buckets
 * @param {number} [ahead] how many of them, the first ones, are not late yet
 * @returns {string[]}
 */
export function agingClasses(count, ahead = 1) {
    const late = count - ahead;
    return Array.from({ length: count }, (_item, index) =>
        index < ahead
            ? `o_ar_age_ahead_${shade(index, ahead, AHEAD, AHEAD)}`
            : `o_ar_age_late_${shade(index - ahead, late, LATE, LATE)}`
    );
}

/** Class of what stands to the customer's credit and has no age. */
export const CREDIT_CLASS = "o_ar_age_credit";
