"""Words that must not stand in the repository: places of one machine, unfinished work, what Odoo 19 no longer reads."""

import re

TEXT = (".py", ".xml", ".js", ".scss", ".csv", ".md", ".rst", ".html", ".toml", ".yaml", ".yml", ".cfg", ".txt", "")
RULES = [
    # (pattern, message, suffixes). Patterns are written so that they don't match themselves.
    (r"(?<![\w/.:~}-])/(?:work|root|tmp)(?:/|\b(?![\w/*]))", "a path of one machine", TEXT),
    (
        r"\b(?:pypi\.(?:org|python)|pythonhosted\.org|npmjs\.(?:org|com)|deb\.debian\.org)",
        "host of a package registry", TEXT,
    ),
    (r"\b(?:TO(?:DO)|FIX(?:ME)|XX(?:X)\b|HA(?:CK))\b", "unfinished work", (".py", ".xml", ".js", ".scss")),
    (r"<tree\b|view_mode[^<]*\btree\b|\battrs=|kanban-box|\bt-esc=|\bt-raw=", "Odoo 19 does not read this", (".xml",)),
]


def check(tree):
    rules = [(re.compile(pattern), message, suffixes) for pattern, message, suffixes in RULES]
    for source in tree.files(*TEXT):
        for number, line in enumerate(source.lines, 1):
            for pattern, message, suffixes in rules:
                found = source.path.suffix in suffixes and pattern.search(line)
                if found:
                    yield source.finding(number, f"{message}: {found[0].strip()}")
