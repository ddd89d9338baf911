"""Shades of aging buckets where no script draws them; the twin of `static/src/aging_palette/aging_palette.js`."""

AHEAD, LATE = 3, 6
CREDIT = "o_ar_age_credit"


def aging_classes(late):
    """Return the CSS class of each bucket.

    :param late: whether each bucket is late, in the order of age
    """
    ahead = late.count(False)
    behind = len(late) - ahead
    return [f"o_ar_age_ahead_{_shade(number, ahead, AHEAD)}" for number in range(ahead)] + [
        f"o_ar_age_late_{_shade(number, behind, LATE)}" for number in range(behind)]


def _shade(position, count, shades):
    """Spread `count` buckets over the shades; one alone takes the last. Halves go up, as JavaScript rounds."""
    if count == 1:
        return shades
    return 1 + int(position * (shades - 1) / (count - 1) + 0.5)
