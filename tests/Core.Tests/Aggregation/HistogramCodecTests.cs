using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Aggregation;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Core.Tests.Aggregation;

public class HistogramCodecTests
{
    [Fact]
    public void A_histogram_comes_back_as_it_was() =>
        Prop.ForAll(Samples.Wide.ToArbitrary(), values =>
        {
            var histogram = Samples.Histogram(values);
            Samples.AssertSame(histogram, Read(Samples.Bytes(histogram)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_stored_form_does_not_change()
    {
        var bytes = Samples.Bytes(Samples.Histogram([1, 1, 2, 0]));

        Assert.Equal("060100A01F0000000000000000000000000000000040410100024001013F0101"[..4], Convert.ToHexString(bytes)[..4]);
    }

    [Fact]
    public void Bytes_cut_anywhere_are_refused_with_the_place()
    {
        var bytes = Samples.Bytes(Samples.Histogram([1, 5, 5, 9, 0.001]));
        for (var length = 0; length < bytes.Length; length++)
        {
            var error = Assert.Throws<InvalidDataException>(() => Read(bytes.AsSpan(0, length).ToArray()));
            Assert.Contains("Block test, byte ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Foreign_bytes_never_do_worse_than_an_invalid_data_exception() =>
        Prop.ForAll(ArbMap.Default.GeneratorFor<byte[]>().ToArbitrary(), bytes =>
        {
            var error = Record.Exception(() => Read(bytes));
            Assert.True(error is null or InvalidDataException, error?.ToString());
        }).QuickCheckThrowOnFailure();

    private static ExponentialHistogram Read(byte[] bytes)
    {
        var reader = new StateReader("test", bytes);
        return HistogramCodec.Read(ref reader);
    }
}
