using System.Text;
using Plimsoll.Cli.Replay.Formats;

namespace Plimsoll.Cli.Tests.Replay.Formats;

public class TraceLinesTests
{
    [Theory]
    [InlineData("a\nb\n", "1a|2b")]
    [InlineData("a\r\nb", "1a|2b")]
    [InlineData("\n\nc", "1|2|3c")]
    [InlineData("", "")]
    public async Task Lines_are_numbered_and_lose_their_end(string text, string expected) => Assert.Equal(expected, await LinesAsync(text));

    [Fact]
    public async Task A_line_across_many_reads_stays_whole()
    {
        var line = new string('x', 1_000_000);

        Assert.Equal($"1{line}|2y", await LinesAsync(line + "\ny"));
    }

    [Theory]
    [InlineData("\nafter\n", "1(too long)|2after")]
    [InlineData("", "1(too long)")]
    public async Task A_line_beyond_the_bound_is_left_out_and_the_next_is_read(string after, string expected) =>
        Assert.Equal(expected, await LinesAsync(new string('x', (2 * TraceLines.MaxBytes) + 5) + after));

    private static async Task<string> LinesAsync(string text)
    {
        var lines = new List<string>();
        await foreach (var (number, line) in TraceLines.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), CancellationToken.None))
            lines.Add(number + (line is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "(too long)"));
        return string.Join('|', lines);
    }
}
