using System.Text;
using Plimsoll.Telemetry;
using Plimsoll.Telemetry.Content;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>What is kept of a response, taken while its text is at hand.</summary>
/// <param name="Hash">Null when there is no response.</param>
internal readonly record struct ResponseTraits(ulong? Hash, int? Chars, bool IsRefusal, bool IsJson)
{
    private const string ExpectedFormat = "expected_format";
    private const string Json = "json";

    public static ResponseTraits Of(ReadOnlySpan<byte> utf8, KeyedHash hash) =>
        new(hash.Hash64(utf8), Encoding.UTF8.GetCharCount(utf8), RefusalScreen.IsRefusal(utf8), JsonForm.IsObjectOrArray(utf8));

    /// <summary>Tells a record that is read to its end what was found. What the client says itself counts before it.</summary>
    public void Tell(InferenceRecord record)
    {
        if (Chars > 0)
            record.Refused ??= IsRefusal;
        if (ExpectsJson(record.Labels))
            record.FormatOk ??= IsJson;
    }

    private static bool ExpectsJson(List<KeyValuePair<string, string>> labels)
    {
        foreach (var (name, value) in labels)
        {
            if (name == ExpectedFormat)
                return value.Equals(Json, StringComparison.OrdinalIgnoreCase);
        }
        return false;
    }
}
