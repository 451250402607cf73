using System.Buffers.Binary;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

public class KeyedHashTests
{
    private static readonly byte[] ReferenceKey = Counting(16);

    // From the reference implementation: key 00..0f, input the bytes 00, 01, … of the given length.
    [Theory]
    [InlineData(0, "310e0edd47db6f72")]
    [InlineData(1, "fd67dc93c539f874")]
    [InlineData(7, "37d1018bf50002ab")]
    [InlineData(8, "6224939a79f5f593")]
    [InlineData(15, "e545be4961ca29a1")]
    [InlineData(63, "724506eb4c328a95")]
    public void Hash64_gives_the_reference_output(int length, string expected)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, new KeyedHash(ReferenceKey).Hash64(Counting(length)));

        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    [InlineData(2, "8177228da4a45dc7fca38bdef60affe4")]
    [InlineData(15, "5493e99933b0a8117e08ec0f97cfc3d9")]
    public void Hash128_gives_the_reference_output(int length, string expected)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, new KeyedHash(ReferenceKey).Hash128(Counting(length)));

        Assert.Equal(expected, Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Number_of_the_published_paper_comes_out() =>
        Assert.Equal(0xa129ca6149be45e5UL, new KeyedHash(ReferenceKey).Hash64(Counting(15)));

    [Fact]
    public void Instance_without_a_key_refuses_to_hash()
    {
        Assert.Throws<InvalidOperationException>(() => default(KeyedHash).Hash64([1]));
        Assert.Throws<InvalidOperationException>(() => default(KeyedHash).Hash128([1]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    public void Key_of_another_length_is_refused(int length) =>
        Assert.Throws<ArgumentException>(() => new KeyedHash(new byte[length]));

    private static byte[] Counting(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)i)];
}
