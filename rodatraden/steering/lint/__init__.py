"""Finds contradictions and holes in a steering model, each told in one plain sentence with a proposal.

A rule is a pure function from the model to what it finds. What the document itself says and cannot mean is a
warning, and so is a fault of the file's own scales, rules and days of the law; what only rests on an assumption is
a remark; what the model cannot run with is an error.
"""

from collections.abc import Callable, Iterable

from rodatraden.steering.findings import ORDER, Finding
from rodatraden.steering.lint import (
    economy,
    governing,
    law,
    names,
    organisation,
    periods,
    plans,
    references,
    reports,
    rules,
    thread,
    timing,
)
from rodatraden.steering.schema import Model

Rule = Callable[[Model], Iterable[Finding]]
RULES: tuple[Rule, ...] = (
    references.undefined,
    references.key_used_twice,
    references.renamed_to_a_living_key,
    references.rule_of_the_wrong_sort,
    references.rule_without_scale,
    thread.circle_of_levels,
    thread.nothing_leads_to,
    thread.leads_nowhere,
    thread.goal_without_measures,
    thread.target_without_indicator,
    thread.without_status_rule,
    thread.limit_below_one,
    thread.no_perspectives,
    organisation.nobody_appoints,
    organisation.appointed_in_a_circle,
    organisation.no_auditors,
    organisation.nobody_may_decide,
    organisation.nobody_administers,
    organisation.auditor_who_acts,
    organisation.role_without_unit,
    organisation.same_question_on_both_sides,
    names.two_names_of_a_document,
    names.two_names_of_a_part,
    names.one_name_of_two_things,
    names.word_explained_twice,
    names.told_contradictions,
    plans.decided_by_two,
    plans.before_what_it_builds_on,
    plans.before_the_plan_above,
    plans.decided_after_its_deadline,
    plans.each_year_though_by_mandate,
    plans.circle_of_plans,
    governing.some_ranked,
    governing.upside_down,
    reports.no_annual,
    reports.no_half_year,
    reports.without_period,
    reports.excepted_month,
    reports.meaning_of_exceptions,
    reports.other_reading,
    reports.reported_and_excepted,
    periods.due_before_the_period_ends,
    periods.treated_before_the_period_ends,
    periods.treated_in_another_month,
    periods.period_end_that_is_none,
    periods.month_without_event,
    reports.receiver_that_overrules,
    reports.climbs_nowhere,
    timing.leads_in_order,
    timing.treats_when_it_does_not_meet,
    timing.days_that_nothing_says,
    timing.duty_without_days,
    timing.residents_see_smaller_groups,
    economy.no_operations,
    law.half_year_period,
    law.annual_period,
    law.too_late,
    law.budget_in_its_own_year,
    law.discharge_before_the_accounts,
    law.budget_of_the_old_council,
    law.both_kinds_of_goal,
    law.assessed_in_two_ways,
    law.assessed_without_rule,
    law.goal_decided_by_an_official,
    law.mandate_period,
    law.steps_not_mentioned,
    law.companies_not_assessed,
    rules.scales,
    rules.thresholds,
    rules.measured_by_no_rule,
    rules.used_by_no_level,
)


def check(model: Model) -> tuple[Finding, ...]:
    """Everything that the rules find, the worst first, and within a severity in the order of the rules."""
    found = [finding for rule in RULES for finding in rule(model)]
    return tuple(sorted(found, key=lambda finding: ORDER[finding.severity]))
