using System.Text;
using Plimsoll.Quality.Sampling;
using Plimsoll.Telemetry;

namespace Plimsoll.Components.Judging;

/// <summary>Counts answers for the sample and offers those whose texts a gateway keeps.</summary>
internal static class CandidateApplier
{
    private const string CanaryVariant = "canary";

    /// <param name="reader">At a row with a response.</param>
    public static void Add(ComponentData data, ref RecordBatchReader reader, Guid journal, long atMs)
    {
        ref readonly var row = ref reader.Inference;
        var judging = data.Judging;
        judging.Served.Count(row.PromptClass, judging.Sizes.Bounds.Of(row.Content.ResponseChars));
        if (reader.IsCandidate && reader.ReadCandidate() is { } mark)
        {
            Offer(judging, ref reader, mark, journal, atMs);
            judging.Version = data.Version;
        }
    }

    private static void Offer(JudgingState judging, ref RecordBatchReader reader, CandidateMark mark, Guid journal, long atMs)
    {
        ref readonly var row = ref reader.Inference;
        var stratum = new Stratum(reader.Text(row.PromptClass) ?? "", judging.Sizes.Bounds.Of(row.Content.ResponseChars));
        judging.Sampler.Offer(new Candidate(
            mark.Hash, stratum, Suspicion(judging, ref reader, mark), mark.Flagged ? 1 : mark.Cutoff, mark.Cutoff,
            Origin(ref reader, mark, journal, atMs)));
        if (UnitHash.Of(mark.Hash) <= mark.Cutoff)
            judging.Sizes.Note(row.Content.ResponseChars, row.TotalNs);
    }

    private static double Suspicion(JudgingState judging, ref RecordBatchReader reader, CandidateMark mark)
    {
        ref readonly var row = ref reader.Inference;
        return Suspicions.Of(
            failed: row.ErrorType >= 0,
            tail: row.TotalNs >= judging.Sizes.TailFromNs,
            mark.Flagged,
            canary: string.Equals(reader.Text(row.Variant), CanaryVariant, StringComparison.OrdinalIgnoreCase));
    }

    private static CandidateOrigin Origin(ref RecordBatchReader reader, CandidateMark mark, Guid journal, long atMs)
    {
        ref readonly var row = ref reader.Inference;
        var keys = reader.ReadKeys();
        return new(
            journal,
            keys.RequestId.IsEmpty ? null : Encoding.UTF8.GetString(keys.RequestId),
            keys.TraceId.IsEmpty ? null : Convert.ToHexStringLower(keys.TraceId),
            reader.Text(row.Tenant) ?? "", reader.Text(row.ModelVersion) ?? "", row.HasUser ? row.UserHash : null, atMs, mark.Flagged);
    }
}
