from . import ar_demo, ar_demo_parties
