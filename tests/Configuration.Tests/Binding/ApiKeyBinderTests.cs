namespace Plimsoll.Configuration.Tests.Binding;

public class ApiKeyBinderTests
{
    private const string Hash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    [Theory]
    [InlineData("sha256: not-a-hash-but-the-key", "sha256: is not 64 hexadecimal digits; its 22 characters are not shown")]
    [InlineData("env: MISSING_VARIABLE", "env: names an environment variable that is not set")]
    [InlineData("env: SHORT", "env: names a variable whose key has 5 characters; it needs 16 or more")]
    public void A_wrong_key_is_reported_without_being_shown(string line, string error)
    {
        var found = Reading.Error($"api_keys: [{{ name: a, scopes: [read], {line} }}]\n", ("SHORT", "hello"));

        Assert.EndsWith(error, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ scopes: [read], sha256: " + Hash + " }", "api_keys[0].name: is missing; logs show it in place of the key")]
    [InlineData("{ name: a, sha256: " + Hash + " }", "api_keys[0].scopes: is missing; name one or more of ingest, read, texts, admin")]
    [InlineData("{ name: a, scopes: [], sha256: " + Hash + " }", "api_keys[0].scopes: has 0 items; it may have 1 to 4")]
    [InlineData("{ name: a, scopes: [root], sha256: " + Hash + " }", "api_keys[0].scopes[0]: 'root' is not one of ingest, read, texts, admin")]
    [InlineData("{ name: a, scopes: [read] }", "api_keys[0].sha256: give either sha256, env (the variable that holds the key) or file (which holds it)")]
    [InlineData("{ name: a, scopes: [read], env: K, sha256: " + Hash + " }", "api_keys[0].sha256: give either sha256, env (the variable that holds the key) or file (which holds it)")]
    public void A_key_needs_a_name_a_scope_and_one_origin(string entry, string error)
    {
        var found = Reading.Error($"api_keys: [{entry}]\n", ("K", "0123456789abcdef"));

        Assert.EndsWith(" " + error, found, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_may_have_several_keys_that_agree_on_what_it_may_do()
    {
        var keys = Reading.Valid($$"""
            api_keys:
              - { name: a, scopes: [read, ingest], sha256: {{Hash}}, not_after: 2027-01-31T00:00:00Z, requests_per_second: 2.5, burst: 9 }
              - { name: a, scopes: [ingest, read], file: /run/secrets/a, requests_per_second: 2.5, burst: 9 }
            api_keys_file: /etc/plimsoll/keys.yaml
            """);

        Assert.Equal((new DateTimeOffset(2027, 1, 31, 0, 0, 0, TimeSpan.Zero), 2.5, 9), (keys.ApiKeys[0].NotAfter, keys.ApiKeys[0].RequestsPerSecond, keys.ApiKeys[0].Burst));
        Assert.Equal(("/run/secrets/a", ""), (keys.ApiKeys[1].File, keys.ApiKeys[1].Sha256));
        Assert.Equal("/etc/plimsoll/keys.yaml", keys.ApiKeysFile);
        Assert.True(new PlimsollOptions { ApiKeysFile = "x" }.NeedsApiKey);
    }

    [Theory]
    [InlineData("scopes: [ingest]", "api_keys[1].name: 'a' has an earlier key with other scopes or another rate; the keys of one client share them")]
    [InlineData("scopes: [read], requests_per_second: 3", "api_keys[1].name: 'a' has an earlier key with other scopes or another rate; the keys of one client share them")]
    [InlineData("scopes: [read], not_after: tomorrow", "api_keys[1].not_after: 'tomorrow' is not a point in time such as 2027-01-31T00:00:00Z")]
    [InlineData("scopes: [read], not_after: 2027-01-31T00:00:00", "api_keys[1].not_after: '2027-01-31T00:00:00' is not a point in time such as 2027-01-31T00:00:00Z")]
    public void A_second_key_that_is_wrong_is_reported(string second, string error) => Assert.EndsWith(
        error, Reading.Error($"api_keys: [{{ name: a, scopes: [read], sha256: {Hash} }}, {{ name: a, sha256: {Hash}, {second} }}]\n"), StringComparison.Ordinal);

    [Fact]
    public void A_burst_needs_a_rate() => Assert.EndsWith(
        "api_keys[0].burst: stands without requests_per_second",
        Reading.Error($"api_keys: [{{ name: a, scopes: [read], sha256: {Hash}, burst: 3 }}]\n"), StringComparison.Ordinal);

    [Fact]
    public void A_file_of_keys_names_no_files()
    {
        var errors = new List<ConfigurationError>();

        ApiKeyFile.Read("api_keys: [{ name: a, scopes: [read], file: f }]\nother: 1\n", new Dictionary<string, string>(), errors);

        Assert.Equal(["api_keys[0].file: cannot stand in a file of keys; give the sha256 of the key", "other: unknown key 'other'; it may be api_keys"], errors.Select(e => $"{e.Path}: {e.Message}"));
    }
}
