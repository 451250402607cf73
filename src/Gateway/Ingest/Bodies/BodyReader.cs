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
        if (request.ContentLength > options.MaxBodyBytes)
            return TooLarge($"The body has {request.ContentLength} bytes", "ingest.max_body_bytes", options.MaxBodyBytes);
        var coding = request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        if (coding is "" or "identity")
            return await ReceiveAsync(request, body);
        if (!Decompression.Knows(coding))
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "gzip, deflate, br";
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, "unknown_encoding",
                $"Content-Encoding is '{(coding.Length <= 64 ? coding : coding[..64] + "…")}'; it may be gzip, deflate, br or absent.");
        }
        using var raw = Rent();
        return await ReceiveAsync(request, raw) ?? Decompress(coding, raw, body);
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
        try
        {
            while (true)
            {
                if (body.MakeRoom(first, options.MaxBodyBytes) is { } refusal)
                    return refusal;
                var read = await request.Body.ReadAsync(body.Free, request.HttpContext.RequestAborted);
                if (read == 0)
                    return null;
                body.Advance(read);
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge("The body is too long", "ingest.max_body_bytes", options.MaxBodyBytes);
        }
        catch (BadHttpRequestException e)
        {
            return new Refusal(e.StatusCode, "bad_body", e.Message);
        }
    }

    private static Refusal TooLarge(string what, string option, long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"{what}; at most {limit} bytes are taken ({option}). Send smaller batches.");
}
