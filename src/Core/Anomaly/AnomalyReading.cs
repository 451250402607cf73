using System.Text.Json.Serialization;

namespace Plimsoll.Anomaly;

/// <summary>What made a value unusual.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnomalyCause>))]
public enum AnomalyCause : byte
{
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Further from the usual level than the series goes.</summary>
    [JsonStringEnumMemberName("distance")]
    Distance,

    /// <summary>The last values are spread as they have never been.</summary>
    [JsonStringEnumMemberName("distribution")]
    Distribution,

    /// <summary>The level has moved away from what the season has.</summary>
    [JsonStringEnumMemberName("level")]
    Level,
}

/// <summary>What a detector says of one value.</summary>
/// <param name="Strength">1 where it becomes an anomaly; 0 while nothing is known.</param>
/// <param name="Cause">Of the two detectors the one that is surer.</param>
/// <param name="Expected">What the value was expected to be, in the series' unit; null while nothing is known.</param>
public readonly record struct AnomalyReading(double Strength, AnomalyCause Cause, double? Expected)
{
    public bool IsAnomaly => Strength >= 1;

    /// <summary>From 0 to 1; an anomaly from <see cref="ScoreThreshold"/>.</summary>
    public double Score => double.IsPositiveInfinity(Strength) ? 1 : Strength / (1 + Strength);

    public const double ScoreThreshold = 0.5;
}
