using Plimsoll.Telemetry.Codec;

namespace Plimsoll.Telemetry;

/// <summary>Walks the scores that one inference row brought, without allocating; for <c>foreach</c>.</summary>
public ref struct ScoreEnumerator
{
    private const int BytesEach = 10;

    private readonly int texts;
    private ByteCursor cursor;
    private int left;

    /// <param name="details">The row's details, which begin with their scores.</param>
    /// <param name="texts">Strings in the batch's table.</param>
    internal ScoreEnumerator(ReadOnlySpan<byte> details, int texts)
    {
        this.texts = texts;
        cursor = new ByteCursor(details);
        var present = (InferenceDetails)cursor.ReadIndex((int)InferenceDetails.All + 1);
        left = (present & InferenceDetails.Scores) != 0 ? cursor.ReadCount(BytesEach) : 0;
    }

    public RowScore Current { get; private set; }

    public readonly ScoreEnumerator GetEnumerator() => this;

    /// <summary>False after the last score, and at one that does not decode.</summary>
    public bool MoveNext()
    {
        if (left == 0)
            return false;
        left--;
        Current = new RowScore(cursor.ReadIndex(texts), cursor.ReadDouble(), cursor.ReadIndex(texts));
        return !cursor.Failed;
    }
}

/// <summary>One score of a row: indexes of its name and source in the batch's table, and its value.</summary>
public readonly record struct RowScore(int Name, double Value, int Source);
