"""What deserves a person's look after a build, as checks that warn and hold nothing back."""

from collections.abc import Iterator

import dagster as dg

from pipelines.assets.describing import rows_as_markdown
from pipelines.assets.journal import ARTICLES, CODINGS
from pipelines.assets.resources import Dateline
from pipelines.steps.health import WATCHES, Finding, findings

WATCHED = {"articles": ARTICLES, "codings": CODINGS}
MOST_SHOWN = 50


def watch_specs() -> list[dg.AssetCheckSpec]:
    """Every watch, with the asset that it is about."""
    return [dg.AssetCheckSpec(watch.name, asset=WATCHED[watch.of], description=watch.promise) for watch in WATCHES]


# After the build, by priority and not as its dependency: a build that fails would show each watch as failed.
@dg.multi_asset_check(specs=watch_specs(), name="health", can_subset=True, op_tags={"dagster/priority": "-1"})
def health(context: dg.AssetCheckExecutionContext, dateline: Dateline) -> Iterator[dg.AssetCheckResult]:
    asked = {check.name for check in context.selected_asset_check_keys}
    yield from (watch_result(finding) for finding in findings(dateline.settings()) if finding.watch.name in asked)


def watch_result(finding: Finding) -> dg.AssetCheckResult:
    """What one watch saw."""
    rows = finding.rows.head(MOST_SHOWN).to_dicts()
    return dg.AssetCheckResult(
        passed=finding.is_well,
        asset_key=WATCHED[finding.watch.of],
        check_name=finding.watch.name,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"deserve a look": finding.rows.height, "they are": dg.MetadataValue.md(rows_as_markdown(rows))},
    )
