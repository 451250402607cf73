using System.Text;
using System.Text.Json;

namespace Plimsoll.Gateway.Judging.Annotating;

/// <summary>Reads the body of a call with human judgements: a JSON array, or a table as text/csv.</summary>
internal static class AnnotationBody
{
    public const int MaxBytes = 1 << 20;
    public const int MaxRows = 10_000;

    public static async Task<AnnotationBodyResult> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (await BytesAsync(request, cancellation) is not { } bytes)
            return new(null, StatusCodes.Status413PayloadTooLarge, $"The body has more than {MaxBytes} bytes");
        var rows = request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true
            ? AnnotationCsv.Read(Encoding.UTF8.GetString(bytes), out var wrong)
            : Json(bytes, out wrong);
        if (rows is null)
            return new(null, StatusCodes.Status400BadRequest, wrong!);
        if (Enumerable.Range(0, rows.Count).FirstOrDefault(i => rows[i] is null, -1) is >= 0 and var none)
            return new(null, StatusCodes.Status400BadRequest, $"not a JSON array of judgements: $[{none}] is null");
        return rows.Count <= MaxRows ? new(rows, 0, "") : new(null, StatusCodes.Status400BadRequest, $"There are {rows.Count} judgements; a call may bring {MaxRows}");
    }

    private static IReadOnlyList<AnnotationRow>? Json(byte[] bytes, out string? wrong)
    {
        try
        {
            wrong = "null is no array of judgements";
            return JsonSerializer.Deserialize(bytes, JudgingJson.Default.IReadOnlyListAnnotationRow);
        }
        catch (JsonException e)
        {
            // The framework's only way to say that it is no such JSON; its message quotes no value.
            wrong = $"not a JSON array of judgements: {e.Path} at line {e.LineNumber + 1}";
            return null;
        }
    }

    private static async Task<byte[]?> BytesAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > MaxBytes)
            return null;
        using var body = new MemoryStream();
        var buffer = new byte[16 << 10];
        while (await request.Body.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            body.Write(buffer, 0, read);
            if (body.Length > MaxBytes)
                return null;
        }
        return body.ToArray();
    }
}

/// <param name="Rows">Null with a status and a reason.</param>
internal sealed record AnnotationBodyResult(IReadOnlyList<AnnotationRow>? Rows, int Status, string Wrong);
