namespace Plimsoll.Components.Views;

/// <summary>Whose traces a component is to give up.</summary>
/// <param name="Pseudonyms">What stands for the user.</param>
/// <param name="Sessions">Pseudonyms of the user's sessions.</param>
/// <param name="Requests">Keyed hashes of the user's requests that may have been judged; needed for those that do not name the user.</param>
/// <param name="Seed">Random, and kept by nobody: what has to stay apart without telling whose it was is named anew under it.</param>
public sealed record ErasureOrder(IReadOnlyList<ulong> Pseudonyms, IReadOnlyList<ulong> Sessions, IReadOnlyList<ulong> Requests, Guid Seed);

/// <summary>What a component gave up.</summary>
/// <param name="Verdicts">Verdicts without the judge's words and the request from now on.</param>
/// <param name="Judgements">Answers that waited for a judge and are not judged.</param>
/// <param name="Annotations">Human judgements that no longer say of which request.</param>
public sealed record ErasureReceipt(int Verdicts, int Judgements, int Annotations, int Sessions)
{
    /// <summary>Bytes of the committed state that were searched for the pseudonyms afterwards.</summary>
    public long BytesSearched { get; init; }

    /// <summary>Places of it in which one stood.</summary>
    public long Found { get; init; }
}
