namespace Plimsoll.Configuration.Tests.Tree;

public class YamlTreeTests
{
    [Fact]
    public void Invalid_yaml_is_reported_with_its_place() =>
        Assert.StartsWith("2:1 : not valid YAML: ", Reading.Error("ingest: {\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("ingest:\n\tmax_labels: 3\n", "2:1")]
    [InlineData("ingest:\n  max_labels: 3\n \tmax_components: 3\n", "3:2")]
    public void A_tab_that_indents_is_named(string yaml, string place) =>
        Assert.Equal($"{place} : a tab indents this line; YAML allows spaces only", Reading.Error(yaml));

    [Fact]
    public void A_key_that_stands_twice_is_reported_where_it_stands_again() =>
        Assert.Equal(
            "3:3 ingest.max_labels: 'max_labels' stands twice; the first is on line 2",
            Reading.Error("ingest:\n  max_labels: 3\n  max_labels: 4\n"));

    [Theory]
    [InlineData("- a\n", "1:1 : the file must be a mapping of keys to values")]
    [InlineData("hello\n", "1:1 : the file must be a mapping of keys to values")]
    [InlineData("otlp_http: off\n---\notlp_grpc: off\n", "2:1 : a second document begins here; the file holds one")]
    [InlineData("ingest: 5\n", "1:9 ingest: must be a mapping of keys to values")]
    [InlineData("ingest: { max_labels: [1] }\n", "1:23 ingest.max_labels: must be a single value")]
    [InlineData("ingest: { max_labels: }\n", "1:23 ingest.max_labels: has no value; give it one or leave the key out")]
    [InlineData("urls: []\n", "1:7 urls: has 0 items; it may have 1 to 16")]
    public void A_wrong_shape_is_reported_with_its_place(string yaml, string error) => Assert.Equal(error, Reading.Error(yaml));

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Contains("nested deeper than 16 levels", Reading.Error("urls: " + new string('[', 100_000)), StringComparison.Ordinal);

    [Fact]
    public void An_anchor_can_be_used_again()
    {
        var options = Reading.Valid("components:\n  a: &small { reserved_gpus: 2 }\n  b: *small\n");

        Assert.Equal(2, options.SettingsFor("b").ReservedGpus);
    }

    [Fact]
    public void An_alias_without_an_anchor_is_an_error() =>
        Assert.Equal(
            "1:18 : not valid YAML: no anchor 'gone' stands before this alias", Reading.Error("components: { a: *gone }\n"));
}
