namespace Plimsoll.Gateway.Cloud;

/// <summary>How long somebody is left alone who does not answer: twice as long after each failure, or as long as was asked for.</summary>
internal sealed class Forbearance(TimeProvider time)
{
    private const int MostDoublings = 10;

    private DateTimeOffset _until;
    private int _failures;

    public bool IsOver => time.GetUtcNow() >= _until;

    /// <summary>Notes a failure.</summary>
    /// <param name="first">After the first failure in a row.</param>
    /// <param name="longest">Bounds what is asked for as well.</param>
    /// <param name="asked">By the other side; null for nothing.</param>
    public TimeSpan Fail(TimeSpan first, TimeSpan longest, TimeSpan? asked)
    {
        var own = first * Math.Pow(2, Math.Min(_failures++, MostDoublings));
        var wait = asked > own ? asked.Value : own;
        return Rest(wait < longest ? wait : longest);
    }

    /// <summary>Waits though nothing failed.</summary>
    public TimeSpan Rest(TimeSpan wait)
    {
        _until = time.GetUtcNow() + wait;
        return wait;
    }

    public void Succeed() => _failures = 0;
}
