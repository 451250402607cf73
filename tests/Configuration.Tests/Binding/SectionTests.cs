namespace Plimsoll.Configuration.Tests.Binding;

public class SectionTests
{
    [Theory]
    [InlineData("ingst: {}\n", "1:1 ingst: unknown key 'ingst'; did you mean 'ingest'?")]
    [InlineData("ingest:\n  max_body_byte: 1MiB\n", "2:3 ingest.max_body_byte: unknown key 'max_body_byte'; did you mean 'max_body_bytes'?")]
    [InlineData("checkpoints: { zebra: 1 }\n", "1:16 checkpoints.zebra: unknown key 'zebra'; it may be interval")]
    [InlineData("Urls: []\n", "1:1 Urls: unknown key 'Urls'; did you mean 'urls'?")]
    public void An_unknown_key_is_an_error_that_suggests_the_nearest(string yaml, string error) =>
        Assert.Equal(error, Reading.Error(yaml));

    [Fact]
    public void An_unknown_key_never_shows_its_value()
    {
        var result = Reading.Of("api_keys: [{ name: a, scopes: [read], key: hunter2hunter2 }]\n");

        Assert.DoesNotContain(result.Errors, e => e.Message.Contains("hunter2", StringComparison.Ordinal));
    }
}
