using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Drift.Watch;

/// <summary>Stores findings, so that a restart shows what was found.</summary>
internal static class FindingCodec
{
    public const int Most = 64;
    private const int MostBars = 1024;

    public static void Write(DriftFinding finding, StateWriter writer)
    {
        writer.Text(finding.Signal);
        writer.Byte((byte)finding.Test);
        writer.Double(finding.Statistic);
        writer.Double(finding.Threshold);
        writer.Number(finding.PValue);
        writer.Double(finding.BaselineCount);
        writer.Double(finding.CurrentCount);
        writer.Bool(finding.Drifts);
        writer.Signed(finding.Since ?? -1);
        writer.Count(finding.Picture.Count);
        foreach (var bar in finding.Picture)
        {
            writer.Double(bar.UpTo);
            writer.Double(bar.Baseline);
            writer.Double(bar.Current);
        }
    }

    public static DriftFinding Read(ref StateReader reader)
    {
        var signal = reader.Text() ?? throw reader.Corrupt("a finding without a signal");
        var test = (DriftTest)reader.Byte();
        var (statistic, threshold, p) = (reader.Double(), reader.Double(), reader.Number());
        var (baseline, current, drifts) = (reader.Double(), reader.Double(), reader.Bool());
        var since = reader.Signed();
        var picture = new DriftBar[reader.Length(MostBars)];
        for (var i = 0; i < picture.Length; i++)
            picture[i] = new(reader.Double(), reader.Double(), reader.Double());
        return new(signal, test, statistic, threshold, p, baseline, current, drifts, since < 0 ? null : since, picture);
    }
}
