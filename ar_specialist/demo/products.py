"""What the demo company sells: (key, name, price in the company's currency, usual quantities)."""

PRODUCTS = (
    ("desk", "Height-adjustable desk", 640.0, (2, 12)),
    ("chair", "Ergonomic task chair", 385.0, (4, 24)),
    ("cabinet", "Lockable filing cabinet", 219.0, (2, 10)),
    ("booth", "Acoustic meeting booth", 5900.0, (1, 2)),
    ("lamp", "LED desk lamp", 89.5, (5, 40)),
    ("table", "Conference table, oak", 1840.0, (1, 3)),
    ("panel", "Acoustic wall panel", 74.9, (10, 60)),
    ("delivery", "Delivery and installation", 320.0, (1, 4)),
    ("planning", "Space planning, day rate", 950.0, (1, 5)),
)
SERVICES = ("delivery", "planning")
