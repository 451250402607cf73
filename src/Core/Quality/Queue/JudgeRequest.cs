using Plimsoll.Aggregation.Encoding;
using Plimsoll.Quality.Sampling;

namespace Plimsoll.Quality.Queue;

/// <summary>One answer that is to be judged. Its texts are elsewhere, found by <see cref="RequestHash"/>.</summary>
/// <param name="Id">Deterministic: the same wish has the same id and is queued once.</param>
/// <param name="RequestHash">Keyed hash of the request id.</param>
/// <param name="RubricVersion">Under which it is to be judged.</param>
/// <param name="Inclusion">π, see <see cref="SampledRequest"/>.</param>
/// <param name="Relative">See <see cref="SampledRequest"/>; 0 outside the uniform part.</param>
/// <param name="CreatedMs">End of the request that is judged.</param>
public sealed record JudgeRequest(
    string Id, ulong RequestHash, JudgePriority Priority, string RubricVersion, double Inclusion, double Relative, long CreatedMs,
    Stratum Stratum, CandidateOrigin Origin)
{
    public string Tenant => Origin.Tenant;

    public string ModelVersion => Origin.ModelVersion;

    internal void Write(StateWriter writer)
    {
        writer.Text(Id);
        writer.Fixed64(RequestHash);
        writer.Byte((byte)Priority);
        writer.Text(RubricVersion);
        writer.Double(Inclusion);
        writer.Double(Relative);
        writer.Count(CreatedMs);
        Stratum.Write(writer);
        Origin.Write(writer);
    }

    internal static JudgeRequest Read(ref StateReader reader)
    {
        var id = Required(ref reader);
        var hash = reader.Fixed64();
        var priority = reader.Byte();
        if (priority > (byte)JudgePriority.Again)
            throw reader.Corrupt($"{priority} is no priority");
        return new(id, hash, (JudgePriority)priority, Required(ref reader), reader.Double(), reader.Double(), reader.Count(),
            Stratum.Read(ref reader), CandidateOrigin.Read(ref reader));
    }

    private static string Required(ref StateReader reader) => reader.Text() ?? throw reader.Corrupt("a judge request lacks a text");
}

/// <summary>0 is judged first; the last is shed first.</summary>
public enum JudgePriority : byte
{
    /// <summary>Whether a harmful verdict holds.</summary>
    Confirmation,

    /// <summary>The safety screen flagged it.</summary>
    Flagged,

    /// <summary>Of the fixed set that shows whether the evaluator itself has changed.</summary>
    Fixed,

    /// <summary>Stands for all traffic.</summary>
    Uniform,

    /// <summary>Errors, tails and canaries.</summary>
    Targeted,

    /// <summary>Judged a second time, to see whether the judge agrees with itself.</summary>
    Again,
}
