using System.Text;
using Plimsoll.Gateway.Ingest.Json;

namespace Plimsoll.Gateway.Tests.Ingest.Json;

public class Rfc3339Tests
{
    [Theory]
    [InlineData("1970-01-01T00:00:00Z", 0)]
    [InlineData("2026-11-20T12:00:00.250Z", 1795176000250)]
    [InlineData("2026-11-20t12:00:00.25z", 1795176000250)]
    [InlineData("2026-11-20 12:00:00Z", 1795176000000)]
    [InlineData("2026-11-20T14:00:00.250999999+02:00", 1795176000250)]
    [InlineData("2026-11-20T06:30:00.2-05:30", 1795176000200)]
    [InlineData("2026-12-31T23:59:60Z", 1798761600000)]
    [InlineData("2024-02-29T00:00:00.001Z", 1709164800001)]
    public void Any_offset_and_fraction_is_read(string text, long expected)
    {
        Assert.True(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out var unixMs));
        Assert.Equal(expected, unixMs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-20")]
    [InlineData("2026-11-20T12:00:00")]
    [InlineData("2026-11-20T12:00:00.Z")]
    [InlineData("2026-02-29T12:00:00Z")]
    [InlineData("2026-13-01T12:00:00Z")]
    [InlineData("2026-00-01T12:00:00Z")]
    [InlineData("0000-01-01T12:00:00Z")]
    [InlineData("2026-11-20T24:00:00Z")]
    [InlineData("2026-11-20T12:60:00Z")]
    [InlineData("2026-11-20T12:00:61Z")]
    [InlineData("2026-11-20T12:00:00+2:00")]
    [InlineData("2026-11-20T12:00:00+24:00")]
    [InlineData("2026-11-20T12:00:00Zx")]
    [InlineData("2026-1a-20T12:00:00Z")]
    [InlineData("2026-11-20_12:00:00Z")]
    public void What_is_no_time_with_an_offset_is_refused(string text) =>
        Assert.False(Rfc3339.TryParse(Encoding.UTF8.GetBytes(text), out _));
}
