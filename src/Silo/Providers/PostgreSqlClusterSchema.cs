using Npgsql;

namespace Plimsoll.Silo.Providers;

/// <summary>
/// Tables of membership and reminders, and the statements that Orleans' ADO.NET providers look up by name: those are the
/// contract, the statements are ours. Making them again changes nothing but statements that a newer version replaced.
/// </summary>
internal static class PostgreSqlClusterSchema
{
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);
        CREATE TABLE IF NOT EXISTS plimsoll_membership_version (
            deployment text PRIMARY KEY,
            version int NOT NULL DEFAULT 0);
        CREATE TABLE IF NOT EXISTS plimsoll_membership (
            deployment text NOT NULL REFERENCES plimsoll_membership_version,
            address text NOT NULL,
            port int NOT NULL,
            generation int NOT NULL,
            silo_name text NOT NULL,
            host_name text NOT NULL,
            status int NOT NULL,
            proxy_port int NOT NULL,
            suspect_times text,
            started timestamptz NOT NULL,
            alive timestamptz NOT NULL,
            PRIMARY KEY (deployment, address, port, generation));
        CREATE TABLE IF NOT EXISTS plimsoll_reminders (
            service text NOT NULL,
            grain text NOT NULL,
            name text NOT NULL,
            grain_hash int NOT NULL,
            started timestamptz NOT NULL,
            period bigint NOT NULL,
            version int NOT NULL DEFAULT 0,
            PRIMARY KEY (service, grain, name));
        """;

    private const string Members = """
        SELECT m.address AS Address, m.port AS Port, m.generation AS Generation, m.silo_name AS SiloName, m.host_name AS HostName,
               m.status AS Status, m.proxy_port AS ProxyPort, m.suspect_times AS SuspectTimes, m.started AS StartTime,
               m.alive AS IAmAliveTime, v.version AS Version
        FROM plimsoll_membership_version v
        LEFT JOIN plimsoll_membership m ON m.deployment = v.deployment
        """;

    private const string Reminders = """
        SELECT grain AS GrainId, name AS ReminderName, started AS StartTime, period AS Period, version AS Version
        FROM plimsoll_reminders WHERE service = @ServiceId
        """;

    /// <summary>A write of a member takes the version of the table that it has read, or nothing.</summary>
    private const string NextVersion = """
        WITH next AS (
            UPDATE plimsoll_membership_version SET version = version + 1
            WHERE deployment = @DeploymentId AND version = @Version RETURNING deployment),
        """;

    private static readonly Dictionary<string, string> Statements = new()
    {
        ["GatewaysQueryKey"] = """
            SELECT address AS Address, proxy_port AS ProxyPort, generation AS Generation
            FROM plimsoll_membership WHERE deployment = @DeploymentId AND status = @Status AND proxy_port > 0
            """,
        ["MembershipReadRowKey"] = $"""
            {Members} AND m.address = @Address AND m.port = @Port AND m.generation = @Generation
            WHERE v.deployment = @DeploymentId
            """,
        ["MembershipReadAllKey"] = $"{Members} WHERE v.deployment = @DeploymentId",
        ["InsertMembershipVersionKey"] = """
            WITH made AS (
                INSERT INTO plimsoll_membership_version (deployment) VALUES (@DeploymentId) ON CONFLICT DO NOTHING RETURNING 1)
            SELECT count(*)::int FROM made
            """,
        ["UpdateIAmAlivetimeKey"] = """
            UPDATE plimsoll_membership SET alive = @IAmAliveTime
            WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
            """,
        ["InsertMembershipKey"] = $"""
            {NextVersion}
            made AS (
                INSERT INTO plimsoll_membership (deployment, address, port, generation, silo_name, host_name, status, proxy_port, started, alive)
                SELECT deployment, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM next
                RETURNING 1)
            SELECT count(*)::int FROM made
            """,
        ["UpdateMembershipKey"] = $"""
            {NextVersion}
            made AS (
                UPDATE plimsoll_membership SET status = @Status, suspect_times = @SuspectTimes, alive = @IAmAliveTime
                FROM next WHERE plimsoll_membership.deployment = next.deployment
                  AND address = @Address AND port = @Port AND generation = @Generation
                RETURNING 1)
            SELECT count(*)::int FROM made
            """,
        ["DeleteMembershipTableEntriesKey"] = """
            WITH members AS (DELETE FROM plimsoll_membership WHERE deployment = @DeploymentId)
            DELETE FROM plimsoll_membership_version WHERE deployment = @DeploymentId
            """,
        ["CleanupDefunctSiloEntriesKey"] = """
            DELETE FROM plimsoll_membership WHERE deployment = @DeploymentId AND alive < @IAmAliveTime AND status <> 3
            """,
        ["ReadReminderRowsKey"] = $"{Reminders} AND grain = @GrainId",
        ["ReadReminderRowKey"] = $"{Reminders} AND grain = @GrainId AND name = @ReminderName",
        ["ReadRangeRows1Key"] = $"{Reminders} AND grain_hash > @BeginHash AND grain_hash <= @EndHash",
        ["ReadRangeRows2Key"] = $"{Reminders} AND (grain_hash > @BeginHash OR grain_hash <= @EndHash)",
        ["UpsertReminderRowKey"] = """
            INSERT INTO plimsoll_reminders (service, grain, name, grain_hash, started, period)
            VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
            ON CONFLICT (service, grain, name) DO UPDATE SET grain_hash = EXCLUDED.grain_hash, started = EXCLUDED.started,
                period = EXCLUDED.period, version = plimsoll_reminders.version + 1
            RETURNING version AS Version
            """,
        ["DeleteReminderRowKey"] = """
            WITH gone AS (
                DELETE FROM plimsoll_reminders
                WHERE service = @ServiceId AND grain = @GrainId AND name = @ReminderName AND version = @Version RETURNING 1)
            SELECT count(*)::int FROM gone
            """,
        ["DeleteReminderRowsKey"] = "DELETE FROM plimsoll_reminders WHERE service = @ServiceId",
    };

    public static async Task ApplyAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        await using var tables = database.CreateCommand(Tables);
        await tables.ExecuteNonQueryAsync(cancellationToken);
        await using var batch = database.CreateBatch();
        foreach (var (key, text) in Statements)
        {
            batch.BatchCommands.Add(new("INSERT INTO OrleansQuery VALUES ($1, $2) ON CONFLICT (QueryKey) DO UPDATE SET QueryText = EXCLUDED.QueryText")
            {
                Parameters = { new() { Value = key }, new() { Value = text } },
            });
        }
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
