using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Plimsoll.Cluster.Tests.Faults;
using Plimsoll.Components;
using Plimsoll.Configuration;
using Plimsoll.Contract.Servers;
using Plimsoll.Silo.Hosting;
using Plimsoll.Silo.Providers;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Processes;

/// <summary>Silos and gateways as processes before PostgreSQL, killed and stopped by signals.</summary>
public sealed class ProcessTests : IAsyncLifetime, IDisposable
{
    private const int RequestsBetween = 10;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-processes-");
    private readonly List<MemberProcess> _members = [];
    private readonly LoadClient _one = new("one", "input_tokens");
    private readonly LoadClient _other = new("other", "output_tokens");
    private PostgreSqlServer? _server;
    private WebApplication? _reader;

    private IComponentDirectory Components => _reader!.Services.GetRequiredService<IComponentDirectory>();

    public Task InitializeAsync() => Task.CompletedTask;

    [LongFact]
    public async Task Members_that_are_killed_stopped_or_lose_their_disk_cost_no_acknowledged_record_that_was_delivered()
    {
        Assert.Null(PostgreSqlServer.Missing);
        await PrepareAsync();
        var (first, second) = (await StartAsync("silo", "silo-1"), await StartAsync("silo", "silo-2"));
        var (gateway, unlucky) = (await StartAsync("gateway", "one"), await StartAsync("gateway", "other"));
        (_one.Gateway, _other.Gateway) = (gateway.Address, unlucky.Address);
        _one.Start();
        _other.Start();
        await PassAsync();

        await gateway.KillAsync();
        _one.Gateway = (gateway = await StartAsync("gateway", "one")).Address;
        await PassAsync();

        await first.KillAsync();
        await PassAsync();
        await gateway.KillAsync();
        var third = await StartAsync("silo", "silo-3");
        await second.KillAsync();
        _one.Gateway = (await StartAsync("gateway", "one")).Address;
        await PassAsync();

        await StartAsync("silo", "silo-4");
        Assert.Equal(0, await third.StopAsync());
        await PassAsync();

        var (delivered, lost) = await LoseDiskAsync(unlucky);
        await PassAsync();

        await Task.WhenAll(_one.FinishAsync(), _other.FinishAsync());
        await Ledger.BalancesAsync(() => Components, _one);
        await Ledger.BalancesAsync(() => Components, _other, mayLack: id => id >= delivered && id < lost);
    }

    public async Task DisposeAsync()
    {
        // Processes first: a client whose load failed throws.
        foreach (var member in _members)
            await member.DisposeAsync();
        if (_reader is not null)
            await _reader.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    public void Dispose() => _data.Delete(recursive: true);

    private async Task<(int Delivered, int Lost)> LoseDiskAsync(MemberProcess gateway)
    {
        var (delivered, lost) = (0, 0);
        await _other.BetweenRequestsAsync(async () =>
        {
            delivered = _other.Acknowledged;
            await Ledger.BalancesAsync(() => Components, _other);
        });
        await _other.PassAsync(2);
        await _other.BetweenRequestsAsync(async () =>
        {
            lost = _other.Acknowledged;
            await gateway.KillAsync();
            _other.Gateway = (await StartAsync("gateway", "empty")).Address;
        });
        return (delivered, lost);
    }

    private async Task PrepareAsync()
    {
        _server = await PostgreSqlServer.StartAsync();
        var options = new PlimsollOptions
        {
            Urls = ["http://127.0.0.1:0"],
            OtlpHttp = null,
            OtlpGrpc = null,
            DataDirectory = Path.Combine(_data.FullName, "reader"),
            Cluster = new ClusterOptions { Role = ClusterRole.Gateway, Provider = ClusterProvider.PostgreSql, ConnectionString = _server.ConnectionString },
        };
        await ClusterProviders.Of(options.Cluster).PrepareAsync(options, default);
        _reader = SiloProgram.Build(options, builder => builder.Logging.ClearProviders());
    }

    /// <summary>The first member also gives the reader somebody to connect to.</summary>
    private async Task<MemberProcess> StartAsync(string role, string data)
    {
        var member = new MemberProcess(role, Path.Combine(_data.FullName, data), _server!);
        _members.Add(member);
        await member.ReadyAsync();
        if (_members.Count == 1)
            await _reader!.StartAsync();
        return member;
    }

    private Task PassAsync() => Task.WhenAll(_one.PassAsync(RequestsBetween), _other.PassAsync(RequestsBetween));
}
