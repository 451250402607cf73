using Plimsoll.Publishing;

namespace Plimsoll.Integrations.Publishing;

/// <summary>Lines in the CloudWatch Embedded Metric Format, for the CloudWatch agent or a log driver.</summary>
/// <param name="open">Opens the output at its end.</param>
internal sealed class EmbeddedMetricSink(CloudWatchSettings settings, Func<Stream> open) : IMinuteSink
{
    /// <summary>Of one write.</summary>
    private const int MostBytes = 1_000_000;

    public IReadOnlyList<PublishCall> Pack(IReadOnlyList<PublishedMinute> minutes) =>
        [.. minutes.GroupBy(m => m.Minute).OrderBy(g => g.Key).SelectMany(g => Calls(g.Key, g.SelectMany(Lines)))];

    public async Task<PublishOutcome> SendAsync(PublishCall call, CancellationToken cancellationToken)
    {
        try
        {
            await using var output = open();
            await output.WriteAsync(call.Body, cancellationToken).ConfigureAwait(false);
            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            return new PublishOutcome.Done();
        }
        catch (UnauthorizedAccessException)
        {
            return new PublishOutcome.Refused("no_access", $"cloudwatch.embedded_metrics: '{settings.EmbeddedMetrics}' may not be written");
        }
        catch (IOException)
        {
            return new PublishOutcome.Later("file", null, MayCount: true);
        }
    }

    private IEnumerable<(byte[] Line, int Points)> Lines(PublishedMinute minute)
    {
        foreach (var points in minute.Own.Chunk(EmbeddedMetricLine.MostMetrics))
            yield return (EmbeddedMetricLine.Of(minute.At, settings.Namespace, DatumNames.Own(minute), points), points.Length);
        var quality = DatumNames.Namespace(settings.QualityNamespace, minute.Component);
        foreach (var points in minute.Quality.Chunk(EmbeddedMetricLine.MostMetrics))
            yield return (EmbeddedMetricLine.Of(minute.At, quality, DatumNames.Quality(minute), points), points.Length);
    }

    private IEnumerable<PublishCall> Calls(long minute, IEnumerable<(byte[] Line, int Points)> lines)
    {
        var (body, points) = (new MemoryStream(), 0);
        foreach (var (line, count) in lines)
        {
            if (body.Length > 0 && body.Length + line.Length > MostBytes)
            {
                yield return new(minute, settings.Namespace, body.ToArray(), points);
                (body, points) = (new MemoryStream(), 0);
            }
            body.Write(line);
            points += count;
        }
        if (points > 0)
            yield return new(minute, settings.Namespace, body.ToArray(), points);
    }
}
