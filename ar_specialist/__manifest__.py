{
    "name": "Accounts Receivable Specialist",
    "version": "19.0.1.0.0",
    "summary": "Aging as of any day that equals the ledger, open items, receivables import",
    "category": "Accounting/Accounting",
    "author": "ar_specialist contributors",
    "website": "https://github.com/ar-specialist/ar_specialist",
    "license": "LGPL-3",
    "depends": ["account"],
    "external_dependencies": {"python": ["python-stdnum"]},
    "data": [
        "security/ar_specialist_groups.xml",
        "security/ir.model.access.csv",
        "security/ar_specialist_rules.xml",
        "data/ar_bucket_set_data.xml",
        "report/report_layout.xml",
        "report/aging_templates.xml",
        "report/aging_report.xml",
        "data/ar_bucket_data.xml",
        "views/ar_bucket_set_views.xml",
        "views/account_move_views.xml",
        "views/ar_open_item_views.xml",
        "views/res_partner_views.xml",
        "views/res_config_settings_views.xml",
        "views/ar_menus.xml",
    ],
    "demo": ["demo/ar_demo.xml"],
    "assets": {
        "web.assets_backend": [
            "ar_specialist/static/src/**/*",
            ("remove", "ar_specialist/static/src/**/*.dark.scss"),
        ],
        "web.assets_web_dark": [
            # The dark shades come first: the light ones are defaults.
            (
                "before",
                "ar_specialist/static/src/aging_palette/aging_palette.scss",
                "ar_specialist/static/src/aging_palette/aging_palette.dark.scss",
            ),
        ],
        "web.assets_tests": ["ar_specialist/static/tests/tours/**/*"],
    },
}
