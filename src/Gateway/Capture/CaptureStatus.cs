namespace Plimsoll.Gateway.Capture;

/// <summary>How reading one place stands.</summary>
/// <param name="Name">As the configuration has it.</param>
internal sealed record CaptureStatus(string Name)
{
    /// <summary>Whether this process reads for the fleet.</summary>
    public bool Holder { get; init; }

    /// <summary>What came until then is read; null before the first look.</summary>
    public DateTimeOffset? Through { get; init; }

    /// <summary>What is wrong and what to do about it; null while all is well.</summary>
    public string? Problem { get; init; }
}
