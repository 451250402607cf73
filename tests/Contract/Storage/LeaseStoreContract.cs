using Plimsoll.Fleet;
using Plimsoll.Storage.Leases;
using Xunit;

namespace Plimsoll.Contract.Storage;

/// <summary>What any store of leases must do. A store's test class derives from this and says how to make one.</summary>
public abstract class LeaseStoreContract : IAsyncLifetime
{
    private static readonly LeaseRecord First = new("a", 1, 0);

    private ILeaseStore? _store;

    private ILeaseStore Store => _store ?? throw new InvalidOperationException("The store is made before each test");

    /// <summary>A store with nothing in it.</summary>
    protected abstract Task<ILeaseStore> MakeEmptyAsync();

    public async Task InitializeAsync() => _store = await MakeEmptyAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Lease_that_nobody_had_is_vacant() => Assert.Equal(StoredLease.None, await ReadAsync("judging"));

    [Fact]
    public async Task Written_record_is_read_back_by_its_name_alone()
    {
        Assert.Equal(LeaseWrite.Written, await WriteAsync(First, 0));
        Assert.Equal(LeaseWrite.Written, await WriteAsync(First with { Renewal = 7 }, 1));

        Assert.Equal(new StoredLease(First with { Renewal = 7 }, 2), await ReadAsync("judging"));
        Assert.Equal(StoredLease.None, await ReadAsync("alerting"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Record_in_the_place_of_another_version_is_refused(long expected)
    {
        await WriteAsync(First, 0);
        await WriteAsync(First with { Renewal = 1 }, 1);

        Assert.Equal(LeaseWrite.Conflict, await WriteAsync(new LeaseRecord("b", 2, 0), expected));

        Assert.Equal(new StoredLease(First with { Renewal = 1 }, 2), await ReadAsync("judging"));
    }

    [Fact]
    public async Task Of_many_that_take_it_at_once_one_has_it()
    {
        var members = Enumerable.Range(0, 8).Select(i => new LeaseRecord($"member {i}", 1, 0)).ToList();

        var results = await Task.WhenAll(members.Select(m => WriteAsync(m, 0)));

        var holder = (await ReadAsync("judging")).Record;
        Assert.Equal(members.Select(m => m == holder ? LeaseWrite.Written : LeaseWrite.Conflict), results);
    }

    private Task<StoredLease> ReadAsync(string name) => Store.ReadAsync(name, default).AsTask();

    private Task<LeaseWrite> WriteAsync(LeaseRecord record, long expected) => Store.WriteAsync("judging", record, expected, default).AsTask();
}
