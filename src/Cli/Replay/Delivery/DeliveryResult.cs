namespace Plimsoll.Cli.Replay.Delivery;

/// <summary>What became of one request, after all its retries.</summary>
internal abstract record DeliveryResult
{
    private DeliveryResult() { }

    /// <param name="RejectedReasons">One for each rejected record.</param>
    public sealed record Counted(int Accepted, int Duplicates, IReadOnlyList<string> RejectedReasons) : DeliveryResult;

    /// <summary>The gateway refused the request, or did not take it in time; another would fare no better.</summary>
    public sealed record Failed(string Reason) : DeliveryResult;
}
