using System.Globalization;
using Plimsoll.Anomaly;
using Plimsoll.Anomaly.Methods;

namespace Plimsoll.Cli.Detection;

/// <summary>Lines of scores for rows: of one column, or of several together with the one that has most part in it.</summary>
internal sealed class RowScorer
{
    private readonly IReadOnlyList<string> _columns;
    private readonly SeriesScorer? _one;
    private readonly JointScorer? _joint;

    public RowScorer(DetectOptions options)
    {
        _columns = options.Columns;
        if (options.IsJoint)
            _joint = new(_columns.Count);
        else
            _one = new(options.Method, options.Period ?? 0);
    }

    public string Header => $"timestamp,{string.Join(',', _columns)},anomaly_score{(_joint is null ? "" : ",largest")}";

    public string Next(ValueRow row)
    {
        var said = CsvLine.Join([row.Timestamp, .. row.Texts]);
        if (_joint is null)
            return $"{said},{Words(_one!.Next(row.Values[0]))}";
        var reading = _joint.Next(row.Values);
        return $"{said},{Words(reading.Score)},{(reading.Largest is { } largest ? _columns[largest] : "")}";
    }

    private static string Words(double score) => score.ToString("0.######", CultureInfo.InvariantCulture);
}
