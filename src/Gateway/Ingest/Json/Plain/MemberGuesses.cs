namespace Plimsoll.Gateway.Ingest.Json.Plain;

/// <summary>
/// Which member follows which, learned from the records before: a guess that holds costs one comparison of bytes,
/// and one that fails costs reading the name.
/// </summary>
internal sealed class MemberGuesses
{
    private const int MaxLearnedBytes = 64;

    private readonly (byte[] Bytes, RecordField Field)[] _after = CreateEmpty();

    /// <summary>Goes to the value of the member that follows; <see cref="RecordField.Unknown"/> when it is not a known one.</summary>
    /// <param name="previous">Unknown at the beginning of a record.</param>
    public RecordField Next(ref PlainCursor cursor, RecordField previous)
    {
        ref readonly var guess = ref _after[(int)previous];
        return guess.Bytes.Length > 0 && cursor.TrySkip(guess.Bytes) ? guess.Field : Read(ref cursor, previous);
    }

    private RecordField Read(ref PlainCursor cursor, RecordField previous)
    {
        var start = cursor.Position;
        cursor.SkipSpace();
        if (!cursor.TrySkip(previous == RecordField.Unknown ? '{' : ','))
            return RecordField.Unknown;
        cursor.SkipSpace();
        if (!cursor.TryText(out var name))
            return RecordField.Unknown;
        cursor.SkipSpace();
        if (!cursor.TrySkip(':'))
            return RecordField.Unknown;
        cursor.SkipSpace();
        var field = RecordFields.Match(name);
        var read = cursor.Since(start);
        if (field != RecordField.Unknown && read.Length <= MaxLearnedBytes)
            _after[(int)previous] = (read.ToArray(), field);
        return field;
    }

    private static (byte[], RecordField)[] CreateEmpty()
    {
        var none = new (byte[], RecordField)[Enum.GetValues<RecordField>().Length];
        Array.Fill(none, ([], RecordField.Unknown));
        return none;
    }
}
