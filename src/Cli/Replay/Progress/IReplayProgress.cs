namespace Plimsoll.Cli.Replay.Progress;

/// <summary>Shows how far a replay is.</summary>
internal interface IReplayProgress
{
    void Update(long sent);

    /// <summary>Something worth a line of its own.</summary>
    void Note(string text);
}
