using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>
/// Kestrel's sockets, except that a taken port of <see cref="OptionalPorts"/> is a warning. Binding is the test, so
/// that nobody can take the port between a look and the bind.
/// </summary>
internal sealed partial class OptionalPortTransport(
    IOptions<SocketTransportOptions> sockets, OptionalPorts optional, ILoggerFactory loggers)
    : IConnectionListenerFactory, IConnectionListenerFactorySelector
{
    private readonly SocketTransportFactory _inner = new(sockets, loggers);
    private readonly ILogger _logger = loggers.CreateLogger<OptionalPortTransport>();

    public bool CanBind(EndPoint endpoint) => _inner.CanBind(endpoint);

    public async ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _inner.BindAsync(endpoint, cancellationToken);
        }
        catch (AddressInUseException) when (optional.Contains(endpoint))
        {
            LogTaken(endpoint);
            return new IdleListener(endpoint);
        }
    }

    /// <summary>Stands in for a port that another program has: accepts nothing until it is unbound.</summary>
    private sealed class IdleListener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public async ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            await _end.Task.WaitAsync(cancellationToken);

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

        public ValueTask DisposeAsync()
        {
            _end.TrySetResult(null);
            return ValueTask.CompletedTask;
        }
    }
}
