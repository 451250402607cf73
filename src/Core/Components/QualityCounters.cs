using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;
using Plimsoll.Components.AggregatedSeries;
using Plimsoll.Components.Views;

namespace Plimsoll.Components;

/// <summary>What was unusual about the input since the component began.</summary>
internal sealed class QualityCounters
{
    private const int MaxReason = 300;

    private long _late;
    private long _tooOld;
    private long _futureClamped;
    private long _overflowedValues;

    public long ClockSkew { get; set; }

    public long SetAside { get; private set; }

    public string? LastSetAside { get; private set; }

    public ref long OverflowedValues => ref _overflowedValues;

    public void Count(Placement placement)
    {
        switch (placement)
        {
            case Placement.Late:
                _late++;
                break;
            case Placement.TooOld:
                _tooOld++;
                break;
            case Placement.FutureClamped:
                _futureClamped++;
                break;
            default:
                break;
        }
    }

    public void CountSetAside(string reason)
    {
        SetAside++;
        LastSetAside = reason.Length <= MaxReason ? reason : reason[..MaxReason];
    }

    /// <param name="effectsDropped">Effects that were given up for want of room.</param>
    /// <param name="series">Of all sources.</param>
    public DataQualityView ToView(long effectsDropped, SeriesCounters series) =>
        new(_late, _tooOld, _futureClamped, ClockSkew, SetAside, _overflowedValues, LastSetAside, effectsDropped,
            series.Overflowed, series.Repeated, series.Resets, series.Superseded);

    public void Write(StateWriter writer)
    {
        writer.Count(_late);
        writer.Count(_tooOld);
        writer.Count(_futureClamped);
        writer.Count(ClockSkew);
        writer.Count(SetAside);
        writer.Count(_overflowedValues);
        writer.Text(LastSetAside);
    }

    public void Restore(ref StateReader reader)
    {
        _late = reader.Count();
        _tooOld = reader.Count();
        _futureClamped = reader.Count();
        ClockSkew = reader.Count();
        SetAside = reader.Count();
        _overflowedValues = reader.Count();
        LastSetAside = reader.Text();
    }
}
