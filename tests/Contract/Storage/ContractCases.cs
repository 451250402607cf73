using System.Reflection;
using Xunit;
using Xunit.Sdk;

namespace Plimsoll.Contract.Storage;

/// <summary>
/// The cases of a store's contract as data, for stores whose server is not everywhere: a theory that is skipped where it
/// is absent runs them one by one.
/// </summary>
public static class ContractCases
{
    public static TheoryData<string> Names { get; } = NamesOf<CheckpointStoreContract>();

    public static TheoryData<string> LeaseNames { get; } = NamesOf<LeaseStoreContract>();

    /// <summary>Runs every row of one case, each on a store with nothing in it.</summary>
    public static async Task RunAsync<TContract>(string name, Func<TContract> makeContract)
        where TContract : IAsyncLifetime
    {
        var method = Methods<TContract>().Single(m => m.Name == name);
        foreach (var row in Rows(method))
        {
            var contract = makeContract();
            await contract.InitializeAsync();
            await (Task)method.Invoke(contract, row)!;
            await contract.DisposeAsync();
        }
    }

    private static TheoryData<string> NamesOf<TContract>() => new(Methods<TContract>().Select(m => m.Name));

    private static IEnumerable<MethodInfo> Methods<TContract>() =>
        typeof(TContract).GetMethods().Where(m => m.GetCustomAttribute<FactAttribute>() is not null);

    private static IEnumerable<object?[]> Rows(MethodInfo method) =>
        method.GetCustomAttribute<TheoryAttribute>() is null
            ? [[]]
            : method.GetCustomAttributes<DataAttribute>().SelectMany(d => d.GetData(method));
}
