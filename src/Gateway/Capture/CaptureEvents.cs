using System.Diagnostics.Metrics;

namespace Plimsoll.Gateway.Capture;

/// <summary>What happens while captured requests are read, as metrics and log lines; never a word of what was said.</summary>
internal sealed partial class CaptureEvents
{
    /// <summary>Lines of one object that are named one by one; the metric has the rest.</summary>
    private const int NamedLines = 5;

    private readonly ILogger<CaptureEvents> _logger;
    private readonly Counter<long> _requests;
    private readonly Counter<long> _leftOut;
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private (string Key, int Lines) _named;

    public CaptureEvents(IMeterFactory meters, ILogger<CaptureEvents> logger)
    {
        _logger = logger;
        var meter = meters.Create("Plimsoll.Gateway");
        _requests = meter.CreateCounter<long>("plimsoll_gateway_capture_requests", description: "Requests read from SageMaker's data capture, by outcome.");
        _leftOut = meter.CreateCounter<long>("plimsoll_gateway_capture_left_out", description: "Lines and objects of SageMaker's data capture that were left out, by reason.");
    }

    public void Taken(string source, int accepted, int duplicates)
    {
        Count(_requests, source, "outcome", "accepted", accepted);
        Count(_requests, source, "outcome", "duplicate", duplicates);
        if (_problems.Remove(source))
            WellAgain(source);
    }

    public void Rejected(string source, string reason) => Count(_leftOut, source, "reason", reason, 1);

    public void WrongLine(string source, string key, int line, string reason)
    {
        Rejected(source, reason);
        _named = _named.Key == key ? (key, _named.Lines + 1) : (key, 1);
        if (_named.Lines <= NamedLines)
            LineLeftOut(source, key, line, reason);
    }

    public void ObjectLeftOut(string source, string key, string reason)
    {
        Rejected(source, reason);
        NotRead(source, key, reason);
    }

    public void Pause(string source, TimeSpan missed)
    {
        Rejected(source, "too_old");
        Missed(source, missed);
    }

    public void Delayed(string source, string reason, TimeSpan wait)
    {
        if (IsNew(source, reason))
            NotAnswered(source, reason, wait);
    }

    public void Refused(string source, string reason, string advice, TimeSpan wait)
    {
        if (IsNew(source, reason))
            MustChange(source, advice, wait);
    }

    public void CursorNotSaved(string source, string why) => NotSaved(source, why);

    public void TurnFailed(string source, Exception trouble) => Failed(source, trouble);

    /// <summary>A problem is told when it begins and when it changes: not at each try.</summary>
    private bool IsNew(string source, string reason)
    {
        if (_problems.GetValueOrDefault(source) == reason)
            return false;
        _problems[source] = reason;
        return true;
    }

    private static void Count(Counter<long> counter, string source, string label, string value, long count)
    {
        if (count > 0)
            counter.Add(count, new KeyValuePair<string, object?>("capture", source), new KeyValuePair<string, object?>(label, value));
    }
}
