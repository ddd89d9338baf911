"""Pytest plugin: run tests of pure rules with Odoo importable but without any database."""

import odoo
import odoo.addons
import pytest_odoo


def pytest_configure(config):
    odoo.tools.config.parse_config(["--http-interface=127.0.0.1"], setup_logging=False)
    pytest_odoo.support_subtest()
    pytest_odoo.disable_odoo_test_retry()
    pytest_odoo.monkey_patch_resolve_pkg_root_and_module_name()
