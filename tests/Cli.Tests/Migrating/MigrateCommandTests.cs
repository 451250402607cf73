using System.Text.Json;
using Npgsql;
using Plimsoll.Alerting.Desk;
using Plimsoll.Alerting.Rules;
using Plimsoll.Alerting.States;
using Plimsoll.Contract.Servers;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Checkpoints.PostgreSql;
using Plimsoll.Storage.Desks;

namespace Plimsoll.Cli.Tests.Migrating;

public sealed class MigrateCommandTests : IDisposable
{
    private const string PostgreSqlYaml = """
        cluster:
          provider: postgresql
          id: prod
          connection_string_env: DATABASE
        """;

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("plimsoll-migrate-");
    private readonly CliRun _cli = new();

    [PostgreSqlFact]
    public async Task History_in_PostgreSQL_is_what_it_was_on_disk()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        _cli.Environment["DATABASE"] = server.ConnectionString;
        var names = new[] { "chat", "Summaries/EU #1" };
        var before = await LiveAsync(names);

        Assert.Equal(0, await MigrateAsync(PostgreSqlYaml, "--dry-run"));
        Assert.Equal(0, await MigrateAsync(PostgreSqlYaml));
        Assert.Equal(0, await MigrateAsync(PostgreSqlYaml));

        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        var target = new PostgreSqlCheckpointStore(database, "prod");
        Assert.Equal(before.Values, await Task.WhenAll(before.Keys.Select(history => history.ReadAsync(target))));
        Assert.Equal(["Would copy 2 components", "Copied 2 components", "Copied 0 components"], Heads());
        Assert.Contains("2 were there already", _cli.OutLines[^2], StringComparison.Ordinal);
    }

    [PostgreSqlFact]
    public async Task Alerts_acknowledgements_silences_and_incidents_come_along_and_never_over_the_clusters_own()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        _cli.Environment["DATABASE"] = server.ConnectionString;
        FileCheckpointStore.Open(Checkpoints).Dispose();
        var state = Desk("ann");
        using (var alerts = FileCheckpointStore.Open(Path.Combine(_data.FullName, "alerts")))
            await new CheckpointDeskStore(() => alerts).WriteAsync(state, default);

        Assert.Equal(0, await MigrateAsync(PostgreSqlYaml, "--dry-run"));
        Assert.Equal(0, await MigrateAsync(PostgreSqlYaml));
        Assert.Equal(0, await MigrateAsync(PostgreSqlYaml));

        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        var desk = new CheckpointDeskStore(() => new PostgreSqlCheckpointStore(database, "prod/alerts"));
        Assert.Equal(Written(state), Written((await desk.ReadAsync(default))!));
        await desk.WriteAsync(Desk("bob"), default);
        Assert.Equal(0, await MigrateAsync(PostgreSqlYaml));
        Assert.Equal("bob", (await desk.ReadAsync(default))!.Silences[0].CreatedBy);
        Assert.Equal(
            [
                "Would copy alerts, acknowledgements, silences and incidents", "Copied alerts, acknowledgements, silences and incidents",
                "There already: alerts, acknowledgements, silences and incidents", "Left as they are: alerts, acknowledgements, silences and incidents that the cluster has of its own",
            ],
            _cli.OutLines.Where(l => l.Contains("silences", StringComparison.Ordinal)));
    }

    [PostgreSqlFact]
    public async Task Running_gateway_is_refused()
    {
        await using var server = await PostgreSqlServer.StartAsync();
        _cli.Environment["DATABASE"] = server.ConnectionString;
        using var running = FileCheckpointStore.Open(Checkpoints);

        Assert.Equal(1, await MigrateAsync(PostgreSqlYaml));

        Assert.Equal($"plimsoll: a gateway is running on {_data.FullName}: stop it first, so that it saves everything", _cli.Error.Trim());
    }

    [Fact]
    public async Task Database_out_of_reach_is_said_without_its_password()
    {
        _cli.Environment["DATABASE"] = "Host=127.0.0.1;Port=1;Username=x;Database=x;Password=hush;Timeout=5";
        FileCheckpointStore.Open(Checkpoints).Dispose();

        Assert.Equal(1, await MigrateAsync(PostgreSqlYaml));

        Assert.StartsWith("plimsoll: the cluster's database cannot be used: ", _cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_string_that_is_none_is_said()
    {
        _cli.Environment["DATABASE"] = "Hots=127.0.0.1";
        FileCheckpointStore.Open(Checkpoints).Dispose();
        Assert.Equal(1, await MigrateAsync(PostgreSqlYaml));
        Assert.StartsWith("plimsoll: cluster.connection_string_env: ", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_without_checkpoints_is_refused_and_not_made()
    {
        Assert.Equal(1, await MigrateAsync(""));
        Assert.Contains("is no data directory", _cli.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Checkpoints));
    }

    [Fact]
    public async Task Cluster_that_keeps_files_needs_no_migration()
    {
        FileCheckpointStore.Open(Checkpoints).Dispose();
        Assert.Equal(1, await MigrateAsync("cluster:\n  provider: localhost\n"));
        Assert.Contains("cluster.provider is localhost", _cli.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_configuration_is_refused_with_its_place()
    {
        Assert.Equal(2, await MigrateAsync("cluster:\n  provider: oracle\n"));
        Assert.Contains(":2:13: cluster.provider: 'oracle' is not one of", _cli.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static DeskState Desk(string who)
    {
        var desk = new AlertDesk([]);
        var now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        desk.Accept(new()
        {
            Key = "k1234567890",
            Component = "chat",
            Rule = "down",
            Family = AlertFamily.Availability,
            Event = AlertEventKind.Firing,
            Mute = AlertMute.None,
            Priority = AlertPriority.P0,
            Active = true,
            Since = now,
            At = now,
            Notify = true,
        });
        desk.Acknowledge("k1234567890", who, now);
        desk.Add(new("s1", new Dictionary<string, string> { ["component"] = "chat" }, who, "deploy", now, now.AddHours(1)), now);
        return desk.Save();
    }

    private static string Written(DeskState state) => JsonSerializer.Serialize(state, DeskJson.Default.DeskState);

    private string Checkpoints => Path.Combine(_data.FullName, "checkpoints");

    private async Task<Dictionary<EmbeddedHistory, string>> LiveAsync(string[] names)
    {
        using var store = FileCheckpointStore.Open(Checkpoints);
        var histories = new Dictionary<EmbeddedHistory, string>();
        foreach (var name in names)
        {
            var history = await new EmbeddedHistory(store, name).LiveAsync(40);
            histories.Add(history, await history.ReadAsync(store));
        }
        return histories;
    }

    private async Task<int> MigrateAsync(string yaml, params string[] more)
    {
        using var file = new TemporaryFile(yaml);
        return await _cli.RunAsync(["migrate", "--data", _data.FullName, "--config", file.Path, .. more]);
    }

    private IEnumerable<string> Heads() => _cli.OutLines.Where(l => l.Contains(" components, ", StringComparison.Ordinal)).Select(l => l.Split(',')[0]);
}
