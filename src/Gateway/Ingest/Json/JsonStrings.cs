using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Plimsoll.Gateway.Ingest.Json.Plain;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Ingest.Json;

/// <summary>Strings of the reader's current value; null stands for absent. Not thread-safe.</summary>
internal sealed class JsonStrings(KeyedHash hash)
{
    /// <summary>Longest string that is not a text; the validator's limits are lower and per field.</summary>
    private const int MaxBytes = 1024;

    private const int MaxKeptScratch = 256 << 10;

    private readonly Utf8StringPool _pool = new();
    private byte[] _scratch = new byte[MaxBytes];

    /// <summary>Reads the same strings and hashes of records that are written plainly.</summary>
    public PlainRecordReader CreatePlainReader() => new(_pool, hash);

    /// <summary>A string of few distinct values.</summary>
    public Rejection? ReadPooled(ref Utf8JsonReader reader, string field, out string? value)
    {
        var rejection = ReadBytes(ref reader, field, out var utf8, out var present);
        value = present ? _pool.Get(utf8) : null;
        return rejection;
    }

    /// <summary>A string that hardly ever repeats, such as a request's id.</summary>
    public Rejection? ReadUnique(ref Utf8JsonReader reader, string field, out string? value)
    {
        var rejection = ReadBytes(ref reader, field, out var utf8, out var present);
        value = present ? Encoding.UTF8.GetString(utf8) : null;
        return rejection;
    }

    /// <summary>The keyed hash of an id; the id itself is not kept. An empty one is absent.</summary>
    public Rejection? ReadHashed(ref Utf8JsonReader reader, string field, out ulong? value)
    {
        var rejection = ReadText(ref reader, field, out value, out var chars, out _);
        if (chars is 0)
            value = null;
        return rejection;
    }

    /// <summary>The keyed hash and the length in UTF-16 code units of a text of any length.</summary>
    /// <param name="utf8">The text itself, until the next string is read; empty where there is none.</param>
    public Rejection? ReadText(ref Utf8JsonReader reader, string field, out ulong? value, out int? chars, out ReadOnlySpan<byte> utf8)
    {
        value = null;
        chars = null;
        var rejection = ReadPrivate(ref reader, field, out utf8, out var present);
        if (!present)
            return rejection;
        value = hash.Hash64(utf8);
        chars = Encoding.UTF8.GetCharCount(utf8);
        return null;
    }

    /// <summary>What is kept of every response.</summary>
    /// <param name="utf8">The text itself, until the next string is read; empty where there is none.</param>
    public Rejection? ReadResponse(ref Utf8JsonReader reader, string field, out ResponseTraits traits, out ReadOnlySpan<byte> utf8)
    {
        var rejection = ReadPrivate(ref reader, field, out utf8, out var present);
        traits = present ? ResponseTraits.Of(utf8, hash) : default;
        return rejection;
    }

    /// <summary>Holds a text, or those of an array, until the record is known; what is no valid text is passed over.</summary>
    public Rejection? HoldPassages(ref Utf8JsonReader reader, string field, HeldTexts held, InferenceRecord record)
    {
        if (reader.TokenType == JsonTokenType.String && TryUnescape(ref reader, out var only))
            held.Hold(TextKind.Passage, only, record);
        if (reader.TokenType != JsonTokenType.StartArray)
            return JsonLists.SkipTexts(ref reader, field);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String && TryUnescape(ref reader, out var passage))
                held.Hold(TextKind.Passage, passage, record);
            else
                reader.Skip();
        }
        return null;
    }

    /// <summary>A member's name, unescaped; false when it is no valid text.</summary>
    public bool TryReadName(ref Utf8JsonReader reader, out ReadOnlySpan<byte> utf8) => TryUnescape(ref reader, out utf8);

    /// <summary>A member's name as a string.</summary>
    public Rejection? ReadName(ref Utf8JsonReader reader, string field, out string name)
    {
        name = "";
        if (reader.ValueSpan.Length > MaxBytes)
            return JsonRejections.TooLong($"a name in {field}", reader.ValueSpan.Length, MaxBytes);
        if (!TryUnescape(ref reader, out var utf8))
            return JsonRejections.InvalidText($"a name in {field}");
        name = _pool.Get(utf8);
        return null;
    }

    private Rejection? ReadPrivate(ref Utf8JsonReader reader, string field, out ReadOnlySpan<byte> utf8, out bool present)
    {
        utf8 = default;
        present = false;
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String)
            return JsonRejections.WrongPrivateType(ref reader, field, "a string");
        if (!TryUnescape(ref reader, out utf8))
            return JsonRejections.InvalidText(field);
        present = true;
        return null;
    }

    private Rejection? ReadBytes(ref Utf8JsonReader reader, string field, out ReadOnlySpan<byte> utf8, out bool present)
    {
        utf8 = default;
        present = false;
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        if (reader.TokenType != JsonTokenType.String)
            return JsonRejections.WrongType(ref reader, field, "a string");
        if (reader.ValueSpan.Length > MaxBytes)
            return JsonRejections.TooLong(field, reader.ValueSpan.Length, MaxBytes);
        if (!TryUnescape(ref reader, out utf8))
            return JsonRejections.InvalidText(field);
        present = true;
        return null;
    }

    private bool TryUnescape(ref Utf8JsonReader reader, out ReadOnlySpan<byte> utf8)
    {
        utf8 = reader.ValueSpan;
        if (!reader.ValueIsEscaped)
            return Utf8.IsValid(utf8);
        var scratch = ScratchFor(utf8.Length);
        try
        {
            utf8 = scratch.AsSpan(0, reader.CopyString(scratch));
            return true;
        }
        catch (InvalidOperationException)
        {
            // The framework's only way to say that an escape is half a surrogate pair or that the UTF-8 is broken.
            return false;
        }
    }

    private byte[] ScratchFor(int bytes)
    {
        if (bytes <= _scratch.Length)
            return _scratch;
        var larger = new byte[bytes];
        if (bytes <= MaxKeptScratch)
            _scratch = larger;
        return larger;
    }
}
