using Plimsoll.Configuration;
using Plimsoll.Gateway.Capture;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Interactions.Texts;
using Plimsoll.Gateway.Tests.Hosting;
using Plimsoll.SageMaker.Capture;
using Plimsoll.Telemetry;

namespace Plimsoll.Gateway.Tests.Capture;

public class CapturedRowsTests
{
    private static readonly DateTimeOffset s_at = new(2026, 11, 20, 12, 0, 30, TimeSpan.Zero);

    [Theory]
    [InlineData("configured", "named", "configured")]
    [InlineData(null, "named", "named")]
    [InlineData(null, null, "endpoint")]
    public void The_component_is_the_configured_one_else_the_lines_else_the_endpoint(string? configured, string? named, string component)
    {
        var rows = new CapturedRows(new Key(), new TextScreen(new PlimsollOptions(), new Key()));

        Assert.Equal(component, rows.Fill(new("r-1", s_at) { InferenceComponent = named }, new("endpoint", "blue"), configured).Component);
    }

    [Fact]
    public void Texts_are_kept_for_the_sample_alone_and_redacted()
    {
        var rows = new CapturedRows(new Key(), new TextScreen(new PlimsollOptions { Quality = new() { SampleRate = 1 } }, new Key()));
        var request = new CapturedRequest("r-1", s_at) { Prompt = "My mail is jane@example.com", Response = "Hello" };

        var kept = rows.Fill(request, default, "chat").Texts!;
        Assert.DoesNotContain("jane", kept.Prompt, StringComparison.Ordinal);
        Assert.Equal("Hello", kept.Response);

        var none = new CapturedRows(new Key(), new TextScreen(new PlimsollOptions { Privacy = new() { MetadataOnly = true } }, new Key()));
        Assert.Null(none.Fill(request, default, "chat").Texts);
    }

    private sealed class Key : IHashKey
    {
        public KeyedHash Hash => GatewayHost.Hash;
    }
}
