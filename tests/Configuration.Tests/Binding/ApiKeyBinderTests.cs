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
    [InlineData("{ name: a, scopes: [read] }", "api_keys[0].sha256: give either sha256 or env, the variable that holds the key")]
    [InlineData("{ name: a, scopes: [read], env: K, sha256: " + Hash + " }", "api_keys[0].sha256: give either sha256 or env, the variable that holds the key")]
    public void A_key_needs_a_name_a_scope_and_one_origin(string entry, string error)
    {
        var found = Reading.Error($"api_keys: [{entry}]\n", ("K", "0123456789abcdef"));

        Assert.EndsWith(" " + error, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_keys_of_one_name_are_an_error()
    {
        var entry = $"{{ name: a, scopes: [read], sha256: {Hash} }}";

        Assert.EndsWith(
            "api_keys[1].name: 'a' is the name of an earlier key; each needs its own",
            Reading.Error($"api_keys: [{entry}, {entry}]\n"), StringComparison.Ordinal);
    }
}
