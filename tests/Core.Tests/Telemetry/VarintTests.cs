using Plimsoll.Telemetry.Codec;

namespace Plimsoll.Core.Tests.Telemetry;

public class VarintTests
{
    public static TheoryData<ulong> Numbers()
    {
        var data = new TheoryData<ulong> { 0, (ulong)Varint.MaxValue, 0x0055_5555_5555_5555, 0x00aa_aaaa_aaaa_aaaa };
        for (var bit = 0; bit < 56; bit++)
        {
            data.Add(1UL << bit);
            data.Add((1UL << bit) - 1);
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Number_comes_back_in_the_middle_of_a_buffer_and_at_its_end(ulong number)
    {
        var buffer = new byte[16];
        var written = Varint.Write(buffer, number);

        Assert.Equal(Varint.Length(number), written);
        Assert.Equal((number, written), (Varint.Read(buffer, out var length), length));
        Assert.Equal((number, written), (Varint.Read(buffer.AsSpan(0, written), out length), length));
        Varint.Read(buffer.AsSpan(0, written - 1), out length);
        Assert.Equal(0, length);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Number_is_the_same_with_and_without_bit_instructions(ulong number)
    {
        var buffer = new byte[8];
        var written = Varint.Write(buffer, number);
        var spread = Varint.SpreadBySteps(number);

        Assert.Equal(number, Varint.GatherBySteps(spread));
        for (var i = 0; i < written; i++)
            Assert.Equal((byte)(spread >> (8 * i)), buffer[i] & 0x7f);
    }

    [Theory]
    [InlineData(0, "00")]
    [InlineData(127, "7f")]
    [InlineData(128, "8001")]
    [InlineData(300, "ac02")]
    [InlineData(Varint.MaxValue, "ffffffffffffff7f")]
    public void Seven_bits_a_byte_lowest_first(long number, string expected)
    {
        var buffer = new byte[8];
        var written = Varint.Write(buffer, (ulong)number);

        Assert.Equal(expected, Convert.ToHexStringLower(buffer.AsSpan(0, written)));
    }

    [Fact]
    public void Number_of_more_than_eight_bytes_is_refused()
    {
        Varint.Read([0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01], out var length);

        Assert.Equal(0, length);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-1, 1)]
    [InlineData(1, 2)]
    [InlineData(-(1L << 54), (1UL << 55) - 1)]
    public void Zig_zag_keeps_small_numbers_of_either_sign_small(long value, ulong expected)
    {
        Assert.Equal(expected, Varint.ZigZag(value));
        Assert.Equal(value, Varint.UnZigZag(expected));
    }
}
