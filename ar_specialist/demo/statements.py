"""Who of the demo's customers got a statement last month, of which kind, and who gets one every week."""

OPEN_ITEMS_TO = ("sunbelt", "lakeshore", "rheingold", "caves", "penhallow")
BALANCE_FORWARD_TO = ("brandt", "bluewater")
WEEKLY_TO = ("bluewater",)
