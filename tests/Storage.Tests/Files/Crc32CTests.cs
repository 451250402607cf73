using System.Text;
using Plimsoll.Storage.Files;

namespace Plimsoll.Storage.Tests.Files;

public sealed class Crc32CTests
{
    [Fact]
    public void Published_check_value() => Assert.Equal(0xE3069283u, Crc32C.Compute("123456789"u8));

    [Theory]
    [InlineData(0x00, 0x8A9136AAu)]
    [InlineData(0xFF, 0x62A8AB43u)]
    public void Values_of_RFC_3720_appendix_B_4(byte filler, uint expected) =>
        Assert.Equal(expected, Crc32C.Compute(Enumerable.Repeat(filler, 32).ToArray()));

    [Fact]
    public void Parts_one_after_the_other_give_the_whole()
    {
        var bytes = Encoding.UTF8.GetBytes("The line on the hull says how much she may carry and still be safe");
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(Crc32C.Compute(bytes), Crc32C.Compute(bytes.AsSpan(cut), Crc32C.Compute(bytes.AsSpan(0, cut))));
    }
}
