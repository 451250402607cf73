using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>Something that changed or happened on a day.</summary>
/// <param name="Kind"><c>state</c>, <c>model_version</c>, <c>rubric</c>, <c>configuration</c>, <c>alert_fired</c> or <c>alert_resolved</c>.</param>
/// <param name="What">The setting or the alert's rule; empty where the kind says it.</param>
/// <param name="From">What it was; of an alert its priority. Null when it was not there.</param>
/// <param name="To">What it is; null when it is no more.</param>
/// <param name="SinceMs">Of an alert: when its condition began to hold; else the same as <paramref name="AtMs"/>.</param>
internal sealed record EvidenceChange(long AtMs, string Kind, string What, string? From, string? To, long SinceMs)
{
    public const string AlertFired = "alert_fired";
    public const string AlertResolved = "alert_resolved";

    public void Write(StateWriter writer)
    {
        writer.Count(AtMs);
        writer.Text(Kind);
        writer.Text(What);
        writer.Text(From);
        writer.Text(To);
        writer.Count(SinceMs);
    }

    public static EvidenceChange Read(ref StateReader reader) =>
        new(reader.Count(), reader.Text() ?? "", reader.Text() ?? "", reader.Text(), reader.Text(), reader.Count());
}
