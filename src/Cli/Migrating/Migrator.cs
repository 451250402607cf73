using System.Data.Common;
using Amazon.Runtime;
using Plimsoll.Configuration;
using Plimsoll.Storage.Checkpoints;
using Plimsoll.Storage.Files;

namespace Plimsoll.Cli.Migrating;

/// <param name="DataDirectory">Of the gateway that ran by itself.</param>
internal sealed record MigrateOptions(string DataDirectory, ClusterOptions Cluster, bool DryRun);

/// <summary>Opens both sides, copies, and says what was done and what comes next.</summary>
internal sealed class Migrator(MigrateOptions options, CliHost host)
{
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var checkpoints = Path.Combine(options.DataDirectory, "checkpoints");
        if (!Directory.Exists(checkpoints))
            return await FailAsync($"{checkpoints} is not there: {options.DataDirectory} is no data directory of a gateway that ran by itself");
        try
        {
            await using var target = MigrationTargets.Of(options.Cluster, out var unusable);
            if (target is null)
                return await FailAsync(unusable);
            using var source = FileCheckpointStore.Open(checkpoints);
            return await CopyAsync(source, target, cancellationToken);
        }
        catch (DirectoryInUseException)
        {
            return await FailAsync($"a gateway is running on {options.DataDirectory}: stop it first, so that it saves everything");
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            return await FailAsync($"{checkpoints} cannot be read: {trouble.Message}");
        }
        catch (Exception trouble) when (trouble is DbException or AmazonClientException or AmazonServiceException or HttpRequestException)
        {
            return await FailAsync($"the cluster's database cannot be used: {trouble.Message} What was copied stays; run it again to go on.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await FailAsync("stopped; what was copied stays. Run it again to go on.");
        }
    }

    private async Task<int> CopyAsync(FileCheckpointStore source, IMigrationTarget target, CancellationToken cancellationToken)
    {
        if (!options.DryRun)
            await target.PrepareAsync(cancellationToken);
        var prepared = await target.IsPreparedAsync(cancellationToken);
        var progress = new MigrationProgress(host.Out, host.Time);
        var outcomes = await new Migration(source, prepared ? target.Store : null, options.DryRun).RunAsync(progress.Update, cancellationToken);
        foreach (var line in MigrationReport.Lines(outcomes, options.DryRun))
            await host.Out.WriteLineAsync(line);
        var desk = await new DeskMigration(options.DataDirectory, prepared ? target.Desk : null, options.DryRun).RunAsync(cancellationToken);
        if (desk is { } done)
            await host.Out.WriteLineAsync(done.Line);
        if (!MigrationReport.IsWhole(outcomes) || desk is { Whole: false })
            return ExitCode.Failure;
        if (!options.DryRun)
            await host.Out.WriteLineAsync($"Next: start the silos, then a gateway of the cluster with --data {options.DataDirectory}: its journal delivers what no checkpoint covers yet.");
        return ExitCode.Success;
    }

    private async Task<int> FailAsync(string reason)
    {
        await host.Error.WriteLineAsync($"plimsoll: {reason}");
        return ExitCode.Failure;
    }
}
