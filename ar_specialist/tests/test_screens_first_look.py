from ast import literal_eval

from odoo.tests import tagged

from .test_follow_up_screens import FollowUpScreensCommon


@tagged("-at_install", "post_install")
class TestFirstLook(FollowUpScreensCommon):
    """What a user meets first: a list that begins with what is theirs, menus they may read."""

    USUAL = (("ar_account_action", "search_default_owing"), ("ar_notice_action", "search_default_recent"))

    def context(self, name, user):
        action = self.env["ir.actions.act_window"].with_user(user)._for_xml_id(f"ar_specialist.{name}")
        return literal_eval(action["context"])

    def test_mine_for_a_collector_only(self):
        for name, usual in self.USUAL:
            self.assertEqual(self.context(name, self.specialist), {usual: 1})
        self.env["ar.account"]._for(self.late, self.company).collector_id = self.specialist
        for name, usual in self.USUAL:
            self.assertEqual(self.context(name, self.specialist), {usual: 1, "search_default_mine": 1})
            self.assertEqual(self.context(name, self.reader), {usual: 1})
        self.assertNotIn("search_default_mine", self.context("ar_open_item_action", self.specialist))

    def test_who_may_not_read_accounts_loads_actions_as_ever(self):
        self.env["ar.account"]._for(self.late, self.company).collector_id = self.invoicing
        self.assertEqual(self.context("ar_account_action", self.invoicing), {"search_default_owing": 1})

    def test_policies_are_in_the_menu_of_who_may_read_them(self):
        menu = self.env.ref("ar_specialist.menu_ar_policy_read")
        for user, seen in ((self.manager, True), (self.specialist, True), (self.reader, True), (self.invoicing, False)):
            self.assertEqual(menu.id in menu.with_user(user)._visible_menu_ids(), seen, user.login)
