namespace Plimsoll.Configuration.Tests.Values;

public class DurationsTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("10m", 600)]
    [InlineData("24h", 86_400)]
    [InlineData("1h30m15s", 5_415)]
    [InlineData("2000ms", 2)]
    public void A_duration_is_read(string text, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Reading.Valid($"ingest: {{ dedup_window: {text} }}\n").Ingest.DedupWindow);

    [Theory]
    [InlineData("10")]
    [InlineData("ten minutes")]
    [InlineData("10 m")]
    [InlineData("-10m")]
    [InlineData("1.5h")]
    [InlineData("10M")]
    [InlineData("h")]
    [InlineData("99999999999999999999h")]
    public void Another_text_is_not_a_duration(string text) =>
        Assert.Contains($"'{text}' is not a duration", Reading.Error($"ingest: {{ dedup_window: '{text}' }}\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("999ms")]
    [InlineData("25h")]
    [InlineData("999999999d")]
    [InlineData("999999999d999999999d999999999d")]
    public void A_duration_out_of_range_names_the_range(string text) =>
        Assert.Contains($"'{text}' is out of range; it may be 1s to 1d", Reading.Error($"ingest: {{ dedup_window: {text} }}\n"), StringComparison.Ordinal);
}
