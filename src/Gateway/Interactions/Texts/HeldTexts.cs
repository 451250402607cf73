using System.Buffers;
using System.Text;
using Plimsoll.Quality.Screening;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>
/// Texts of a record that is being read, until its id is known and says whether they are kept. Reused from record to
/// record; not thread-safe.
/// </summary>
internal sealed class HeldTexts(TextScreen? screen)
{
    /// <summary>Always more characters than are looked at, so that it shows where something was cut.</summary>
    private const int MaxBytes = 4 * TextScreen.MaxExamined;

    private const int KeptBytes = 1 << 20;

    private readonly TextScreen? _screen = screen is { IsOn: true } ? screen : null;
    private readonly List<(TextKind Kind, int Start, int Length)> _texts = [];
    private ArrayBufferWriter<byte> _bytes = new();

    public bool IsEmpty => _texts.Count == 0;

    /// <summary>Whether the record may yet turn out to be a candidate by its id. Prompt and response are held anyway: what is in them may make it one.</summary>
    public bool Wants(InferenceRecord record) => _screen is not null && (record.RequestId is null || _screen.IsCandidate(record));

    public void Hold(TextKind kind, ReadOnlySpan<byte> utf8, InferenceRecord record)
    {
        if (_screen is null || utf8.IsEmpty || _texts.Count > TextScreen.MaxPassages + 2 || (kind == TextKind.Passage && !Wants(record)))
            return;
        var held = utf8[..Math.Min(utf8.Length, MaxBytes)];
        _texts.Add((kind, _bytes.WrittenCount, held.Length));
        _bytes.Write(held);
    }

    /// <summary>Puts into a record that was read to its end what is kept of it.</summary>
    public void Decide(InferenceRecord record)
    {
        record.Candidate = _screen!.Mark(record, flagged: SafetyScreen.IsFlagged(_bytes.WrittenSpan));
        if (record.Candidate is not null)
            record.Texts = TextScreen.Keep(Last(TextKind.Prompt), Last(TextKind.Response), [.. _texts.Where(t => t.Kind == TextKind.Passage).Select(Text)]);
    }

    public void Clear()
    {
        if (_texts.Count == 0)
            return;
        _texts.Clear();
        if (_bytes.Capacity > KeptBytes)
            _bytes = new ArrayBufferWriter<byte>();
        else
            _bytes.ResetWrittenCount();
    }

    private string? Last(TextKind kind) => _texts.FindLastIndex(t => t.Kind == kind) is >= 0 and var at ? Text(_texts[at]) : null;

    private string Text((TextKind, int Start, int Length) held) => Encoding.UTF8.GetString(_bytes.WrittenSpan.Slice(held.Start, held.Length));
}
