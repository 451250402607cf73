using System.Globalization;

namespace Plimsoll.Cli.Replay.Progress;

/// <summary>A line every five seconds.</summary>
internal sealed class PlainProgress(TextWriter output, long total, TimeProvider time) : IReplayProgress
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);
    private readonly long _start = time.GetTimestamp();
    private TimeSpan _shown;

    public void Update(long sent)
    {
        var elapsed = time.GetElapsedTime(_start);
        if (elapsed - _shown < Interval)
            return;
        _shown = elapsed;
        var rate = sent / elapsed.TotalSeconds;
        var left = TimeSpan.FromSeconds(Math.Round((total - sent) / rate));
        Note(string.Create(CultureInfo.InvariantCulture, $"{sent:N0} of {total:N0} records, {rate:N0} records/s, {left:c} left"));
    }

    public void Note(string text) => output.WriteLine(text);
}
