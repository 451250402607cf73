using System.Text.Json;
using System.Text.Json.Serialization;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Cli.Golden;

/// <summary>A report as a file.</summary>
internal static class GoldenReportFile
{
    public static byte[] Write(GoldenReport report) => JsonSerializer.SerializeToUtf8Bytes(report, GoldenJson.Default.GoldenReport);

    /// <summary>Null for what is no report.</summary>
    public static GoldenReport? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, GoldenJson.Default.GoldenReport) is { SetVersion: not null, Scores: not null } report ? report : null;
        }
        catch (JsonException)
        {
            // The framework's only way to say so.
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(GoldenReport))]
internal sealed partial class GoldenJson : JsonSerializerContext;
