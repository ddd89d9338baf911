"""Fill pages with rows of known height."""


def fill_pages(heights, first, following, keep=()):
    """Cut rows into pages.

    :param heights: height of each row
    :param first: room for rows on the first page, in the same unit
    :param following: room on every further page
    :param keep: numbers of rows that must not stand last on a page, such as the name above its items
    :return: list of ranges of row numbers, contiguous; every row is on exactly one page, even one higher than a page
    """
    keep = set(keep)
    pages, start, filled, room = [], 0, 0, first
    for number, height in enumerate(heights):
        if number > start and filled + height > room:
            end = number
            while end - 1 > start and end - 1 in keep:
                end -= 1
            pages.append(range(start, end))
            start, room = end, following
            filled = sum(heights[end:number])
        filled += height
    if start < len(heights):
        pages.append(range(start, len(heights)))
    return pages
