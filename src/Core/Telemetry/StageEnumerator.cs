using Plimsoll.Telemetry.Codec;

namespace Plimsoll.Telemetry;

/// <summary>Walks the stages of one row without allocating; for <c>foreach</c>.</summary>
public ref struct StageEnumerator
{
    private ByteCursor cursor;
    private int left;

    internal StageEnumerator(ReadOnlySpan<byte> bytes, int count)
    {
        cursor = new ByteCursor(bytes);
        left = count;
    }

    public RowStage Current { get; private set; }

    public readonly StageEnumerator GetEnumerator() => this;

    public bool MoveNext()
    {
        if (left == 0)
            return false;
        left--;
        Current = new RowStage((int)cursor.ReadNumber(), cursor.ReadNumber());
        return true;
    }
}

/// <summary>One stage of a row: index of its name in the batch's table, and its time in whole nanoseconds.</summary>
public readonly record struct RowStage(int Name, long Ns);
