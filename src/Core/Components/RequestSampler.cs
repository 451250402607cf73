using Plimsoll.Aggregation;
using Plimsoll.Telemetry;

namespace Plimsoll.Components;

/// <summary>Turns a row into what it adds to the aggregates.</summary>
internal static class RequestSampler
{
    /// <summary>
    /// A failed request's latencies are left out, and so are those of a first token later than the end. Returns
    /// whether that was so.
    /// </summary>
    public static bool Fill(ref RequestSample sample, in InferenceRow row, ref RecordBatchReader reader, in TokenPrices prices)
    {
        sample.ErrorType = reader.Text(row.ErrorType);
        sample.FinishReason = reader.Text(row.FinishReason);
        CountSizes(ref sample, in row, in prices);
        var skewed = row.TotalNs >= 0 && row.TtftNs > row.TotalNs;
        if (sample.ErrorType is null && !skewed)
            SetLatencies(ref sample, in row);
        return skewed;
    }

    private static void CountSizes(ref RequestSample sample, in InferenceRow row, in TokenPrices prices)
    {
        var input = Math.Max(row.InputTokens, 0);
        var output = Math.Max(row.OutputTokens, 0);
        var cached = Math.Max(row.CachedInputTokens, 0);
        ref var counters = ref sample.Counters;
        counters.Requests = 1;
        counters.Errors = sample.ErrorType is null ? 0 : 1;
        counters.InputTokens = input;
        counters.OutputTokens = output;
        counters.CachedInputTokens = cached;
        counters.TokenCostNano = prices.Nano(input, cached, output);
        sample.SetCount(Measure.InputTokens, row.InputTokens);
        sample.SetCount(Measure.OutputTokens, row.OutputTokens);
        if (!row.Content.Any)
            return;
        sample.SetCount(Measure.PromptChars, row.Content.PromptChars);
        sample.SetCount(Measure.ResponseChars, row.Content.ResponseChars);
    }

    private static void SetLatencies(ref RequestSample sample, in InferenceRow row)
    {
        sample.SetLatency(Measure.Ttft, row.TtftNs);
        sample.SetLatency(Measure.Tpot, row.TpotNs);
        sample.SetLatency(Measure.Total, row.TotalNs);
        sample.SetLatency(Measure.Queue, row.QueueNs);
        sample.SetLatency(Measure.Prefill, row.PrefillNs);
        sample.SetLatency(Measure.Decode, row.DecodeNs);
        if (row.TotalNs < 0 || row.OutputTokens < 0)
            return;
        sample.Counters.WeightedLatencyNs = (UInt128)row.TotalNs * (ulong)row.OutputTokens;
        sample.Counters.WeightedTokens = row.OutputTokens;
    }
}
