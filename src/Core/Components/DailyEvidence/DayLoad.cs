using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.Views;

namespace Plimsoll.Components.DailyEvidence;

/// <summary>How much load a day brought, and how busy the GPUs were at it.</summary>
internal sealed class DayLoad
{
    /// <summary>Requests of the busiest minute.</summary>
    public long PeakRequests { get; private set; }

    /// <summary>Output tokens of the minute that made most.</summary>
    public long PeakOutputTokens { get; private set; }

    /// <summary>Copies that served in one hour, at most; 0 where requests name none.</summary>
    public int MostCopies { get; private set; }

    /// <summary>GPU utilization against output tokens a second, an hour at a time.</summary>
    public FitView Fit { get; private set; }

    /// <summary>Whether a minute is busier than all before it.</summary>
    public bool IsPeak(in TrafficCounters minute) => minute.Requests > PeakRequests || minute.OutputTokens > PeakOutputTokens;

    public void AddMinute(in TrafficCounters minute)
    {
        PeakRequests = Math.Max(PeakRequests, minute.Requests);
        PeakOutputTokens = Math.Max(PeakOutputTokens, minute.OutputTokens);
    }

    public void AddHour(double outputTokensPerSecond, double? utilization, int copies)
    {
        MostCopies = Math.Max(MostCopies, copies);
        if (utilization is { } ratio && outputTokensPerSecond > 0)
            Fit = Fit.Plus(new(1, outputTokensPerSecond * outputTokensPerSecond, outputTokensPerSecond * ratio, ratio * ratio));
    }

    public void Write(StateWriter writer)
    {
        writer.Count(PeakRequests);
        writer.Count(PeakOutputTokens);
        writer.Count(MostCopies);
        writer.Count(Fit.Points);
        writer.Double(Fit.Xx);
        writer.Double(Fit.Xy);
        writer.Double(Fit.Yy);
    }

    public static DayLoad Read(ref StateReader reader) => new()
    {
        PeakRequests = reader.Count(),
        PeakOutputTokens = reader.Count(),
        MostCopies = (int)Math.Min(reader.Count(), int.MaxValue),
        Fit = new(reader.Count(), reader.Double(), reader.Double(), reader.Double()),
    };
}
