namespace Plimsoll.Cli.Erasing;

/// <summary>What a gateway is asked to erase.</summary>
internal sealed record ErasureQuestion(string UserId);

/// <summary>What <c>/api/v1/erasures</c> answers.</summary>
internal sealed record ErasureAnswer(
    string Id, string State, string Step, int Done, string? Reason, DateTimeOffset? FinishedAt, ErasedCounts Erased, IReadOnlyList<SearchedPlace> Searched, bool IdSearched, long Found);

internal sealed record ErasedCounts(
    long Rows, long Texts, int Verdicts, int Judgements, int Annotations, int Sessions, int AuditLines, long Unreadable);

internal sealed record SearchedPlace(string Place, int Files, long Bytes, long Found);
