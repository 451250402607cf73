namespace Plimsoll.Configuration.Tests.Tree;

public class EnvironmentOverlayTests
{
    [Fact]
    public void A_variable_overrides_the_file()
    {
        var options = Reading.Valid("ingest: { max_labels: 3, max_components: 7 }\n", ("PLIMSOLL__INGEST__MAX_LABELS", "9"));

        Assert.Equal((9, 7), (options.Ingest.MaxLabels, options.Ingest.MaxComponents));
    }

    [Theory]
    [InlineData("plimsoll__journal__retention")]
    [InlineData("Plimsoll__Journal__Retention")]
    public void Names_match_without_regard_to_case(string name) =>
        Assert.Equal(TimeSpan.FromMinutes(5), Reading.Valid(null, (name, "5m")).Journal.Retention);

    [Fact]
    public void Other_variables_are_left_alone() => Assert.Empty(Reading.Of(null, ("PLIMSOLL_LONG", "1"), ("PATH", "/bin")).Settings);

    [Fact]
    public void A_list_is_set_by_index()
    {
        var options = Reading.Valid(
            "urls: [http://127.0.0.1:1, http://127.0.0.1:2]\n",
            ("PLIMSOLL__URLS__1", "http://127.0.0.1:22"), ("PLIMSOLL__URLS__2", "http://127.0.0.1:3"));

        Assert.Equal(["http://127.0.0.1:1", "http://127.0.0.1:22", "http://127.0.0.1:3"], options.Urls);
    }

    [Fact]
    public void A_list_longer_than_ten_is_set_by_index_in_the_order_of_numbers()
    {
        var variables = Enumerable.Range(0, 12).Select(i => ($"PLIMSOLL__COMPONENT_ATTRIBUTES__{i}", $"a{i}")).ToArray();

        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"a{i}"), Reading.Valid(null, variables).ComponentAttributes);
    }

    [Fact]
    public void A_component_of_the_file_is_found_without_regard_to_case_and_another_is_taken_as_written()
    {
        var options = Reading.Valid(
            "components: { Chat: { reserved_gpus: 1 } }\n",
            ("PLIMSOLL__COMPONENTS__CHAT__RESERVED_GPUS", "8"), ("PLIMSOLL__COMPONENTS__Judge__PRICE__GPU_HOUR", "2"),
            ("PLIMSOLL__COMPONENTS__7__RESERVED_GPUS", "3"));

        Assert.Equal(["7", "Chat", "Judge"], options.Components.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(8, options.SettingsFor("Chat").ReservedGpus);
        Assert.Equal(2, options.SettingsFor("Judge").Price!.GpuHour);
    }

    [Fact]
    public void An_api_key_can_be_set_by_variables_alone()
    {
        var options = Reading.Valid(
            null,
            ("PLIMSOLL__API_KEYS__0__NAME", "ops"), ("PLIMSOLL__API_KEYS__0__ENV", "OPS_KEY"),
            ("PLIMSOLL__API_KEYS__0__SCOPES__0", "read"), ("PLIMSOLL__API_KEYS__0__SCOPES__1", "admin"),
            ("OPS_KEY", "0123456789abcdef"));

        var key = Assert.Single(options.ApiKeys);
        Assert.Equal("9f9f5111f7b27a781f1f1ddde5ebc2dd2b796bfc7365c9c28b548e564176929f", key.Sha256);
        Assert.Equal(["read", "admin"], key.Scopes);
    }

    [Theory]
    [InlineData("PLIMSOLL__INGEST__MAX_LABEL", "3", "unknown key 'max_label'; did you mean 'max_labels'?")]
    [InlineData("PLIMSOLL__INGEST", "3", "must be a mapping of keys to values")]
    [InlineData("PLIMSOLL__OTLP_HTTP__X", "3", "'OTLP_HTTP' has no keys, so 'X' cannot be set in it")]
    [InlineData("PLIMSOLL__URLS__3", "http://a:1", "place 3 of a list that has 1 items; the next is 1")]
    [InlineData("PLIMSOLL__INGEST____MAX_LABELS", "3", "is not PLIMSOLL__SECTION__KEY")]
    [InlineData("PLIMSOLL__JOURNAL__RETENTION", "", "'' is not a duration; write a number and ms, s, m, h or d, such as 30s or 24h")]
    public void A_wrong_variable_is_reported_by_its_name(string name, string value, string message) =>
        Assert.Equal($"0:0 {name}: {message}", Reading.Error("otlp_http: off\nurls: http://127.0.0.1:1\n", (name, value)));

    [Fact]
    public void Two_variables_that_differ_in_case_alone_are_an_error() =>
        Assert.Equal(
            "0:0 plimsoll__OTLP_HTTP: sets the same as PLIMSOLL__OTLP_HTTP; names match without regard to case",
            Reading.Error(null, ("PLIMSOLL__OTLP_HTTP", "off"), ("plimsoll__OTLP_HTTP", "off")));
}
