using System.Globalization;

namespace Plimsoll.Cli.Migrating;

/// <summary>A line every five seconds. Called by several at once.</summary>
internal sealed class MigrationProgress(TextWriter output, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private long _shown = time.GetTimestamp();

    public void Update(int done, int total)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_shown) < Interval)
                return;
            _shown = time.GetTimestamp();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {total:N0} components"));
        }
    }
}
