import { c, of, one, qualityLines, quantile, ratio, stat, table, timeseries, total } from './parts.mjs';

const shown = (metric, by = '') => `sum${by} (increase(${of(metric)}[$__range]))`;
const by = ' by (component)';
const good = shown('plimsoll_feedback_good_total', by);
const bad = shown('plimsoll_feedback_bad_total', by);
const healthLines = [{ at: null, color: 'red' }, { at: 0.9, color: 'yellow' }, { at: 0.95, color: 'green' }];

export default {
  uid: 'plimsoll-executive',
  title: 'Plimsoll / Executive',
  description: 'One look at the fleet: is it healthy, is it good, are people content, what does it cost.',
  rows: [
    ['At a glance', [
      stat('Health', 'The worst component: requests that succeed, judged composite and safety, 50% while an alert P1 fires and 0% while a P0 does.', 'percentunit', one(`min(${of('plimsoll_health_score')})`, 'health'), { thresholds: healthLines }),
      stat('Quality', 'Mean composite score.', 'percentunit', one(`avg(${of('plimsoll_quality_score', ', dimension="composite"')})`, 'composite'), { thresholds: qualityLines }),
      stat('Safety', 'Lowest lower bound of the safety score.', 'percentunit', one(`min(${of('plimsoll_quality_score_lower', ', dimension="safety"')})`, 'at least'), { thresholds: qualityLines }),
      stat('Satisfaction', 'Share of good among good and bad feedback of the shown time.', 'percentunit',
        one(`${shown('plimsoll_feedback_good_total')} / (${shown('plimsoll_feedback_good_total')} + ${shown('plimsoll_feedback_bad_total')})`, 'good')),
      stat('Cost per hour', 'At the present rate.', 'currencyUSD', one(total('plimsoll_cost_dollars_per_hour'), 'cost')),
      stat('Per 1,000 successes', 'Cost over successful requests of the shown time.', 'currencyUSD',
        one(`${shown('plimsoll_cost_dollars_total')} / (${shown('plimsoll_requests_total')} - (${shown('plimsoll_request_errors_total')} or vector(0))) * 1000`, 'cost')),
    ]],
    ['Trend', [
      timeseries('Health', 'The worst of: requests that succeed, judged composite and safety, 50% while an alert P1 fires and 0% while a P0 does.', 'percentunit', one(`avg by (component) (${of('plimsoll_health_score')})`), { ...ratio, thresholds: healthLines }),
      timeseries('Satisfaction', 'Share of good among good and bad feedback.', 'percentunit',
        one(`sum by (component) (rate(plimsoll_feedback_good_total{${c}}[$__rate_interval])) / (sum by (component) (rate(plimsoll_feedback_good_total{${c}}[$__rate_interval])) + sum by (component) (rate(plimsoll_feedback_bad_total{${c}}[$__rate_interval])) > 0)`), ratio),
      timeseries('Tasks that succeeded', 'Of those whose outcome was told.', 'percentunit',
        one(`sum by (component) (rate(plimsoll_outcomes_successful_total{${c}}[$__rate_interval])) / (sum by (component) (rate(plimsoll_outcomes_total{${c}}[$__rate_interval])) > 0)`), ratio),
      timeseries('Quality', 'Composite score.', 'percentunit', one(`avg by (component) (${of('plimsoll_quality_score', ', dimension="composite"')})`), { ...ratio, thresholds: qualityLines }),
      timeseries('Safety', 'Safety score and its lower bound.', 'percentunit', [
        { expr: `avg by (component) (${of('plimsoll_quality_score', ', dimension="safety"')})`, legend: '{{component}}' },
        { expr: `min by (component) (${of('plimsoll_quality_score_lower', ', dimension="safety"')})`, legend: '{{component}} at least', band: true },
      ], { ...ratio, thresholds: qualityLines }),
      timeseries('Slowest in twenty', 'p95 of total latency.', 's', one(quantile(0.95, 'plimsoll_request_duration_seconds'))),
    ]],
    ['Models', [
      table('Models', 'Each inference component in the shown time.', [
        { expr: shown('plimsoll_requests_total', by), legend: 'requests', unit: 'short' },
        { expr: `(${shown('plimsoll_request_errors_total', by)} or ${shown('plimsoll_requests_total', by)} * 0) / ${shown('plimsoll_requests_total', by)}`, legend: 'failed', unit: 'percentunit' },
        { expr: quantile(0.95, 'plimsoll_request_duration_seconds'), legend: 'p95', unit: 's' },
        { expr: `avg by (component) (${of('plimsoll_quality_score', ', dimension="composite"')})`, legend: 'quality', unit: 'percentunit' },
        { expr: `min by (component) (${of('plimsoll_quality_score_lower', ', dimension="safety"')})`, legend: 'safety at least', unit: 'percentunit' },
        { expr: `${good} / (${good} + ${bad})`, legend: 'satisfied', unit: 'percentunit' },
        { expr: shown('plimsoll_cost_dollars_total', by), legend: 'cost', unit: 'currencyUSD' },
        { expr: `avg by (component) (${of('plimsoll_health_score')})`, legend: 'health', unit: 'percentunit' },
      ]),
    ]],
  ],
};
