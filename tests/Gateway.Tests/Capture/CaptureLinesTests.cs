using System.Text;
using Plimsoll.Gateway.Capture;

namespace Plimsoll.Gateway.Tests.Capture;

public class CaptureLinesTests
{
    [Fact]
    public async Task Lines_come_with_the_bytes_through_their_end_whatever_ends_the_last() =>
        Assert.Equal([("one", 4L), ("", 5), ("two", 8)], await ReadAsync("one\n\ntwo", 100));

    [Fact]
    public async Task A_line_that_is_too_long_is_told_as_such_and_the_next_is_whole()
    {
        var text = new string('x', 20_000);

        Assert.Equal([("a", 2L), (null, 20_003), ("b", 20_005)], await ReadAsync($"a\n{text}\nb\n", 1_000));
    }

    [Fact]
    public async Task Nothing_is_no_line() => Assert.Empty(await ReadAsync("", 100));

    private static async Task<List<(string?, long)>> ReadAsync(string text, int most)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var lines = new List<(string?, long)>();
        await foreach (var (line, through) in CaptureLines.ReadAsync(stream, most, CancellationToken.None))
            lines.Add((line is null ? null : Encoding.UTF8.GetString(line), through));
        return lines;
    }
}
