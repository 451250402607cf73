using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Interactions.Texts;

public sealed class TextScreenTests
{
    [Fact]
    public void Candidates_are_chosen_by_id_and_none_with_metadata_only()
    {
        var named = new InferenceRecord { Component = "c", RequestId = "r" };
        var span = new InferenceRecord { Component = "c", TraceId = "0af7651916cd43dd8448eb211c80319c", SpanId = "b7ad6b7169203331" };
        Assert.True(Screen(1).IsCandidate(named));
        Assert.True(Screen(1).IsCandidate(span));
        Assert.False(Screen(1).IsCandidate(new InferenceRecord { Component = "c" }));
        Assert.False(Screen(0).IsOn);
        Assert.False(Screen(1, metadataOnly: true).IsCandidate(named));
        var some = Screen(0.5);
        var chosen = Enumerable.Range(0, 1000).Count(n => some.IsCandidate(Requests.Number(n)));
        Assert.InRange(chosen, 400, 600);
    }

    [Fact]
    public void What_the_screen_or_the_clients_filter_flags_is_a_candidate_whatever_its_hash()
    {
        var few = Screen(1e-12);
        var record = new InferenceRecord { Component = "c", RequestId = "r" };
        Assert.Null(few.Mark(record));
        Assert.Equal((1e-12, true), (few.Mark(record, flagged: true)!.Value.Cutoff, few.Mark(record, flagged: true)!.Value.Flagged));
        record.SafetyFlags.Add("violence");
        Assert.True(few.Mark(record)!.Value.Flagged);
        Assert.Null(Screen(1, metadataOnly: true).Mark(record, flagged: true));
    }

    [Fact]
    public void Long_texts_are_shortened_after_redaction_and_without_half_an_address_at_the_end()
    {
        var kept = TextScreen.Keep(string.Concat(Enumerable.Repeat("jane.doe@example.com ", 20_000)), null)!;
        Assert.True(kept.Shortened);
        Assert.True(kept.Prompt!.Length <= TextScreen.MaxChars);
        Assert.DoesNotContain('@', kept.Prompt);
        Assert.DoesNotContain("jane", kept.Prompt, StringComparison.Ordinal);
    }

    [Fact]
    public void Shortening_keeps_characters_whole_and_passages_few()
    {
        var wide = TextScreen.Keep("a" + string.Concat(Enumerable.Repeat("😀", TextScreen.MaxChars)), null)!;
        Assert.False(char.IsHighSurrogate(wide.Prompt![^1]));
        var many = TextScreen.Keep(null, "x", [.. Enumerable.Range(0, 100).Select(n => $"p{n}")])!;
        Assert.Equal(TextScreen.MaxPassages, many.Context.Count);
        Assert.True(many.Shortened);
        Assert.Null(TextScreen.Keep("", null));
    }

    private static TextScreen Screen(double rate, bool metadataOnly = false) => new(
        new PlimsollOptions { Quality = new QualityOptions { SampleRate = rate }, Privacy = new PrivacyOptions { MetadataOnly = metadataOnly } }, new RigKey());

    private sealed class RigKey : IHashKey
    {
        public KeyedHash Hash => LogRig.Hash;
    }
}
