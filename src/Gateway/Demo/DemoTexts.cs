using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Demo;

/// <summary>What would be found in the texts of a minute's requests, in the order in which they are made; the demo has no texts.</summary>
internal sealed class DemoTexts(ulong seed, DemoModel model, long minute)
{
    private const int CharsPerToken = 4;

    /// <summary>Prompts that many users send alike, and their share.</summary>
    private const int UsualPrompts = 60;
    private const double UsualShare = 0.3;

    private const double RefusedShare = 0.012;

    private readonly SeededRandom _random = SeededRandom.For(seed, 9, (ulong)model.Index, (ulong)minute);

    public void AddTo(InferenceRecord record)
    {
        var usual = _random.Chance(UsualShare);
        record.PromptHash = usual ? SeededRandom.Mix(seed, 10, (ulong)_random.Below(UsualPrompts)) : _random.NextUInt64();
        record.PromptChars = (int?)(record.InputTokens * CharsPerToken);
        if (record.OutputTokens is not { } tokens)
            return;
        record.ResponseHash = usual && _random.Chance(0.5) ? SeededRandom.Mix(seed, 11, record.PromptHash.Value) : _random.NextUInt64();
        record.ResponseChars = (int)(tokens * CharsPerToken);
        record.Refused = _random.Chance(RefusedShare);
        if (record.PromptClass == "extract")
            record.FormatOk = _random.Chance(0.965);
    }
}
