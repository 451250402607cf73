using System.Security.Cryptography;
using Plimsoll.Cli.Replay.Formats;

namespace Plimsoll.Cli.Replay;

/// <summary>What a first pass over a trace finds: how much there is, over which time, and which file it is.</summary>
/// <param name="FileHash">SHA-256 of the content, lower-case hexadecimal.</param>
/// <param name="FirstMs">Earliest event, Unix milliseconds.</param>
/// <param name="LastMs">Latest event, Unix milliseconds.</param>
/// <param name="FirstError">The first row that could not be read.</param>
internal sealed record TraceOutline(string FileHash, long Readable, long FirstMs, long LastMs, UnreadableRow? FirstError)
{
    public TimeSpan Length => TimeSpan.FromMilliseconds(LastMs - FirstMs);

    public static async Task<TraceOutline> ScanAsync(FileInfo file, ITraceFormat format, CancellationToken cancellation)
    {
        await using var stream = file.OpenRead();
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        stream.Position = 0;
        var outline = new TraceOutline(hash, 0, long.MaxValue, long.MinValue, null);
        await foreach (var row in format.ReadAsync(stream, cancellation))
        {
            outline = row switch
            {
                ReadableRow read => outline with
                {
                    Readable = outline.Readable + 1,
                    FirstMs = Math.Min(outline.FirstMs, read.TimestampMs),
                    LastMs = Math.Max(outline.LastMs, read.TimestampMs),
                },
                UnreadableRow bad => outline with { FirstError = outline.FirstError ?? bad },
                _ => outline,
            };
        }
        return outline;
    }
}
