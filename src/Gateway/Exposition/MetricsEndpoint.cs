using Microsoft.Net.Http.Headers;
using Plimsoll.Components;

namespace Plimsoll.Gateway.Exposition;

/// <summary>Answers scrapes, one at a time.</summary>
internal sealed class MetricsEndpoint(IComponentDirectory directory, GatewayMeter meter) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);

    public async Task WriteAsync(HttpContext context)
    {
        var format = MetricFormat.For(context.Request.Headers.GetCommaSeparatedValues(HeaderNames.Accept));
        var cancelled = context.RequestAborted;
        await _turn.WaitAsync(cancelled);
        try
        {
            context.Response.ContentType = format.ContentType;
            var output = context.Response.BodyWriter;
            var writer = format.Writer(output);
            await new ComponentExposition(directory).WriteAsync(output, writer, keepSketches: format == MetricFormat.Protobuf, cancelled);
            meter.Write(writer);
            writer.End();
            await output.FlushAsync(cancelled);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();
}
