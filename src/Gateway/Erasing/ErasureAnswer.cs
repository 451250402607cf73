namespace Plimsoll.Gateway.Erasing;

/// <summary>How an erasure stands.</summary>
/// <param name="State">running, done, incomplete (it was found somewhere, or something could not be reached: ask again) or failed.</param>
/// <param name="Step">queued, learning, components, audit, texts, journal, deliveries, searching or finished.</param>
/// <param name="Done">Parts of the step that are done: segments, components or files.</param>
/// <param name="Reason">Why it is not done; null while it runs and once it is.</param>
internal sealed record ErasureAnswer(string Id, string State, string Step, int Done, string? Reason, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt)
{
    public ErasedCounts Erased { get; init; } = new();

    /// <summary>What was searched afterwards for the user's id and pseudonym, in every form that is stored.</summary>
    public IReadOnlyList<SearchedPlace> Searched { get; init; } = [];

    /// <summary>False where the id is so short that it stands in any file by chance: then only the pseudonym was searched for.</summary>
    public bool IdSearched { get; init; }

    /// <summary>Places in which it still stands.</summary>
    public long Found => Searched.Sum(p => p.Found);
}

/// <summary>What was given up. Nothing that is counted changes.</summary>
internal sealed record ErasedCounts
{
    /// <summary>Rows of the journal that no longer say whose they are.</summary>
    public long Rows { get; init; }

    /// <summary>Requests whose texts are gone.</summary>
    public long Texts { get; init; }

    /// <summary>Verdicts without the judge's words and the request.</summary>
    public int Verdicts { get; init; }

    /// <summary>Answers that waited for a judge and are not judged.</summary>
    public int Judgements { get; init; }

    public int Annotations { get; init; }
    public int Sessions { get; init; }
    public int AuditLines { get; init; }

    /// <summary>Batches and entries that this build cannot read.</summary>
    public long Unreadable { get; init; }
}
