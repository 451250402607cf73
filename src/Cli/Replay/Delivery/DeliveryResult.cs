namespace Plimsoll.Cli.Replay.Delivery;

/// <summary>What became of one request, after all its retries.</summary>
internal abstract record DeliveryResult
{
    private DeliveryResult() { }

    /// <param name="RejectedUnlisted">Rejected records that the answer counts without naming them.</param>
    public sealed record Counted(int Accepted, int Duplicates, IReadOnlyList<RejectedRecord> Rejected, int RejectedUnlisted) : DeliveryResult;

    /// <summary>The gateway refused the request, or did not take it in time; another would fare no better.</summary>
    public sealed record Failed(string Reason) : DeliveryResult;
}

/// <param name="Index">Place in the request, from 0.</param>
/// <param name="Label">Field and code: the same for every record with the same fault.</param>
/// <param name="Reason">Names the value.</param>
internal sealed record RejectedRecord(int Index, string Label, string Reason);
