using System.Text.Json;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>
/// Decodes one JSON object into one row. Whatever is wrong with a value, the reader ends up on the object's last
/// token, so that the next one can be read; only JSON that is no JSON throws <see cref="JsonException"/>.
/// </summary>
internal abstract class ObjectDecoder(JsonStrings strings)
{
    protected JsonStrings Strings { get; } = strings;

    /// <summary>Decodes the value at which the reader stands; null when it is good and may be added.</summary>
    public Rejection? Decode(ref Utf8JsonReader reader, IgnoredFields ignored)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            var rejection = JsonRejections.WrongType(ref reader, "record", "an object");
            reader.Skip();
            return rejection;
        }
        Begin();
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (DecodeMember(ref reader, ignored) is not { } rejection)
                continue;
            while (reader.TokenType != JsonTokenType.EndObject || reader.CurrentDepth != depth)
                reader.Read();
            return rejection;
        }
        return null;
    }

    /// <summary>
    /// Decodes a row with which <paramref name="body"/> begins, if this kind of row has a faster way for it; false
    /// leaves it to <see cref="Decode"/>.
    /// </summary>
    public virtual bool TryDecodePlain(ReadOnlySpan<byte> body, out int length)
    {
        length = 0;
        return false;
    }

    /// <summary>Adds what was decoded last.</summary>
    public abstract Rejection? AddTo(RowSink sink);

    /// <summary>Forgets the last row.</summary>
    protected abstract void Begin();

    /// <summary>Reads a member's value; false when the name is not known.</summary>
    protected abstract bool TryReadMember(ReadOnlySpan<byte> name, ref Utf8JsonReader reader, out Rejection? rejection);

    private Rejection? DecodeMember(ref Utf8JsonReader reader, IgnoredFields ignored)
    {
        ReadOnlySpan<byte> name = reader.ValueSpan;
        if (reader.ValueIsEscaped)
        {
            if (!Strings.TryReadName(ref reader, out var unescaped))
                return JsonRejections.InvalidText("a field's name");
            name = unescaped.ToArray();
        }
        reader.Read();
        if (TryReadMember(name, ref reader, out var rejection))
            return rejection;
        ignored.Count(name);
        reader.Skip();
        return null;
    }
}
