import { errors, firstToken, gauge, gpuCompute, gpuMemory, latency, of, one, pressure, quantile, rate, ratio, requests, stat, timeseries, total } from './parts.mjs';

const firing = (priority) => one(total('plimsoll_alerts', `, state="firing", priority="${priority}"`), priority);
const quiet = [{ at: null, color: 'green' }, { at: 1, color: 'red' }];

export default {
  uid: 'plimsoll-operations',
  title: 'Plimsoll / Operations',
  description: 'What is wrong now, how the models perform, the hosts and engines below them, and Plimsoll itself: what it takes in, refuses and has still to do.',
  rows: [
    ['Active alerts', [
      stat('P0', 'Alerts of the highest priority that fire.', 'none', firing('P0'), { thresholds: quiet }),
      stat('P1', 'Alerts that fire.', 'none', firing('P1'), { thresholds: quiet }),
      stat('P2', 'Alerts that fire.', 'none', firing('P2'), { thresholds: [{ at: null, color: 'green' }, { at: 1, color: 'yellow' }] }),
      stat('Lowest health', 'The worst component: requests that succeed, judged composite and safety, 0.5 while a P1 fires, 0 while a P0 does.', 'percentunit', one(`min(${of('plimsoll_health_score')})`, 'health'),
        { thresholds: [{ at: null, color: 'red' }, { at: 0.9, color: 'yellow' }, { at: 0.95, color: 'green' }] }),
      stat('Highest pressure', 'How near the busiest component is to needing another copy; at 100% its copies are just enough.', 'percentunit', one(`max(${of('plimsoll_capacity_pressure_ratio')})`, 'pressure'),
        { thresholds: [{ at: null, color: 'green' }, { at: 0.8, color: 'yellow' }, { at: 1, color: 'red' }] }),
      stat('Error rate', 'Share of finished requests that failed.', 'percentunit',
        one(`(sum(rate(${of('plimsoll_request_errors_total')}[$__rate_interval])) or vector(0)) / sum(rate(${of('plimsoll_requests_total')}[$__rate_interval]))`, 'errors'), { thresholds: [{ at: null, color: 'green' }, { at: 0.01, color: 'yellow' }, { at: 0.05, color: 'red' }] }),
      timeseries('Alerts', 'That pend, fire or recover; each incident of them with its timeline is in the console under Alerts.', 'none',
        [{ expr: `sum by (component, priority, state) (${of('plimsoll_alerts')})`, legend: '{{component}} {{priority}} {{state}}' }], { width: 12 }),
      timeseries('Health', 'The worst of: requests that succeed, judged composite and safety, 0.5 while a P1 fires and 0 while a P0 does.', 'percentunit', one(gauge('plimsoll_health_score')), { ...ratio, width: 12 }),
    ]],
    ['Performance', [latency, firstToken, requests, errors,
      pressure,
      timeseries('Stages', 'p95 of each stage of requests.', 's', [{ expr: quantile(0.95, 'plimsoll_stage_duration_seconds', 'component, stage'), legend: '{{component}} {{stage}}' }]),
    ]],
    ['Quality', [
      timeseries('Scores', 'Mean of the judged sample over 24 hours by dimension.', 'percentunit',
        [{ expr: `avg by (component, dimension) (${of('plimsoll_quality_score')})`, legend: '{{component}} {{dimension}}' }], { ...ratio, width: 12 }),
      timeseries('What is wrong with answers', 'Share that declines, and share that lacks the expected form.', 'percentunit', [
        { expr: `${rate('plimsoll_responses_refused_total')} / ${rate('plimsoll_responses_screened_total')}`, legend: '{{component}} refused' },
        { expr: `1 - ${rate('plimsoll_responses_format_ok_total')} / ${rate('plimsoll_responses_format_checked_total')}`, legend: '{{component}} not in form' },
      ], { min: 0, width: 12 }),
    ]],
    ['Resources', [
      gpuCompute,
      gpuMemory,
      timeseries('GPU memory fragmentation', 'Memory that the allocator holds without data in it.', 'percentunit', one(gauge('plimsoll_gpu_memory_fragmentation_ratio')), ratio),
      timeseries('Memory of hosts', 'In use, mean over hosts.', 'percentunit', one(gauge('plimsoll_host_memory_utilization_ratio')), ratio),
      timeseries('Disk', 'Read and written, summed over hosts.', 'Bps', [
        { expr: `sum by (component) (${of('plimsoll_host_disk_read_bytes_per_second')})`, legend: '{{component}} read' },
        { expr: `sum by (component) (${of('plimsoll_host_disk_write_bytes_per_second')})`, legend: '{{component}} written' },
      ]),
      timeseries('Network', 'Received and sent, summed over hosts.', 'Bps', [
        { expr: `sum by (component) (${of('plimsoll_host_network_receive_bytes_per_second')})`, legend: '{{component}} received' },
        { expr: `sum by (component) (${of('plimsoll_host_network_transmit_bytes_per_second')})`, legend: '{{component}} sent' },
      ]),
    ]],
    ['Plimsoll', [
      timeseries('Rows', 'Accepted and duplicate rows a second.', 'short', [
        { expr: 'sum(rate(plimsoll_gateway_rows_accepted_total[$__rate_interval]))', legend: 'accepted' },
        { expr: 'sum(rate(plimsoll_gateway_rows_duplicate_total[$__rate_interval])) or vector(0)', legend: 'duplicate' },
      ]),
      timeseries('Refused', 'Requests that were refused a second, by reason; overload answers 429, a full journal 503.', 'short',
        one('sum by (instance, reason) (rate(plimsoll_gateway_refused_requests_total[$__rate_interval])) or sum by (instance) (plimsoll_gateway_components) * 0', '{{instance}} {{reason}}')),
      timeseries('Journal', 'Bytes on disk.', 'bytes', one('sum by (instance) (plimsoll_gateway_journal_bytes)', '{{instance}}')),
      timeseries('Until on disk', 'p99 of a commit of the journal, after which records are acknowledged.', 's',
        one('histogram_quantile(0.99, sum by (instance, le) (rate(plimsoll_gateway_journal_commit_seconds_bucket[$__rate_interval])))', '{{instance}}')),
      timeseries('Backlog', 'Accepted, and not yet applied.', 'bytes', one('sum by (instance) (plimsoll_gateway_backlog_bytes)', '{{instance}}')),
      timeseries('Checkpoints', 'Saved states a second, by outcome.', 'short', one('sum by (instance, outcome) (rate(plimsoll_gateway_checkpoints_total[$__rate_interval]))', '{{instance}} {{outcome}}')),
    ]],
  ],
};
