using Plimsoll.Components;
using Plimsoll.Support;

namespace Plimsoll.Cluster.Tests.Faults;

/// <summary>Compares what gateways acknowledged with what components counted, id by id.</summary>
internal static class Ledger
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Waits until each acknowledged id was counted once.</summary>
    /// <param name="mayLack">Ids that need not have been counted; once at most all the same.</param>
    public static async Task BalancesAsync(Func<IComponentDirectory> components, LoadClient client, Func<int, bool>? mayLack = null)
    {
        var wrong = "nothing was read";
        try
        {
            await Eventually.TrueAsync(async () => (wrong = await WrongAsync(components(), client, mayLack) ?? wrong).Length == 0, "the ledger balances", Deadline);
        }
        catch (TimeoutException)
        {
            Assert.Fail(wrong);
        }
    }

    /// <summary>What does not balance, empty for nothing; null while a component does not answer.</summary>
    private static async Task<string?> WrongAsync(IComponentDirectory components, LoadClient client, Func<int, bool>? mayLack)
    {
        Dictionary<int, long> counted;
        try
        {
            counted = await client.CountedAsync(components);
        }
        catch (Exception away) when (away is OrleansException or TimeoutException or IOException or NewerStateException)
        {
            return null;
        }
        var missing = Enumerable.Range(0, client.Acknowledged).Where(id => !counted.ContainsKey(id) && mayLack?.Invoke(id) != true).ToList();
        var repeated = counted.Where(c => c.Value != 1).Select(c => c.Key).ToList();
        return (missing.Count, repeated.Count) == (0, 0)
            ? ""
            : $"of {client.Acknowledged} ids {missing.Count} are missing ({Some(missing)}), {repeated.Count} counted more than once ({Some(repeated)})";
    }

    private static string Some(IEnumerable<int> ids) => string.Join(", ", ids.Order().Take(20));
}
