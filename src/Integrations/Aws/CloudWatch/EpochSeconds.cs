using System.Text.Json;
using System.Text.Json.Serialization;

namespace Plimsoll.Integrations.Aws.CloudWatch;

/// <summary>A timestamp as AWS JSON writes it: seconds since 1970, with milliseconds as a fraction where there are any.</summary>
internal sealed class EpochSeconds : JsonConverter<DateTimeOffset>
{
    private const double Last = 253_402_300_799;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && seconds is >= 0 and <= Last
            ? DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(seconds * 1_000))
            : throw new JsonException("A timestamp is a number of seconds since 1970");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        var milliseconds = value.ToUnixTimeMilliseconds();
        if (milliseconds % 1_000 == 0)
            writer.WriteNumberValue(milliseconds / 1_000);
        else
            writer.WriteNumberValue(milliseconds / 1_000m);
    }
}
