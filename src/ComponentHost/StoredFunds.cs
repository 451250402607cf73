using Microsoft.Extensions.DependencyInjection;
using Plimsoll.Configuration;
using Plimsoll.Quality.Budgets;
using Plimsoll.Storage.Funds;

namespace Plimsoll.ComponentHost;

/// <summary>
/// The keeper of the fleet's budget is whichever process asks: it reads the record, changes it and puts it back on condition
/// that nobody came between.
/// </summary>
/// <param name="services">Knows the store, which is opened when a slice is first asked for.</param>
public sealed class StoredFunds(PlimsollOptions options, IServiceProvider services, HostEvents events, TimeProvider time) : IFleetFunds
{
    private const int Tries = 10;
    private static readonly TimeSpan LongestExchange = TimeSpan.FromSeconds(10);

    public async Task<Lease?> ExchangeAsync(SliceWish wish)
    {
        using var late = new CancellationTokenSource(LongestExchange, time);
        try
        {
            for (var attempt = 0; attempt < Tries; attempt++)
            {
                if (await TryAsync(wish, late.Token) is { Written: true } exchanged)
                {
                    events.SliceExchanged(wish, exchanged.Lease);
                    return exchanged.Lease;
                }
            }
            events.FundsOutOfReach(null);
        }
        catch (Exception trouble)
        {
            // Judging waits; the slice that was closed is reported again with the next wish.
            events.FundsOutOfReach(trouble);
        }
        return null;
    }

    private async Task<(bool Written, Lease? Lease)> TryAsync(SliceWish wish, CancellationToken cancellationToken)
    {
        var store = services.GetRequiredService<IFundsStore>();
        var (state, version) = await store.ReadAsync(cancellationToken);
        var (next, lease) = FundsState.Exchange(state, wish, options.Quality.FleetBudget ?? default, time.GetUtcNow().ToUnixTimeMilliseconds());
        return (await store.WriteAsync(next, version, cancellationToken), lease);
    }
}
