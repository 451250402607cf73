using System.Diagnostics.Metrics;
using Plimsoll.ComponentHost;

namespace Plimsoll.Gateway.Capture;

/// <summary>What happens while captured requests are read, as metrics and log lines; never a word of what was said.</summary>
internal sealed partial class CaptureEvents(IMeterFactory meters, ILogger<CaptureEvents> logger)
{
    /// <summary>Lines of one object that are named one by one; the metric has the rest.</summary>
    private const int NamedLines = 5;

    private readonly Tally _requests = new(meters, "plimsoll_gateway_capture_requests", "Requests read from SageMaker's data capture, by outcome.", "capture", "outcome");
    private readonly Tally _leftOut = new(meters, "plimsoll_gateway_capture_left_out", "Lines and objects of SageMaker's data capture that were left out, by reason.", "capture", "reason");
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private (string Key, int Lines) _named;

    public void Taken(string source, int accepted, int duplicates)
    {
        if (accepted > 0)
            _requests.Add(accepted, source, "accepted");
        if (duplicates > 0)
            _requests.Add(duplicates, source, "duplicate");
    }

    /// <summary>All that was due is read, were it nothing.</summary>
    public void Through(string source)
    {
        if (_problems.Remove(source))
            WellAgain(source);
    }

    public void Rejected(string source, string reason) => _leftOut.One(source, reason);

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
}
