using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Drift.Watch;

/// <summary>Since when hours count as a baseline, and why those before do not.</summary>
/// <param name="AtMs">Unix milliseconds; the first hour that counts is the one that begins then or next.</param>
/// <param name="Reason">A person's words, or what changed.</param>
/// <param name="By">Who asked for it; empty where nobody did.</param>
public sealed record BaselineReset(long AtMs, string Reason, string By)
{
    private const long HourMs = 3_600_000;

    /// <summary>First Unix hour of the new baseline.</summary>
    public long Hour => (AtMs + HourMs - 1) / HourMs;

    internal void Write(StateWriter writer)
    {
        writer.Count(AtMs);
        writer.Text(Reason);
        writer.Text(By);
    }

    internal static BaselineReset Read(ref StateReader reader) => new(reader.Count(), reader.Text() ?? "", reader.Text() ?? "");
}
