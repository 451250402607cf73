using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace Plimsoll.Cli.Replay.Formats;

/// <summary>Lines of a file in bounded memory.</summary>
internal static class TraceLines
{
    public const int MaxBytes = 16 << 20;

    /// <summary>Lines without their end, from number 1. Null stands for a line longer than <see cref="MaxBytes"/>.</summary>
    public static async IAsyncEnumerable<(long Number, ReadOnlyMemory<byte>? Line)> ReadAsync(
        Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 1 << 20, leaveOpen: true));
        var number = 1L;
        var overlong = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                yield return (number++, overlong ? null : (ReadOnlyMemory<byte>?)Trim(buffer.Slice(0, end)));
                overlong = false;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            if (read.IsCompleted)
            {
                if (overlong || buffer.Length > 0)
                    yield return (number, overlong ? null : (ReadOnlyMemory<byte>?)Trim(buffer));
                await reader.CompleteAsync();
                yield break;
            }
            if (overlong || buffer.Length > MaxBytes)
            {
                overlong = true;
                buffer = buffer.Slice(buffer.End);
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlySequence<byte> line)
    {
        var bytes = line.ToArray();
        return bytes is [.., (byte)'\r'] ? bytes.AsMemory(0, bytes.Length - 1) : bytes;
    }
}
