namespace Plimsoll.Telemetry.Codec;

/// <summary>The text table of a batch being read; each text is decoded when it is first asked for.</summary>
internal readonly ref struct BatchTexts
{
    private readonly ReadOnlySpan<byte> bytes;
    private readonly int[] starts;
    private readonly string?[] decoded;

    private BatchTexts(ReadOnlySpan<byte> bytes, int[] starts)
    {
        this.bytes = bytes;
        this.starts = starts;
        decoded = new string?[starts.Length];
    }

    public int Count => decoded.Length;

    public string this[int index] => decoded[index] ??= Decode(starts[index]);

    /// <summary>Reads the table at the cursor of a batch, which fails when the table does not fit.</summary>
    public static BatchTexts Read(scoped ref ByteCursor cursor, ReadOnlySpan<byte> batch)
    {
        var starts = new int[cursor.ReadCount(bytesEach: 1)];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = cursor.Position;
            cursor.Take(cursor.ReadCount(bytesEach: 1));
        }
        return new BatchTexts(batch, starts);
    }

    /// <summary>The text whose index stands at the cursor.</summary>
    public string ReadFrom(ref ByteCursor cursor)
    {
        var index = cursor.ReadIndex(Count);
        return cursor.Failed ? "" : this[index];
    }

    private string Decode(int start)
    {
        var cursor = new ByteCursor(bytes[start..]);
        return cursor.ReadText();
    }
}
