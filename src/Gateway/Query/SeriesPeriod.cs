namespace Plimsoll.Gateway.Query;

/// <summary>The time that a series covers, with its step.</summary>
internal sealed record SeriesPeriod(DateTimeOffset From, DateTimeOffset To, TimeSpan Step)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    /// <summary>Points of one series.</summary>
    public long Points => (long)Math.Ceiling((To - From) / Step) + 1;

    /// <summary>The last hour when nothing is said; minutes within the last day, hours before.</summary>
    public static bool TryRead(
        string? from, string? to, string? step, DateTimeOffset now, out SeriesPeriod period, out ParameterError? error)
    {
        period = new(now, now, TimeSpan.FromMinutes(1));
        if (!TimeParameter.TryTime(to ?? "now", now, out var end))
            return Fails(out error, "to", to, $"it may be {TimeParameter.TimeForms}");
        if (!TimeParameter.TryTime(from ?? "-1h", now, out var start))
            return Fails(out error, "from", from, $"it may be {TimeParameter.TimeForms}");
        if (start >= end)
            return Fails(out error, "from", from, $"it must be before to ({end:O})");
        var length = start >= now - Day ? TimeSpan.FromMinutes(1) : TimeSpan.FromHours(1);
        if (step is not null && (!TimeParameter.TryDuration(step, out length) || length.Ticks % TimeSpan.TicksPerMinute != 0))
            return Fails(out error, "step", step, $"it may be {TimeParameter.StepForms}");
        period = new(start, end, length);
        error = null;
        return true;
    }

    private static bool Fails(out ParameterError? error, string parameter, string? value, string mayBe)
    {
        error = ParameterError.Of(parameter, value, mayBe);
        return false;
    }
}
