"""What a test run amounts to: a skip is a failure, and so is a run in which nothing ran."""

import sys
from dataclasses import dataclass
from xml.etree import ElementTree

#: A skip whose reason starts so is allowed: the data set lies beside the repository, not in it.
ALLOWED_SKIP = "data set missing:"
NO_TESTS_COLLECTED = 5


@dataclass(frozen=True)
class Outcome:
    """One tier's run: pytest's exit code, the number of tests, and {test: reason} of the skipped ones."""

    tier: str
    code: int
    tests: int
    skips: dict

    @classmethod
    def of(cls, tier, code, report):
        """Read pytest's XML file `report` and remove it."""
        cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []
        report.unlink(missing_ok=True)
        skips = {
            f"{case.get('classname')}.{case.get('name')}": skip.get("message") or "no reason given"
            for case in cases for skip in case.iter("skipped")
        }
        return cls(tier, code, len(cases), skips)


def judge(outcomes, part):
    """Print what a person must know beyond pytest's own lines and return the exit code.

    :param part: some tests were asked for, so that a tier in which none matches is no fault
    """
    fine = {0, NO_TESTS_COLLECTED} if part else {0}
    failed = [outcome.tier for outcome in outcomes if outcome.code not in fine]
    for outcome in outcomes:
        for name, reason in outcome.skips.items():
            print(f"dev/test: {outcome.tier}: {name} was skipped: {reason}", file=sys.stderr)
            if not reason.startswith(ALLOWED_SKIP):
                failed.append("skipped tests")
    if all(outcome.code == NO_TESTS_COLLECTED for outcome in outcomes):
        print("dev/test: no test matches", file=sys.stderr)
        failed.append("nothing ran")
    ran = ", ".join(f"{outcome.tier} {outcome.tests - len(outcome.skips)}" for outcome in outcomes)
    print(f"dev/test: {'FAILED (' + ', '.join(dict.fromkeys(failed)) + ')' if failed else 'passed'}; tests run: {ran}")
    return int(bool(failed))
