using System.Globalization;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Demo;

/// <summary>The requests of one model in one minute.</summary>
internal sealed class DemoRequests(ulong seed, DemoModel model, long minute)
{
    private const int Users = 240, SessionMinutes = 20;

    /// <summary>Clients give up when no token has come by then.</summary>
    private const double TimeoutMs = 30_000;

    private static readonly (PromptKind, double)[] Kinds =
    [
        (new("chat", 1, 1), 0.55), (new("summary", 4, 0.7), 0.2), (new("code", 1.6, 1.9), 0.15), (new("extract", 2.2, 0.3), 0.1),
    ];

    private static readonly (string, double)[] FinishReasons =
        [("stop", 0.93), ("length", 0.04), ("tool_calls", 0.025), ("content_filter", 0.005)];

    private static readonly (string, double)[] Tenants = [("retail", 0.5), ("support", 0.35), ("research", 0.15)];

    private static readonly (string, double)[] ErrorTypes = [("timeout", 0.6), ("internal_error", 0.25), ("rate_limited", 0.15)];

    private readonly SeededRandom _random = SeededRandom.For(seed, 4, (ulong)model.Index, (ulong)minute);
    private readonly DemoConditions _now = DemoConditions.At(seed, model, minute);
    private readonly DemoTexts _texts = new(seed, model, minute);
    private readonly (DemoVersion, double)[] _versions = [.. model.Versions.Select(v => (v, v.Share))];

    public IEnumerable<InferenceRecord> Make()
    {
        var count = _random.Poisson(_now.RequestsPerSecond * 60);
        for (var i = 0; i < count; i++)
            yield return Request(i);
    }

    private InferenceRecord Request(int number)
    {
        var version = _random.Pick(_versions);
        var kind = _random.Pick(Kinds);
        var record = new InferenceRecord
        {
            RequestId = string.Create(CultureInfo.InvariantCulture, $"demo-{model.Index}-{minute}-{number}"),
            TraceId = _random.NextUInt64().ToString("x16", CultureInfo.InvariantCulture) + _random.NextUInt64().ToString("x16", CultureInfo.InvariantCulture),
            Component = model.Name,
            Endpoint = DemoModel.Endpoint,
            Model = model.Name,
            ModelVersion = version.Name,
            PromptVersion = _random.Chance(0.5) ? "v7" : "v8",
            Variant = _random.Chance(0.8) ? "control" : "concise",
            Copy = $"copy-{_random.Below(_now.BusyCopies)}",
            Tenant = _random.Pick(Tenants),
            TimestampMs = (minute * 60_000) + _random.Below(60_000),
            PromptClass = kind.Name,
        };
        SetUser(record);
        SetTokensAndTimes(record, version, kind);
        _texts.AddTo(record);
        return record;
    }

    private void SetUser(InferenceRecord record)
    {
        var user = (ulong)(Users * Math.Pow(_random.NextDouble(), 1.8));
        record.UserHash = SeededRandom.Mix(seed, 5, user);
        record.SessionHash = SeededRandom.Mix(seed, 6, user, (ulong)(minute / SessionMinutes));
    }

    private void SetTokensAndTimes(InferenceRecord record, DemoVersion version, PromptKind kind)
    {
        var input = Math.Clamp((long)_random.LogNormal(model.MedianInputTokens * kind.Input, 0.7), 8, 32_000);
        record.InputTokens = input;
        record.CachedInputTokens = _random.Chance(0.35) ? input / 2 : 0;
        record.QueueMs = _random.Exponential(_now.MeanQueueMs);
        if (_random.Chance(_now.ErrorRatio))
        {
            Fail(record, _now.Incident?.Kind == DemoIncidentKind.GpuSaturation ? "kv_cache_full" : _random.Pick(ErrorTypes));
            return;
        }
        var output = Math.Clamp((long)_random.LogNormal(model.MedianOutputTokens * kind.Output, 0.6), 1, 4_096);
        record.OutputTokens = output;
        record.FinishReason = _random.Pick(FinishReasons);
        SetTimes(record, version, input - record.CachedInputTokens.Value, output);
        if (record.TtftMs > TimeoutMs)
            Fail(record, "timeout");
    }

    private void Fail(InferenceRecord record, string type)
    {
        record.ErrorType = type;
        record.QueueMs = Math.Min(record.QueueMs ?? 0, TimeoutMs);
        record.TotalLatencyMs = type == "timeout" ? TimeoutMs : record.QueueMs + _random.Exponential(80);
        record.OutputTokens = null;
        record.FinishReason = null;
        record.TtftMs = record.TpotMs = record.PrefillMs = record.DecodeMs = null;
    }

    private void SetTimes(InferenceRecord record, DemoVersion version, long freshInput, long output)
    {
        var retrieval = record.PromptClass == "summary" ? _random.LogNormal(35, 0.4) : 0;
        var prefill = freshInput * model.PrefillMsPerToken * version.Ttft * _now.Slowdown * _random.LogNormal(1, 0.1);
        var tpot = model.TpotMs * version.Tpot * _now.Slowdown * _random.LogNormal(1, 0.12);
        record.PrefillMs = prefill;
        record.TtftMs = record.QueueMs + retrieval + (model.OverheadMs * version.Ttft * _random.LogNormal(1, 0.25)) + prefill;
        record.TpotMs = output > 1 ? tpot : null;
        record.DecodeMs = tpot * (output - 1);
        record.TotalLatencyMs = record.TtftMs + record.DecodeMs;
        if (retrieval > 0)
            record.Stages.Add(new Stage("retrieval", retrieval));
        record.Stages.Add(new Stage("tokenize", _random.LogNormal(2.5, 0.3)));
    }

    /// <summary>Factors on the model's median token counts.</summary>
    private sealed record PromptKind(string Name, double Input, double Output);
}
