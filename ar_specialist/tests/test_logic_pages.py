from itertools import chain

from odoo.tests import BaseCase, tagged

from ..logic.pages import fill_pages


@tagged("-at_install", "post_install")
class TestFillPages(BaseCase):
    def test_full_to_the_last_unit_and_one_more(self):
        self.assertEqual(fill_pages([10] * 3, 30, 30), [range(3)])
        self.assertEqual(fill_pages([10] * 3, 29, 30), [range(2), range(2, 3)])

    def test_the_first_page_has_less_room(self):
        self.assertEqual(fill_pages([10] * 7, 20, 30), [range(2), range(2, 5), range(5, 7)])

    def test_no_rows_no_page(self):
        self.assertEqual(fill_pages([], 20, 30), [])

    def test_a_row_higher_than_a_page_has_one_of_its_own(self):
        self.assertEqual(fill_pages([5, 99, 5], 20, 20), [range(1), range(1, 2), range(2, 3)])

    def test_a_name_goes_along_with_its_items(self):
        self.assertEqual(fill_pages([10] * 5, 30, 30, keep=[2]), [range(2), range(2, 5)])
        self.assertEqual(fill_pages([10] * 6, 30, 30, keep=[1, 2]), [range(1), range(1, 4), range(4, 6)])

    def test_names_alone_still_go_on(self):
        pages = fill_pages([10] * 9, 30, 30, keep=range(9))
        self.assertEqual(list(chain.from_iterable(pages)), list(range(9)))
        self.assertTrue(all(pages))
