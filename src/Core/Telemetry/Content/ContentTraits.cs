using Plimsoll.Telemetry.Codec;

namespace Plimsoll.Telemetry.Content;

/// <summary>What is kept of a request's texts: their keyed hashes and lengths, and what was found in them at decode.</summary>
public readonly struct ContentTraits
{
    internal ContentFields Fields { get; init; }

    public ulong PromptHash { get; init; }
    public ulong ResponseHash { get; init; }

    /// <summary>UTF-16 code units; -1 for absent.</summary>
    public int PromptChars { get; init; }

    /// <summary>UTF-16 code units; -1 for absent.</summary>
    public int ResponseChars { get; init; }

    /// <summary>Whether the row says anything of its texts.</summary>
    public bool Any => Fields != ContentFields.None;

    public bool HasPrompt => ContentCodec.Has(Fields, ContentFields.PromptHash);

    public bool HasResponse => ContentCodec.Has(Fields, ContentFields.ResponseHash);

    /// <summary>Null where nobody looked.</summary>
    public bool? Refused =>
        ContentCodec.Has(Fields, ContentFields.Screened) ? ContentCodec.Has(Fields, ContentFields.Refused) : null;

    /// <summary>Null where no form was expected.</summary>
    public bool? FormatOk =>
        ContentCodec.Has(Fields, ContentFields.FormatChecked) ? ContentCodec.Has(Fields, ContentFields.FormatOk) : null;
}
