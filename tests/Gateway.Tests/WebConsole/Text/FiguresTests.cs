using Plimsoll.Gateway.WebConsole.Text;

namespace Plimsoll.Gateway.Tests.WebConsole.Text;

public class FiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.001, "<0.01")]
    [InlineData(0.42, "0.42")]
    [InlineData(3, "3")]
    [InlineData(9.996, "10")]
    [InlineData(42.13, "42.1")]
    [InlineData(1_097, "1,097")]
    [InlineData(9_999, "9,999")]
    [InlineData(11_482, "11.5k")]
    [InlineData(3_201_448_921, "3.2B")]
    [InlineData(7.2e15, "7,200T")]
    public void Amount_keeps_about_three_digits(double value, string text) => Assert.Equal(text, Figures.Amount(value));

    [Theory]
    [InlineData(0, "0%")]
    [InlineData(0.00001, "<0.01%")]
    [InlineData(0.0042, "0.42%")]
    [InlineData(0.732, "73.2%")]
    [InlineData(0.9999, "100%")]
    [InlineData(1, "100%")]
    public void Percent_of_a_ratio(double ratio, string text) => Assert.Equal(text, Figures.Percent(ratio));

    [Theory]
    [InlineData(0, "0 ms")]
    [InlineData(0.001, "<0.01 ms")]
    [InlineData(0.42, "0.42 ms")]
    [InlineData(29, "29.0 ms")]
    [InlineData(812.4, "812 ms")]
    [InlineData(999.7, "1.00 s")]
    [InlineData(8_210, "8.21 s")]
    [InlineData(121_400, "2 m 1 s")]
    public void Milliseconds_in_the_unit_that_suits(double ms, string text) => Assert.Equal(text, Figures.Milliseconds(ms));

    [Theory]
    [InlineData(0, "$0.00")]
    [InlineData(0.0000987, "$0.000099")]
    [InlineData(0.0719, "$0.07")]
    [InlineData(12.4, "$12.40")]
    [InlineData(1_288.145, "$1,288.15")]
    [InlineData(1e-9, "<$0.000001")]
    public void Dollars_show_cents_or_two_digits_below(double value, string text) => Assert.Equal(text, Figures.Dollars(value));

    [Theory]
    [InlineData(0.4, "0 s")]
    [InlineData(45, "45 s")]
    [InlineData(200, "3 m 20 s")]
    [InlineData(3600, "1 h")]
    [InlineData(111_600, "1 d 7 h")]
    [InlineData(-5, "0 s")]
    public void Elapsed_in_its_two_largest_units(double seconds, string text) =>
        Assert.Equal(text, Figures.Elapsed(TimeSpan.FromSeconds(seconds)));
}
