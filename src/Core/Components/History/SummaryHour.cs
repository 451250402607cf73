using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Components.History;

/// <summary>
/// The minute summaries of one hour, in their stored form: they are many and seldom asked for. The one that
/// changed last stays open, so that late events of one minute cost one decode.
/// </summary>
internal sealed class SummaryHour(long index)
{
    private const byte Format = 2;
    private const int Minutes = 60;

    private readonly byte[]?[] _minutes = new byte[]?[Minutes];
    private MinuteSummary? _open;
    private int _openMinute;

    /// <summary>Unix hour.</summary>
    public long Index { get; } = index;

    public long Version { get; set; }

    /// <summary>A minute to read; null when nothing is known of it.</summary>
    public MinuteSummary? Find(long minute)
    {
        var at = (int)(minute % Minutes);
        return _open is not null && _openMinute == at ? _open : Decode(at);
    }

    /// <summary>A minute to change.</summary>
    public MinuteSummary Change(long minute)
    {
        var at = (int)(minute % Minutes);
        if (_open is not null && _openMinute == at)
            return _open;
        Seal();
        _openMinute = at;
        return _open = Decode(at) ?? new();
    }

    /// <summary>Puts the open minute back into its stored form.</summary>
    public void Seal()
    {
        if (_open is null)
            return;
        var writer = new StateWriter();
        _open.Write(writer);
        _minutes[_openMinute] = writer.ToArray();
        _open = null;
    }

    public void Write(StateWriter writer)
    {
        Seal();
        writer.Byte(Format);
        writer.Count(Index);
        foreach (var minute in _minutes)
            writer.Bytes(minute);
    }

    public static SummaryHour Read(ref StateReader reader)
    {
        reader.Version(Format);
        var hour = new SummaryHour(reader.Count());
        for (var i = 0; i < Minutes; i++)
        {
            if (reader.Bytes() is { IsEmpty: false } bytes)
                hour._minutes[i] = bytes.ToArray();
            hour.Decode(i);
        }
        return hour;
    }

    private MinuteSummary? Decode(int at)
    {
        if (_minutes[at] is not { } bytes)
            return null;
        var reader = new StateReader("summary", bytes);
        var minute = MinuteSummary.Read(ref reader);
        reader.End();
        return minute;
    }
}
