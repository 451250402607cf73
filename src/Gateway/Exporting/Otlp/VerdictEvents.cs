using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Protos;

namespace Plimsoll.Gateway.Exporting.Otlp;

/// <summary>A verdict as events <c>gen_ai.evaluation.result</c>, one for each dimension with a score. The judge's words stay here.</summary>
internal static class VerdictEvents
{
    private const string EventName = "gen_ai.evaluation.result";
    private const int TraceIdDigits = 32;
    private const int IdBytes = 16;
    private const long NanosPerMs = 1_000_000;

    public static IEnumerable<LogRecord> Of(string component, VerdictView verdict)
    {
        foreach (var (dimension, score) in verdict.Scores)
        {
            if (score is { } value)
                yield return Event(component, verdict, dimension, value);
        }
    }

    private static LogRecord Event(string component, VerdictView verdict, string dimension, double score)
    {
        var record = new LogRecord
        {
            EventName = EventName,
            TimeUnixNano = Nanos(verdict.At),
            ObservedTimeUnixNano = Nanos(verdict.JudgedAt),
            Attributes =
            {
                OtlpAttributes.Of("plimsoll.event.id", Id(component, verdict, dimension)),
                OtlpAttributes.Of("gen_ai.evaluation.name", dimension),
                OtlpAttributes.Of("gen_ai.evaluation.score.value", score),
                OtlpAttributes.Of("gen_ai.evaluation.source", verdict.Evaluator),
                OtlpAttributes.Of("plimsoll.component", component),
                OtlpAttributes.Of("plimsoll.rubric", verdict.Rubric),
                OtlpAttributes.Of("plimsoll.sample", verdict.Sample),
            },
        };
        if (verdict.RequestId is { } request)
            record.Attributes.Add(OtlpAttributes.Of("gen_ai.response.id", request));
        if (verdict.ModelVersion.Length > 0)
            record.Attributes.Add(OtlpAttributes.Of("gen_ai.response.model", verdict.ModelVersion));
        if (verdict.TraceId is { Length: TraceIdDigits } trace)
            record.TraceId = ByteString.CopyFrom(Convert.FromHexString(trace));
        return record;
    }

    /// <summary>The same for the same verdict, however often it is sent or given.</summary>
    private static string Id(string component, VerdictView verdict, string dimension)
    {
        var of = string.Join('\n', component, verdict.RequestId, verdict.TraceId, verdict.At.ToUnixTimeMilliseconds(), verdict.Rubric, verdict.Evaluator, verdict.Sample, dimension);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)).AsSpan(0, IdBytes));
    }

    private static ulong Nanos(DateTimeOffset at) => (ulong)(at.ToUnixTimeMilliseconds() * NanosPerMs);
}
