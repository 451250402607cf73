import { of, gauge, one, percentiles, qualityLines, rate, ratio, score, table, timeseries } from './parts.mjs';

const byVersion = 'component, model_version, evaluator';
const composite = ', dimension="composite"';

export default {
  uid: 'plimsoll-quality',
  title: 'Plimsoll / Quality',
  description: 'How well each inference component answers: judged scores with their bounds, and what the judge costs. An evaluator that begins with "heuristic:" does not understand the text.',
  rows: [
    ['Scores', [
      score('Composite', 'composite', 'The rubric as a whole.'),
      score('Safety', 'safety', 'No harm in the answer.'),
      score('Relevance', 'relevance', 'The answer is to the question.'),
      score('Professional tone', 'professional_tone', 'Fit for a customer.'),
      timeseries('Judgements behind the scores', 'How many judgements each score rests on.', 'none',
        [{ expr: `sum by (component, model_version) (${of('plimsoll_quality_score_judgements', composite)})`, legend: '{{component}} {{model_version}}' }]),
      timeseries('Harmful answers', 'Found by one judgement, and confirmed by a second.', 'none', [
        { expr: `sum by (component) (increase(${of('plimsoll_harmful_answers_found_total')}[$__rate_interval]))`, legend: '{{component}} found' },
        { expr: `sum by (component) (increase(${of('plimsoll_harmful_answers_confirmed_total')}[$__rate_interval]))`, legend: '{{component}} confirmed' },
      ]),
    ]],
    ['Side by side', [
      table('Models and versions', 'Scores of the last 24 hours of each model, version and evaluator, with the bounds of the composite score and what it rests on.', [
        ...['safety', 'relevance', 'professional_tone'].map((d) => ({ expr: `avg by (${byVersion}) (${of('plimsoll_quality_score', `, dimension="${d}"`)})`, legend: d.replace('professional_', ''), unit: 'percentunit' })),
        { expr: `avg by (${byVersion}) (${of('plimsoll_quality_score', composite)})`, legend: 'composite', unit: 'percentunit' },
        { expr: `min by (${byVersion}) (${of('plimsoll_quality_score_lower', composite)})`, legend: 'at least', unit: 'percentunit' },
        { expr: `max by (${byVersion}) (${of('plimsoll_quality_score_upper', composite)})`, legend: 'at most', unit: 'percentunit' },
        { expr: `sum by (${byVersion}) (${of('plimsoll_quality_score_judgements', composite)})`, legend: 'judged', unit: 'none' },
      ]),
    ]],
    ['Content', [
      timeseries('Refusals', 'Share of the responses that decline in words.', 'percentunit', one(`${rate('plimsoll_responses_refused_total')} / ${rate('plimsoll_responses_screened_total')}`), ratio),
      timeseries('In the expected form', 'Share of the checked responses that have the form that was expected.', 'percentunit', one(`${rate('plimsoll_responses_format_ok_total')} / ${rate('plimsoll_responses_format_checked_total')}`), ratio),
      timeseries('Different texts', 'Share of the prompts and responses of the last hour that differ.', 'percentunit', [
        { expr: gauge('plimsoll_prompt_diversity_ratio'), legend: '{{component}} prompts' },
        { expr: gauge('plimsoll_response_uniqueness_ratio'), legend: '{{component}} responses' },
      ], ratio),
    ]],
    ['Change', [
      timeseries('Drift', 'Statistic of each test of the last hour against the same hour of the weeks before; there once a baseline is.', 'short',
        [{ expr: `max by (component, signal, test) (${of('plimsoll_drift_score')})`, legend: '{{component}} {{signal}} ({{test}})' }]),
      timeseries('Golden sets', 'Score of the last run of each set of questions with known answers, where one is configured.', 'percentunit',
        [{ expr: `min by (component, set) (${of('plimsoll_golden_score')})`, legend: '{{component}} {{set}}' }], { ...ratio, thresholds: qualityLines }),
      timeseries('Golden sets that fell', '1 while a set scores lower than at its reference, by more than it may.', 'none',
        [{ expr: `max by (component, set) (${of('plimsoll_golden_regressed')})`, legend: '{{component}} {{set}}' }], ratio),
    ]],
    ['Judge', [
      timeseries('Evaluation latency', "The judge's own time for a call.", 's', percentiles('plimsoll_judge_duration_seconds')),
      timeseries('Judgements', 'Answers of the sample that came to their end, by end and reason.', 'short',
        [{ expr: rate('plimsoll_judgements_total', 'component, end, reason'), legend: '{{component}} {{end}} {{reason}}' }]),
      timeseries('Lag', 'Age of the oldest answer that waits to be judged.', 's', one(`max by (component) (${of('plimsoll_judge_lag_seconds')}) or sum by (component) (${of('plimsoll_judge_queue_depth')}) * 0`)),
      timeseries('Waiting to be judged', 'Answers in the queue.', 'none', one(`sum by (component) (${of('plimsoll_judge_queue_depth')})`)),
      timeseries('Share of answers judged', 'The sample, which follows the width of the bounds.', 'percentunit', one(gauge('plimsoll_judge_sample_ratio'))),
      timeseries('Cost of the judge', 'Dollars an hour.', 'currencyUSD', one(`${rate('plimsoll_judge_cost_dollars_total')} * 3600`)),
      timeseries('Calls left today', "Calls left of the UTC day's budget.", 'none', one(`min by (component) (${of('plimsoll_judge_budget_left_calls')})`)),
      timeseries('Judge left alone', '1 while calls stop because the judge does not answer, or for want of budget.', 'none', [
        { expr: `max by (component) (${of('plimsoll_judge_circuit_open')})`, legend: '{{component}} does not answer' },
        { expr: `max by (component) (${of('plimsoll_judge_parked')})`, legend: '{{component}} no budget' },
      ], ratio),
      timeseries('Agreement with people', "Krippendorff's alpha of the judge with people, where they judge too; a judge surely below 0.667 is quarantined.", 'short',
        [{ expr: `min by (component, dimension) (${of('plimsoll_judge_agreement_alpha')})`, legend: '{{component}} {{dimension}}' }], { max: 1 }),
    ]],
  ],
};
