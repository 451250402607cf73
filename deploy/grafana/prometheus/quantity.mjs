import { c, costPerHour, errors, firstToken, gauge, gpuCompute, gpuMemory, latency, of, one, percentiles, pressure, rate, ratio, requests, stat, timeseries, total } from './parts.mjs';

export default {
  uid: 'plimsoll-quantity',
  title: 'Plimsoll / Quantity',
  description: 'How much each inference component serves: latency, requests, errors, tokens, GPUs and cost.',
  rows: [
    ['Now', [
      stat('Requests', 'Finished requests a second.', 'reqps', one(`sum(rate(plimsoll_requests_total{${c}}[$__rate_interval]))`, 'requests')),
      stat('Errors', 'Share of finished requests that failed.', 'percentunit', one(`sum(rate(plimsoll_request_errors_total{${c}}[$__rate_interval])) / sum(rate(plimsoll_requests_total{${c}}[$__rate_interval])) or vector(0)`, 'errors')),
      stat('Output tokens', 'Generated tokens a second.', 'short', one(`sum(rate(plimsoll_output_tokens_total{${c}}[$__rate_interval]))`, 'tokens/s')),
      stat('GPUs in use', 'GPUs that do work.', 'none', one(total('plimsoll_gpus', ', state="used"'), 'used')),
      stat('GPUs free', 'GPUs that are reserved or report, and do nothing.', 'none', one(total('plimsoll_gpus', ', state="free"'), 'free')),
      stat('Cost per hour', 'Cost at the present rate, from configured prices.', 'currencyUSD', one(total('plimsoll_cost_dollars_per_hour'), 'cost')),
    ]],
    ['Latency', [
      latency,
      firstToken,
      timeseries('Time per output token', 'TPOT after the first token, one observation a request.', 's', percentiles('plimsoll_tpot_seconds')),
      timeseries('Token-weighted latency', 'Mean latency in which a request counts for each token that it generated, beside the mean over requests.', 's', [
        { expr: `${rate('plimsoll_token_weighted_duration_seconds_total')} / ${rate('plimsoll_token_weighted_tokens_total')}`, legend: '{{component}} by tokens' },
        { expr: `${rate('plimsoll_request_duration_seconds_sum')} / ${rate('plimsoll_request_duration_seconds_count')}`, legend: '{{component}} by requests' },
      ]),
    ]],
    ['Requests', [
      requests,
      timeseries('Requests of a copy', 'Finished requests a second over the copies that report.', 'reqps', one(`${rate('plimsoll_requests_total')} / (sum by (component) (${of('plimsoll_copies')}) > 0)`)),
      errors,
    ]],
    ['Engines', [
      timeseries('In the engine', 'Requests that the serving engine works on, and that wait in it.', 'none', [
        { expr: `sum by (component) (${of('plimsoll_requests_running')})`, legend: '{{component}} running' },
        { expr: `sum by (component) (${of('plimsoll_requests_waiting')})`, legend: '{{component}} waiting' },
      ]),
      timeseries('Copies and instances', 'Copies whose engine reports, and hosts that report.', 'none', [
        { expr: `sum by (component) (${of('plimsoll_copies')})`, legend: '{{component}} copies' },
        { expr: `sum by (component) (${of('plimsoll_hosts')})`, legend: '{{component}} instances' },
      ]),
      timeseries('KV cache', 'Key-value cache in use, mean over copies.', 'percentunit', one(gauge('plimsoll_kv_cache_usage_ratio')), ratio),
    ]],
    ['Tokens', [
      timeseries('Tokens', 'Input and output tokens a second.', 'short', [
        { expr: rate('plimsoll_input_tokens_total'), legend: '{{component}} in' },
        { expr: rate('plimsoll_output_tokens_total'), legend: '{{component}} out' },
      ]),
      timeseries('Input tokens of a request', 'Prompt tokens.', 'short', percentiles('plimsoll_request_input_tokens')),
      timeseries('Output tokens of a request', 'Generated tokens.', 'short', percentiles('plimsoll_request_output_tokens')),
    ]],
    ['GPUs and cost', [
      gpuCompute,
      gpuMemory,
      timeseries('GPUs used and free', 'GPUs of each component.', 'none', [{ expr: `sum by (component, state) (${of('plimsoll_gpus')})`, legend: '{{component}} {{state}}' }]),
      pressure,
      costPerHour,
      timeseries('Cost per million output tokens', 'Cost per hour over the output tokens of an hour.', 'currencyUSD',
        one(`sum by (component) (${of('plimsoll_cost_dollars_per_hour')}) / (${rate('plimsoll_output_tokens_total')} > 0) / 3600 * 1e6`)),
    ]],
  ],
};
