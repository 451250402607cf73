using System.IO.Compression;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Ingest.Bodies;

/// <summary>Reads a body whole, decompressed, within the bounds of <see cref="IngestOptions"/>.</summary>
internal sealed class BodyReader(IngestOptions options, IngestGate gate)
{
    private const int FirstBytes = 64 << 10;
    private const int MaxFirstBytes = 1 << 20;

    /// <summary>Fills <paramref name="body"/>; null when it is whole.</summary>
    public async ValueTask<Refusal?> ReadAsync(HttpRequest request, PooledBody body)
    {
        if (request.ContentLength > options.MaxBodyBytes)
            return TooLarge($"The body has {request.ContentLength} bytes", "ingest.max_body_bytes", options.MaxBodyBytes);
        var coding = request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        if (Open(request.Body, coding) is not { } stream)
        {
            request.HttpContext.Response.Headers.AcceptEncoding = "gzip, deflate, br";
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, "unknown_encoding",
                $"Content-Encoding is '{Shown(coding)}'; it may be gzip, deflate, br or absent.");
        }
        try
        {
            return await FillAsync(stream, request, body);
        }
        catch (BadHttpRequestException e)
        {
            return new Refusal(e.StatusCode, e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "body_too_large" : "bad_body", e.Message);
        }
        catch (Exception e) when (e is InvalidDataException or InvalidOperationException && stream != request.Body)
        {
            return new Refusal(StatusCodes.Status400BadRequest, "bad_compression", $"The body does not decompress as {coding}.");
        }
        finally
        {
            if (stream != request.Body)
                await stream.DisposeAsync();
        }
    }

    public PooledBody Rent() => new(gate);

    private async ValueTask<Refusal?> FillAsync(Stream stream, HttpRequest request, PooledBody body)
    {
        // A length that the client merely claims buys no more than this much memory before bytes arrive.
        var first = (int)Math.Clamp((request.ContentLength ?? FirstBytes) + 1, 1, MaxFirstBytes);
        var refusal = body.Grow(first);
        while (refusal is null)
        {
            var read = await stream.ReadAsync(body.Free, request.HttpContext.RequestAborted);
            if (read == 0)
                return null;
            body.Advance(read);
            if (body.Length > options.MaxDecompressedBytes)
                return TooLarge($"The body decompresses to more than {options.MaxDecompressedBytes} bytes", "ingest.max_decompressed_bytes", options.MaxDecompressedBytes);
            if (body.Free.IsEmpty)
                refusal = body.Grow((int)Math.Min(2L * body.Length, options.MaxDecompressedBytes + 1));
        }
        return refusal;
    }

    private static Stream? Open(Stream raw, string coding) => coding switch
    {
        "" or "identity" => raw,
        "gzip" or "x-gzip" => new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true),
        "deflate" => new ZLibStream(raw, CompressionMode.Decompress, leaveOpen: true),
        "br" => new BrotliStream(raw, CompressionMode.Decompress, leaveOpen: true),
        _ => null,
    };

    private static Refusal TooLarge(string what, string option, long limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "body_too_large", $"{what}; at most {limit} are taken ({option}). Send smaller batches.");

    private static string Shown(string coding) => coding.Length <= 64 ? coding : coding[..64] + "…";
}
