using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Quality.Sampling;

/// <summary>Where a candidate's texts are, and what its verdict is to be filed under.</summary>
/// <param name="Journal">Of the gateway that keeps the texts.</param>
/// <param name="RequestId">As the client sent it; null for one that is known by its trace.</param>
/// <param name="Tenant">Empty where none was named.</param>
/// <param name="ModelVersion">Empty where none was named.</param>
/// <param name="UserHash">Pseudonym of the user; null where none was named.</param>
/// <param name="EndMs">End of the request.</param>
/// <param name="Flagged">By the safety screen.</param>
public sealed record CandidateOrigin(
    Guid Journal, string? RequestId, string? TraceId, string Tenant, string ModelVersion, ulong? UserHash, long EndMs, bool Flagged)
{
    internal void Write(StateWriter writer)
    {
        Span<byte> journal = stackalloc byte[16];
        Journal.TryWriteBytes(journal);
        writer.Bytes(journal);
        writer.Text(RequestId);
        writer.Text(TraceId);
        writer.Text(Tenant);
        writer.Text(ModelVersion);
        writer.Bool(UserHash is not null);
        writer.Fixed64(UserHash ?? 0);
        writer.Count(EndMs);
        writer.Bool(Flagged);
    }

    internal static CandidateOrigin Read(ref StateReader reader)
    {
        var journal = reader.Bytes();
        if (journal.Length != 16)
            throw reader.Corrupt($"a journal's id has {journal.Length} bytes");
        var id = new Guid(journal);
        var (request, trace) = (reader.Text(), reader.Text());
        var (tenant, version) = (reader.Text() ?? "", reader.Text() ?? "");
        var (hasUser, user) = (reader.Bool(), reader.Fixed64());
        return new(id, request, trace, tenant, version, hasUser ? user : null, reader.Count(), reader.Bool());
    }
}
