using System.Diagnostics.Metrics;
using System.Security.Cryptography;

namespace Plimsoll.Gateway.Hosting.Reloading;

/// <summary>
/// Looks at the files of every <see cref="IReloadable"/> now and then, and reloads what changed. Looks at contents:
/// notifications and file times miss a mounted secret that is swapped behind a link.
/// </summary>
internal sealed partial class FileWatch : BackgroundService
{
    /// <summary>A change is in force at most this long after it was written.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly IReloadable[] _reloadables;
    private readonly string?[] _seen;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Counter<long> _reloads;

    public FileWatch(IEnumerable<IReloadable> reloadables, TimeProvider time, IMeterFactory meters, ILogger<FileWatch> logger)
    {
        _reloadables = [.. reloadables.Where(r => r.Files.Count > 0)];
        _seen = new string?[_reloadables.Length];
        _time = time;
        _logger = logger;
        _reloads = meters.Create("Plimsoll.Gateway").CreateCounter<long>(
            "plimsoll_gateway_reloads_total", description: "Files of keys and certificates that changed, by what became of it.");
    }

    /// <summary>
    /// Reloads what changed since the last look. The first look reloads everything: nobody knows what was read before it.
    /// </summary>
    public void Look()
    {
        for (var i = 0; i < _reloadables.Length; i++)
        {
            var found = Fingerprint(_reloadables[i]);
            if (found == _seen[i])
                continue;
            Reload(_reloadables[i], isFirst: _seen[i] is null);
            _seen[i] = found;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_reloadables.Length == 0)
            return;
        using var timer = new PeriodicTimer(Interval, _time);
        do
            Look();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Reload(IReloadable changed, bool isFirst)
    {
        var error = changed.Reload();
        if (isFirst && error is null)
            return;
        _reloads.Add(1, new("what", changed.Name), new("result", error is null ? "taken" : "refused"));
        if (error is null)
            LogTaken(changed.Name);
        else
            LogRefused(changed.Name, error);
    }

    private static string Fingerprint(IReloadable reloadable) => string.Join(' ', reloadable.Files.Select(Fingerprint));

    private static string Fingerprint(string file)
    {
        try
        {
            return Convert.ToHexString(SHA256.HashData(SmallFile.ReadBytes(file)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.GetType().Name;
        }
    }
}
