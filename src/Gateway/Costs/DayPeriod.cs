using System.Globalization;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query;

namespace Plimsoll.Gateway.Costs;

/// <summary>UTC days, both included.</summary>
internal sealed record DayPeriod(DateOnly From, DateOnly To)
{
    public const string Forms = "a UTC day such as 2026-10-31, " + TimeParameter.TimeForms;

    private const string DayForm = "yyyy-MM-dd";

    /// <summary>Whether a time is on one of the days.</summary>
    public bool Contains(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime) is var day && day >= From && day <= To;

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <param name="days">How many days to now, today included, where nothing is said.</param>
    public static bool TryRead(string? from, string? to, int days, DateTimeOffset now, out DayPeriod period, out ParameterError? error)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        period = new(today.AddDays(1 - days), today);
        if (!TryDay(to, now, out var last))
            return Fails(out error, "to", to, $"it may be {Forms}");
        if (!TryDay(from, now, out var first))
            return Fails(out error, "from", from, $"it may be {Forms}");
        var end = last ?? today;
        var start = first ?? end.AddDays(1 - days);
        period = new(start, end);
        if (start > end)
            return Fails(out error, "from", from, $"it must not be after to ({Text(end)})");
        if (period.Days > EvidenceQuery.KeptDays)
            return Fails(out error, "from", from, $"it may be at most {EvidenceQuery.KeptDays} days before to ({Text(end)})");
        error = null;
        return true;
    }

    public static string Text(DateOnly day) => day.ToString(DayForm, CultureInfo.InvariantCulture);

    private static bool TryDay(string? text, DateTimeOffset now, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrEmpty(text))
            return true;
        if (DateOnly.TryParseExact(text, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var plain))
            day = plain;
        else if (TimeParameter.TryTime(text, now, out var time))
            day = DateOnly.FromDateTime(time.UtcDateTime);
        return day is not null;
    }

    private static bool Fails(out ParameterError? error, string parameter, string? value, string mayBe)
    {
        error = ParameterError.Of(parameter, value, mayBe);
        return false;
    }
}
