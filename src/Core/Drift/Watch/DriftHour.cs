using Plimsoll.Aggregation.Encoding;
using Plimsoll.Drift.Sequences;

namespace Plimsoll.Drift.Watch;

/// <summary>A mean score of one hour.</summary>
/// <param name="Judge">What scored it: hours of another judge are no baseline.</param>
internal readonly record struct HourScore(string Judge, Moments Moments);

/// <summary>What is kept of one hour to compare later hours with; its distributions are decoded when they are asked for.</summary>
/// <param name="Hour">Unix hour.</param>
/// <param name="Version">Of the model that answered most requests: hours of another version are no baseline.</param>
/// <param name="Score">Null where nothing was judged.</param>
/// <param name="Rating">Count and mean of the users' ratings.</param>
internal sealed record DriftHour(long Hour, string Version, HourScore? Score, (long Count, double Mean) Rating)
{
    /// <summary>Values without which an hour is not worth keeping.</summary>
    public const long LeastCount = 30;

    private const string Block = "drift hour";
    private byte[] _distributions = [0];

    /// <summary>Bits of the stored mask: those of drift against the season, and above them those of drift against the days before.</summary>
    private const int MaskBits = 16;

    private uint _drifted;

    /// <summary>By signal; null where there were too few values.</summary>
    public IReadOnlyList<BucketCounts?> Distributions
    {
        get
        {
            var reader = new StateReader(Block, _distributions);
            var distributions = new BucketCounts?[DriftSignal.All.Count];
            for (var left = reader.Length(distributions.Length); left > 0; left--)
                distributions[reader.Between(0, distributions.Length - 1)] = BucketCounts.Read(ref reader);
            return distributions;
        }
        init
        {
            var writer = new StateWriter();
            writer.Count(value.Count(d => d?.Total >= LeastCount));
            for (var i = 0; i < value.Count; i++)
            {
                if (value[i] is not { } distribution || distribution.Total < LeastCount)
                    continue;
                writer.Signed(i);
                distribution.Write(writer);
            }
            _distributions = writer.ToArray();
        }
    }

    /// <summary>Of the component's state at the last change.</summary>
    public long StateVersion { get; set; }

    /// <summary>Whether a signal had drifted against the season: then the hour is no baseline for it. The score is the signal beyond those with distributions.</summary>
    public bool HasDrifted(int signal) => (_drifted >> signal & 1) == 1;

    /// <summary>
    /// Whether a signal had drifted against the days before, while no season was known: then the hour is no baseline for the days
    /// after it, but may be for the same hour of later weeks.
    /// </summary>
    public bool DiffersFromDays(int signal) => HasDrifted(signal + MaskBits);

    /// <param name="season">Whether the same hour of weeks before was what it was compared with.</param>
    public void NoteDrift(int signal, bool season) => _drifted |= 1u << (season ? signal : signal + MaskBits);

    /// <summary>Turns round what <see cref="DiffersFromDays"/> says.</summary>
    public void Outvote(int signal, long stateVersion) => (_drifted, StateVersion) = (_drifted ^ (1u << (signal + MaskBits)), stateVersion);

    public void Write(StateWriter writer)
    {
        writer.Count(Hour);
        writer.Text(Version);
        writer.Count(_drifted);
        writer.Text(Score?.Judge);
        writer.Double(Score?.Moments.Count ?? 0);
        writer.Double(Score?.Moments.Mean ?? 0);
        writer.Double(Score?.Moments.Variance ?? 0);
        writer.Count(Rating.Count);
        writer.Double(Rating.Mean);
        writer.Bytes(_distributions);
    }

    public static DriftHour Read(ref StateReader reader)
    {
        var hour = reader.Count();
        var version = reader.Text() ?? throw reader.Corrupt("an hour without a version");
        var drifted = (uint)reader.Count();
        var judge = reader.Text();
        var moments = new Moments(reader.Double(), reader.Double(), reader.Double());
        var read = new DriftHour(hour, version, judge is null ? null : new(judge, moments), (reader.Count(), reader.Double()))
        {
            _drifted = drifted,
            _distributions = reader.Bytes().ToArray(),
        };
        _ = read.Distributions;
        return read;
    }
}
