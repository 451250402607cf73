using System.Globalization;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Interactions;

/// <summary>Requests that differ in a known way.</summary>
internal static class Requests
{
    /// <summary>Request <c>r-N</c>: a second apart, components a, b and c in turn, every tenth failed, every seventh flagged, three to a session.</summary>
    public static InferenceRecord Number(int n)
    {
        var record = new InferenceRecord
        {
            RequestId = Id(n),
            TraceId = n.ToString("x32", CultureInfo.InvariantCulture),
            Component = "abc"[n % 3].ToString(),
            TimestampMs = LogRig.StartMs + n * 1000L,
            InputTokens = n,
            TotalLatencyMs = n,
            ErrorType = n % 10 == 0 ? "timeout" : null,
            SessionHash = (ulong)(n / 3),
        };
        record.Scores.Add(new ClientScore("helpfulness", 0.5, "app"));
        if (n % 7 == 0)
            record.SafetyFlags.Add("toxicity");
        return record;
    }

    public static string Id(int n) => string.Create(CultureInfo.InvariantCulture, $"r-{n}");

    /// <summary>Journal entries of ten requests each.</summary>
    public static async Task AppendAsync(LogRig rig, int count)
    {
        for (var n = 0; n < count; n += 10)
            await rig.AppendAsync([.. Enumerable.Range(n, Math.Min(10, count - n)).Select(Number)]);
    }
}
