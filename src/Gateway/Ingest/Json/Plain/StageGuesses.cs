using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json.Plain;

/// <summary>Stages, by guessing that they have the names that they had in the record before, in the same order.</summary>
internal sealed class StageGuesses(Utf8StringPool names)
{
    private const int MaxLearned = 16;
    private const int MaxLearnedBytes = 96;
    private const int MaxNameBytes = 256;

    private readonly (byte[] Bytes, string Name)[] _learned = CreateEmpty();

    /// <summary>Reads an array of objects with a name and then a number of milliseconds.</summary>
    public bool TryRead(ref PlainCursor cursor, List<Stage> stages)
    {
        if (!cursor.TrySkip('['))
            return false;
        for (var i = 0; i < TelemetryLimits.Stages; i++)
        {
            if (!TryStart(ref cursor, i, out var name) || !cursor.TryDecimal(out var mantissa, out var decimals))
                return false;
            stages.Add(new Stage(name, PowersOfTen.Scale(mantissa, decimals)));
            cursor.SkipSpace();
            if (!cursor.TrySkip('}'))
                return false;
            if (cursor.TrySkip(']'))
                return true;
        }
        return false;
    }

    private bool TryStart(ref PlainCursor cursor, int index, out string name)
    {
        if (index < MaxLearned && _learned[index].Bytes.Length > 0 && cursor.TrySkip(_learned[index].Bytes))
        {
            name = _learned[index].Name;
            return true;
        }
        return TryReadStart(ref cursor, index, out name);
    }

    private bool TryReadStart(ref PlainCursor cursor, int index, out string name)
    {
        name = "";
        var start = cursor.Position;
        cursor.SkipSpace();
        if (index > 0 && !cursor.TrySkip(','))
            return false;
        cursor.SkipSpace();
        if (!cursor.TrySkip('{') || !TryMember(ref cursor, "name"u8) || !cursor.TryText(out var text) || text.Length > MaxNameBytes)
            return false;
        name = names.Get(text);
        cursor.SkipSpace();
        if (!cursor.TrySkip(',') || !TryMember(ref cursor, "ms"u8))
            return false;
        var read = cursor.Since(start);
        if (index < MaxLearned && read.Length <= MaxLearnedBytes)
            _learned[index] = (read.ToArray(), name);
        return true;
    }

    private static bool TryMember(ref PlainCursor cursor, ReadOnlySpan<byte> name)
    {
        cursor.SkipSpace();
        if (!cursor.TryText(out var text) || !text.SequenceEqual(name))
            return false;
        cursor.SkipSpace();
        if (!cursor.TrySkip(':'))
            return false;
        cursor.SkipSpace();
        return true;
    }

    private static (byte[], string)[] CreateEmpty()
    {
        var none = new (byte[], string)[MaxLearned];
        Array.Fill(none, ([], ""));
        return none;
    }
}
