namespace Plimsoll.Configuration.Tests.Binding;

public class OptionsBinderTests
{
    [Theory]
    [InlineData("journal: { segment_bytes: 64MiB, max_bytes: 100MiB }\n", "1:45 journal.max_bytes: is less than two segments of segment_bytes; nothing could ever be cut away")]
    [InlineData("ingest: { max_body_bytes: 512MiB }\n", "1:9 ingest.max_decompressed_bytes: is less than max_body_bytes; a body does not shrink when it is decompressed")]
    [InlineData("component_attributes: ['']\n", "1:24 component_attributes[0]: has 0 characters; it may have 1 to 256")]
    [InlineData("components: { '': {} }\n", "1:19 components.: a component's name has 1 to 256 characters, this one 0")]
    public void A_broken_rule_is_reported(string yaml, string error) => Assert.Equal(error, Reading.Error(yaml));

    [Fact]
    public void A_list_has_a_bound()
    {
        var yaml = $"component_attributes: [{string.Join(", ", Enumerable.Range(0, 33))}]\n";

        Assert.Equal("1:23 component_attributes: has 33 items; it may have 1 to 32", Reading.Error(yaml));
    }
}
