namespace Plimsoll.Configuration.Tests.Values;

public class SizesTests
{
    [Theory]
    [InlineData("1048576", 1L << 20)]
    [InlineData("2097152B", 2L << 20)]
    [InlineData("2048KiB", 2L << 20)]
    [InlineData("64 MiB", 64L << 20)]
    [InlineData("1GiB", 1L << 30)]
    public void A_size_is_read(string text, long bytes) =>
        Assert.Equal(bytes, Reading.Valid($"journal: {{ segment_bytes: {text} }}\n").Journal.SegmentBytes);

    [Theory]
    [InlineData("64MB")]
    [InlineData("64mib")]
    [InlineData("-1MiB")]
    [InlineData("1.5MiB")]
    [InlineData("MiB")]
    [InlineData("99999999999999999999")]
    public void Another_text_is_not_a_size(string text) =>
        Assert.Contains($"'{text}' is not a size", Reading.Error($"journal: {{ segment_bytes: {text} }}\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("1B")]
    [InlineData("1025MiB")]
    [InlineData("9000000000000TiB")]
    public void A_size_out_of_range_names_the_range(string text) =>
        Assert.Contains($"'{text}' is out of range; it may be 1MiB to 1GiB", Reading.Error($"journal: {{ segment_bytes: {text} }}\n"), StringComparison.Ordinal);
}
