"""What reports that are downloaded as files have in common: whose they are, and how they are answered."""

from odoo.exceptions import AccessError
from odoo.http import content_disposition, request

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
IN_MEMORY = 1 << 20


def asked_companies(cids):
    """Return the ids of the companies asked for, of those the user may work in.

    :raise AccessError: when none of them is left
    """
    asked = cids or request.cookies.get("cids") or ""
    numbers = [int(word) for word in asked.replace(",", "-").split("-") if word.isdigit()]
    allowed = [number for number in dict.fromkeys(numbers) if number in request.env.user._get_company_ids()]
    if cids and not allowed:
        raise AccessError(request.env._("You may not work in these companies: %s", cids))
    return allowed or request.env.company.ids


def report_file(body, size, mimetype, name):
    return request.make_response(body, headers=[
        ("Content-Type", mimetype),
        ("Content-Length", size),
        ("Content-Disposition", content_disposition(name)),
        ("X-Content-Type-Options", "nosniff"),
        ("Cache-Control", "no-store"),
    ])
