using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Configuration;
using Plimsoll.Gateway.Hosting;
using Plimsoll.Gateway.Hosting.Reloading;

namespace Plimsoll.Gateway.Tests.Hosting.Access;

public sealed class KeyRotationTests : IDisposable
{
    private const string Old = "the-old-key-of-the-sender";
    private const string New = "the-new-key-of-the-sender";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("plimsoll-keys-");

    private string File => Path.Combine(_folder.FullName, "keys");

    [Fact]
    public async Task Two_keys_of_a_client_hold_until_the_old_one_ends()
    {
        await using var host = await StartAsync(
            Keys.Key("sender", Old, "ingest") with { NotAfter = GatewayHost.Now.AddHours(1) }, Keys.Key("sender", New, "ingest"));
        Assert.Equal((200, 200), ((await host.SendAsync(Old)).Status, (await host.SendAsync(New)).Status));

        host.Time.Advance(TimeSpan.FromHours(1));

        var ended = await host.SendAsync(Old);
        Assert.Equal((401, "ended_key"), (ended.Status, ended.Code));
        Assert.Contains("'sender' was valid until 2026-11-20T13:00:30", ended.Detail, StringComparison.Ordinal);
        Assert.Equal(200, (await host.SendAsync(New)).Status);
    }

    [Fact]
    public async Task A_file_of_keys_is_read_again_when_it_changes()
    {
        Write($"{Old}\n");
        await using var host = await StartAsync(new ApiKeyOptions("sender", "", ["ingest"]) { File = File });
        Assert.Equal((200, 401), ((await host.SendAsync(Old)).Status, (await host.SendAsync(New)).Status));

        Rewrite(host, $"{Old}\n{New}\n");
        Assert.Equal((200, 200), ((await host.SendAsync(Old)).Status, (await host.SendAsync(New)).Status));

        Rewrite(host, $"{New}\n");
        Assert.Equal((401, 200), ((await host.SendAsync(Old)).Status, (await host.SendAsync(New)).Status));
    }

    [Fact]
    public async Task Clients_come_and_go_with_the_file_that_lists_them()
    {
        Write($"api_keys: [{{ name: sender, scopes: [ingest], sha256: {Keys.Hash(Old)} }}]\n");
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { ApiKeysFile = File });
        Assert.Equal((200, 401), ((await host.SendAsync(Old)).Status, (await host.SendAsync(New)).Status));

        Rewrite(host, $"api_keys: [{{ name: other, scopes: [read], sha256: {Keys.Hash(New)} }}]\n");

        Assert.Equal((401, 403), ((await host.SendAsync(Old)).Status, (await host.SendAsync(New)).Status));
    }

    [Theory]
    [InlineData("api_keys: [{ name: sender, scopes: [ingest] }]\n")]
    [InlineData("api_keys: [{ name: sender, scopes: [ingest], file: other }]\n")]
    [InlineData("not: [yaml")]
    [InlineData(null)]
    public async Task A_list_that_cannot_be_used_changes_nothing(string? yaml)
    {
        Write($"api_keys: [{{ name: sender, scopes: [ingest], sha256: {Keys.Hash(Old)} }}]\n");
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { ApiKeysFile = File });

        Rewrite(host, yaml);

        Assert.Equal(200, (await host.SendAsync(Old)).Status);
    }

    [Fact]
    public async Task An_empty_list_lets_nobody_in()
    {
        Write("");
        await using var host = await GatewayHost.StartAsync(GatewayHost.Options with { ApiKeysFile = File });

        Assert.Equal(401, (await host.SendAsync(Old)).Status);
        Assert.Equal(401, (await host.CallAsync(HttpMethod.Get, "/api/v1/components")).Status);
    }

    [Fact]
    public async Task A_session_ends_with_the_key_that_signed_in()
    {
        Write($"{Old}\n{New}\n");
        await using var host = await StartAsync(new ApiKeyOptions("viewer", "", ["read"]) { File = File });
        var (oldCookie, newCookie) = (await host.SignInAsync(Old), await host.SignInAsync(New));
        Assert.Equal((200, 200), (await ReadAsync(host, oldCookie), await ReadAsync(host, newCookie)));

        Rewrite(host, $"{New}\n");

        Assert.Equal((401, 200), (await ReadAsync(host, oldCookie), await ReadAsync(host, newCookie)));
    }

    [Theory]
    [InlineData("too short\n", "key 1 in '{0}' has 9 characters; it needs 16 or more")]
    [InlineData("the-old-key-of-the-sender\nthe-old-key-of-the-sender\n", "a key of 'sender' stands twice")]
    [InlineData("\n", "'{0}' has 0 keys; it may have 1 to 1000, one a line")]
    public void A_file_that_cannot_be_used_keeps_the_gateway_from_starting(string text, string problem)
    {
        Write(text);
        var options = GatewayHost.Options with { ApiKeys = [new ApiKeyOptions("sender", "", ["ingest"]) { File = File }] };

        var error = Assert.Throws<ArgumentException>(() => GatewayApp.Build(options, demo: false, TimeProvider.System));

        Assert.Contains(problem.Replace("{0}", File, StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("the-old-key", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static Task<GatewayHost> StartAsync(params ApiKeyOptions[] keys) => GatewayHost.StartAsync(GatewayHost.Options with { ApiKeys = keys });

    private static async Task<int> ReadAsync(GatewayHost host, string cookie) =>
        (await host.CallAsync(HttpMethod.Get, "/api/v1/components", ("Cookie", cookie))).Status;

    private void Write(string text) => System.IO.File.WriteAllText(File, text);

    private void Rewrite(GatewayHost host, string? text)
    {
        if (text is null)
            System.IO.File.Delete(File);
        else
            Write(text);
        host.App.Services.GetRequiredService<FileWatch>().Look();
    }
}
