using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Plimsoll.Telemetry.Codec;

namespace Plimsoll.Telemetry;

/// <summary>
/// What one ingest request adds to the journal: a batch per component that it named, plus the 128-bit
/// deduplication keys of its rows, so that a restart can rebuild the window without decoding rows. Version 1:
/// <code>
/// entry = magic version parts:number part* keys:number key*
/// part  = length:number component(utf8) length:number batch
/// key   = 16 bytes, little-endian
/// </code>
/// Version 2 is followed by zeros: what takes the place of a longer entry.
/// </summary>
public static class JournalEntry
{
    private const byte Magic = 0xB8;
    private const byte Version = 1;
    private const byte PaddedVersion = 2;
    private const int KeyBytes = 16;

    /// <summary>Writes version, parts (component, batch) and keys.</summary>
    public static void Write(IBufferWriter<byte> output, IReadOnlyList<JournalPart> parts, ReadOnlySpan<UInt128> dedupKeys) =>
        Write(output, Version, parts, dedupKeys);

    /// <summary>As <see cref="Write(IBufferWriter{byte}, IReadOnlyList{JournalPart}, ReadOnlySpan{UInt128})"/>, filled up to a length.</summary>
    /// <exception cref="ArgumentException">It takes more than <paramref name="length"/> bytes.</exception>
    public static byte[] WritePadded(IReadOnlyList<JournalPart> parts, ReadOnlySpan<UInt128> dedupKeys, int length)
    {
        var output = new ArrayBufferWriter<byte>(length);
        Write(output, PaddedVersion, parts, dedupKeys);
        if (output.WrittenCount > length)
            throw new ArgumentException($"The entry takes {output.WrittenCount} bytes, more than {length}", nameof(length));
        var padded = new byte[length];
        output.WrittenSpan.CopyTo(padded);
        return padded;
    }

    private static void Write(IBufferWriter<byte> output, byte version, IReadOnlyList<JournalPart> parts, ReadOnlySpan<UInt128> dedupKeys)
    {
        output.Write([Magic, version]);
        WriteNumber(output, parts.Count);
        foreach (var part in parts)
        {
            WriteNumber(output, Encoding.UTF8.GetByteCount(part.Component));
            Encoding.UTF8.GetBytes(part.Component, output);
            WriteNumber(output, part.Batch.Length);
            output.Write(part.Batch.Span);
        }
        WriteNumber(output, dedupKeys.Length);
        var keys = output.GetSpan(int.Max(dedupKeys.Length * KeyBytes, 1));
        for (var i = 0; i < dedupKeys.Length; i++)
            BinaryPrimitives.WriteUInt128LittleEndian(keys[(i * KeyBytes)..], dedupKeys[i]);
        output.Advance(dedupKeys.Length * KeyBytes);
    }

    /// <summary>Parts of an entry as slices of <paramref name="entry"/>; false with a reason when it does not decode.</summary>
    public static bool TryReadParts(ReadOnlyMemory<byte> entry, List<JournalPart> parts, out string? error)
    {
        var cursor = new ByteCursor(entry.Span);
        var before = parts.Count;
        for (var left = Open(ref cursor, out error); left > 0 && !cursor.Failed; left--)
        {
            var component = cursor.ReadText();
            var length = cursor.ReadCount(bytesEach: 1);
            var start = cursor.Position;
            cursor.Take(length);
            if (!cursor.Failed)
                parts.Add(new JournalPart(component, entry.Slice(start, length)));
        }
        SkipKeys(ref cursor);
        if (Close(ref cursor, entry.Span, ref error))
            return true;
        parts.RemoveRange(before, parts.Count - before);
        return false;
    }

    /// <summary>Deduplication keys of an entry; false with a reason when it does not decode.</summary>
    public static bool TryReadDedupKeys(ReadOnlyMemory<byte> entry, List<UInt128> keys, out string? error)
    {
        var cursor = new ByteCursor(entry.Span);
        for (var left = Open(ref cursor, out error); left > 0 && !cursor.Failed; left--)
        {
            cursor.Take(cursor.ReadCount(bytesEach: 1));
            cursor.Take(cursor.ReadCount(bytesEach: 1));
        }
        var bytes = SkipKeys(ref cursor);
        if (!Close(ref cursor, entry.Span, ref error))
            return false;
        for (; bytes.Length > 0; bytes = bytes[KeyBytes..])
            keys.Add(BinaryPrimitives.ReadUInt128LittleEndian(bytes));
        return true;
    }

    /// <summary>Number of parts.</summary>
    private static int Open(ref ByteCursor cursor, out string? error)
    {
        var (magic, version) = (cursor.ReadByte(), cursor.ReadByte());
        error = cursor.Failed || magic != Magic ? $"not a journal entry: it begins with 0x{magic:x2}, not 0x{Magic:x2}"
            : version is not (Version or PaddedVersion) ? $"journal entry of version {version}; this build reads versions {Version} and {PaddedVersion}"
            : null;
        if (error is not null)
            cursor.Fail();
        return cursor.ReadCount(bytesEach: 2);
    }

    private static ReadOnlySpan<byte> SkipKeys(ref ByteCursor cursor)
    {
        var keys = cursor.ReadCount(KeyBytes);
        return cursor.Take(keys * KeyBytes);
    }

    private static bool Close(ref ByteCursor cursor, ReadOnlySpan<byte> entry, ref string? error)
    {
        if (cursor.Failed)
            error ??= $"the journal entry does not decode at byte {cursor.FailedAt}";
        else if (cursor.Remaining > 0 && !IsPadding(entry, cursor))
            error = $"{cursor.Remaining} bytes follow the journal entry";
        return error is null;
    }

    private static bool IsPadding(ReadOnlySpan<byte> entry, in ByteCursor cursor) =>
        entry[1] == PaddedVersion && !entry[cursor.Position..].ContainsAnyExcept((byte)0);

    private static void WriteNumber(IBufferWriter<byte> output, int value) =>
        output.Advance(Varint.Write(output.GetSpan(Varint.MaxBytes), (ulong)value));
}

public readonly record struct JournalPart(string Component, ReadOnlyMemory<byte> Batch);
