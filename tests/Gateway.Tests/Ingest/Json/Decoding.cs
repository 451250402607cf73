using System.Text;
using System.Text.Json;
using Plimsoll.Gateway.Ingest;
using Plimsoll.Gateway.Ingest.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Ingest.Json;

/// <summary>Decodes one value the way the gateway does, and checks that the reader stops on its last token.</summary>
internal static class Decoding
{
    public static readonly KeyedHash Hash = new("0123456789abcdef"u8);

    public static (InferenceRecord Record, Rejection? Rejection) Record(string json, IgnoredFields? ignored = null, int maxLabels = 32)
    {
        var decoder = new RecordDecoder(new JsonStrings(Hash), maxLabels);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes($"[{json},\"next\"]"));
        reader.Read();
        reader.Read();
        var rejection = decoder.Decode(ref reader, ignored ?? new IgnoredFields());
        Assert.True(reader.Read());
        Assert.Equal("next", reader.GetString());
        return (decoder.Record, rejection);
    }
}
