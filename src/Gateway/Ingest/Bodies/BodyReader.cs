using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>Reads a body whole, decompressed, within the bounds of <see cref="IngestOptions"/>.</summary>
internal sealed class BodyReader(IngestOptions options, IngestGate gate)
{
    private const int FirstBytes = 64 << 10;
    private const int MaxFirstBytes = 1 << 20;

    public PooledBody Rent() => new(gate);

    /// <summary>Fills <paramref name="body"/>; null when it is whole.</summary>
    public async ValueTask<Refusal?> ReadAsync(HttpRequest request, PooledBody body)
    {
        if (Claimed(request) is { } refusal)
            return refusal;
        if (IsPlain(request))
            return await ReceiveAsync(request, body);
        var coding = Coding(request);
        if (!Decompression.Knows(coding))
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "gzip, deflate, br, snappy";
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, "unknown_encoding",
                $"Content-Encoding is '{(coding.Length <= 64 ? coding : coding[..64] + "…")}'; it may be gzip, deflate, br, snappy or absent.");
        }
        using var raw = Rent();
        return await ReceiveAsync(request, raw) ?? Decompress(coding, raw, body);
    }

    /// <summary>Whether the body is not compressed.</summary>
    public static bool IsPlain(HttpRequest request) => Coding(request) is "" or "identity";

    /// <summary>Hands the body on while it arrives, keeping no more of it than the rows that are not whole.</summary>
    public async ValueTask<(Refusal? Refusal, long Bytes)> ReadAsync(HttpRequest request, PooledBody body, IRowStream rows)
    {
        if (Claimed(request) is { } refusal)
            return (refusal, 0);
        for (long bytes = 0; ;)
        {
            if (body.MakeRoom(FirstBytes, options.MaxBodyBytes) is { } noRoom)
                return (noRoom, bytes);
            var (read, unread) = await ReceiveSomeAsync(request, body);
            if (unread is not null)
                return (unread, bytes);
            bytes += read;
            if (rows.Read(body.Memory.Span, isFinal: read == 0, out var consumed) is { } no)
                return (no, bytes);
            if (read == 0)
                return (await rows.CompleteAsync(), bytes);
            body.Consume(consumed);
        }
    }

    private static string Coding(HttpRequest request) => request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();

    private Refusal? Claimed(HttpRequest request) => request.ContentLength > options.MaxBodyBytes
        ? TooLarge($"The body has {request.ContentLength} bytes", "ingest.max_body_bytes", options.MaxBodyBytes)
        : null;

    /// <summary>Decompresses what came as a part of a body; null when it is whole.</summary>
    public Refusal? Decompress(string coding, ReadOnlySpan<byte> compressed, PooledBody body)
    {
        using var raw = Rent();
        if (raw.MakeRoom(Math.Max(compressed.Length, 1), options.MaxBodyBytes) is { } refusal)
            return refusal;
        compressed.CopyTo(raw.Free.Span);
        raw.Advance(compressed.Length);
        return Decompress(coding, raw, body);
    }

    private Refusal? Decompress(string coding, PooledBody raw, PooledBody body) =>
        Decompression.Run(coding, raw, body, options.MaxDecompressedBytes, out var refusal) switch
        {
            DecompressionResult.Whole => null,
            DecompressionResult.NoRoom => refusal,
            DecompressionResult.TooLarge => TooLarge(
                $"The body decompresses to more than {options.MaxDecompressedBytes} bytes", "ingest.max_decompressed_bytes", options.MaxDecompressedBytes),
            DecompressionResult.EndsEarly => new Refusal(StatusCodes.Status400BadRequest, "bad_compression",
                $"The body is {coding} that ends early or is followed by something else."),
            _ => new Refusal(StatusCodes.Status400BadRequest, "bad_compression", $"The body does not decompress as {coding}."),
        };

    private async ValueTask<Refusal?> ReceiveAsync(HttpRequest request, PooledBody body)
    {
        // A length that the client merely claims buys no more than this much memory before bytes arrive.
        var first = (int)Math.Clamp((request.ContentLength ?? FirstBytes) + 1, 1, MaxFirstBytes);
        while (true)
        {
            if (body.MakeRoom(first, options.MaxBodyBytes) is { } refusal)
                return refusal;
            var (read, unread) = await ReceiveSomeAsync(request, body);
            if (read == 0)
                return unread;
        }
    }

    private async ValueTask<(int Read, Refusal? Refusal)> ReceiveSomeAsync(HttpRequest request, PooledBody body)
    {
        try
        {
            var read = await request.Body.ReadAsync(body.Free, request.HttpContext.RequestAborted);
            body.Advance(read);
            return (read, null);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (0, TooLarge("The body is too long", "ingest.max_body_bytes", options.MaxBodyBytes));
        }
        catch (BadHttpRequestException e)
        {
            return (0, new Refusal(e.StatusCode, "bad_body", e.Message));
        }
    }

    private static Refusal TooLarge(string what, string option, long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"{what}; at most {limit} bytes are taken ({option}). Send smaller batches.");
}
