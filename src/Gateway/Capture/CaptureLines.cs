using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Plimsoll.Gateway.Capture;

/// <summary>Splits a stream into lines, one in memory at a time.</summary>
internal static class CaptureLines
{
    /// <summary>Of one line: 6 MB in and 6 MB out, as SageMaker takes them, in base64.</summary>
    public const int MostBytes = 17 << 20;

    /// <param name="most">Bytes of a line; of a longer one the text is null.</param>
    public static async IAsyncEnumerable<CaptureText> ReadAsync(Stream stream, int most, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream);
        var (at, tooLong) = (0L, false);
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var left = read.Buffer;
            while (TryTake(ref left, read.IsCompleted, out var line, out var bytes))
            {
                at += bytes;
                yield return new(tooLong || line.Length > most ? null : line.ToArray(), at);
                tooLong = false;
            }
            if (left.Length > most)
            {
                (at, tooLong) = (at + left.Length, true);
                left = left.Slice(left.End);
            }
            reader.AdvanceTo(left.Start, left.End);
            if (read.IsCompleted)
                break;
        }
        await reader.CompleteAsync();
    }

    private static bool TryTake(ref ReadOnlySequence<byte> left, bool isLast, out ReadOnlySequence<byte> line, out long bytes)
    {
        var end = left.PositionOf((byte)'\n');
        (line, bytes) = (end is { } found ? left.Slice(0, found) : left, left.Length);
        if (end is null)
        {
            left = isLast ? left.Slice(left.End) : left;
            return isLast && line.Length > 0;
        }
        bytes = line.Length + 1;
        left = left.Slice(bytes);
        return true;
    }
}

/// <param name="Line">Null for one that is too long.</param>
/// <param name="Through">Bytes of the stream through the end of the line.</param>
internal readonly record struct CaptureText(byte[]? Line, long Through);
