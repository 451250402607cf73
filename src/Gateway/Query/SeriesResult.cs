using System.Text.Json;
using Plimsoll.Components.Views;
using Plimsoll.Gateway.Query.Answers;

namespace Plimsoll.Gateway.Query;

/// <summary>
/// Writes a <see cref="SeriesListAnswer"/> as it goes: thousands of points are most of what the query API writes, and
/// the serializer takes several times as long for them.
/// </summary>
internal sealed class SeriesResult(SeriesListAnswer answer) : IResult
{
    private const int FlushBytes = 64 << 10;

    private static readonly JsonEncodedText s_at = JsonEncodedText.Encode("at"), s_value = JsonEncodedText.Encode("value");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        var output = httpContext.Response.BodyWriter;
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        json.WriteString("from"u8, answer.From);
        json.WriteString("to"u8, answer.To);
        json.WriteNumber("step_seconds"u8, answer.StepSeconds);
        json.WriteStartArray("series"u8);
        foreach (var series in answer.Series)
        {
            Write(json, series);
            if (json.BytesPending < FlushBytes)
                continue;
            json.Flush();
            await output.FlushAsync(httpContext.RequestAborted);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SeriesAnswer series)
    {
        json.WriteStartObject();
        json.WriteString("component"u8, series.Component);
        json.WriteString("metric"u8, series.Metric);
        json.WriteNumber("step_seconds"u8, series.StepSeconds);
        json.WriteStartArray("points"u8);
        foreach (var point in series.Points)
            Write(json, point);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SeriesPoint point)
    {
        json.WriteStartObject();
        json.WriteString(s_at, point.At);
        if (point.Value is { } value)
            json.WriteNumber(s_value, value);
        else
            json.WriteNull(s_value);
        json.WriteEndObject();
    }
}
