namespace Plimsoll.Telemetry.Codec;

/// <summary>A mark of fixed length at the end of a row's details, so that it is read without what stands before it.</summary>
internal static class CandidateMarkCodec
{
    public const int Bytes = sizeof(ulong) + sizeof(double) + 1;

    /// <summary>The mask of the details takes a second byte when it holds the mark; this is its bit there.</summary>
    private const int BitOfSecondByte = (int)InferenceDetails.Candidate >> 7;

    public static void Write(ref SpanWriter writer, CandidateMark mark)
    {
        writer.WriteUInt64(mark.Hash);
        writer.WriteDouble(mark.Cutoff);
        writer.WriteByte(mark.Flagged ? (byte)1 : (byte)0);
    }

    public static CandidateMark Read(ref ByteCursor cursor)
    {
        var mark = new CandidateMark(cursor.ReadUInt64(), cursor.ReadDouble(), cursor.ReadByte() != 0);
        if (!(mark.Cutoff > 0 && mark.Cutoff <= 1))
            cursor.Fail();
        return mark;
    }

    /// <param name="details">Of one row, mask first.</param>
    public static bool Stands(ReadOnlySpan<byte> details) =>
        details.Length > Bytes && (details[0] & 0x80) != 0 && (details[1] & BitOfSecondByte) != 0;
}
