using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Queue;

/// <summary>Where one request stands.</summary>
internal sealed class QueuedRequest(JudgeRequest request)
{
    public JudgeRequest Request { get; } = request;

    /// <summary>Calls begun.</summary>
    public int Calls { get; set; }

    public int Malformed { get; set; }

    /// <summary>Calls whose end nobody saw, because the host went down.</summary>
    public int Interruptions { get; set; }

    public long NotBeforeMs { get; set; }

    /// <summary>Until when there is no room in its tenant's budget; not saved, for the budget may be another after a start.</summary>
    public long HeldUntilMs { get; set; }

    public bool InFlight { get; set; }

    /// <summary>Of the call under way.</summary>
    public long BegunMs { get; set; }

    /// <summary>Of the call under way; a retry has another.</summary>
    public string CallId => FormattableString.Invariant($"{Request.Id}/{Calls}");

    public void Write(StateWriter writer)
    {
        Request.Write(writer);
        writer.Count(Calls);
        writer.Count(Malformed);
        writer.Count(Interruptions);
        writer.Count(NotBeforeMs);
        writer.Bool(InFlight);
        writer.Count(BegunMs);
    }

    public static QueuedRequest Read(ref StateReader reader) => new(JudgeRequest.Read(ref reader))
    {
        Calls = (int)reader.Count(),
        Malformed = (int)reader.Count(),
        Interruptions = (int)reader.Count(),
        NotBeforeMs = reader.Count(),
        InFlight = reader.Bool(),
        BegunMs = reader.Count(),
    };
}
