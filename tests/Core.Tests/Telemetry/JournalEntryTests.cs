using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

public class JournalEntryTests
{
    [Fact]
    public void Parts_and_keys_come_back() => Prop.ForAll<int>(seed =>
    {
        var (parts, keys) = Arbitrary(seed);
        var entry = Write(parts, keys);

        Assert.Equal(Describe(parts), Describe(Parts(entry)));
        Assert.Equal(keys, Keys(entry));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Batches_are_slices_of_the_entry()
    {
        var entry = Write([new JournalPart("c", new byte[] { 1, 2, 3 })], []);
        var batch = Assert.Single(Parts(entry)).Batch;
        entry[^2] = 9;

        Assert.Equal([1, 2, 9], batch.ToArray());
    }

    [Fact]
    public void Entry_cut_at_any_byte_is_found_out_and_adds_nothing() => Prop.ForAll<int>(seed =>
    {
        var (parts, keys) = Arbitrary(seed);
        var entry = Write(parts, keys);
        for (var length = 0; length < entry.Length; length++)
            AssertDamaged(entry.AsMemory(0, length));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Bytes_after_the_entry_are_found_out() => AssertDamaged(new byte[] { 0xB8, 1, 0, 0, 0 });

    [Fact]
    public void Foreign_bytes_never_throw() => Prop.ForAll<byte[]>(bytes =>
    {
        foreach (var entry in new byte[][] { bytes, [0xB8, 1, .. bytes], [0xB8, 1, 2, .. bytes] })
        {
            JournalEntry.TryReadParts(entry, [], out _);
            JournalEntry.TryReadDedupKeys(entry, [], out _);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Version_of_the_future_is_named()
    {
        Assert.False(JournalEntry.TryReadParts(new byte[] { 0xB8, 3, 0, 0 }, [], out var error));
        Assert.Equal("journal entry of version 3; this build reads versions 1 and 2", error);
    }

    [Fact]
    public void Padded_entry_reads_as_it_was_and_what_follows_it_is_zero()
    {
        var padded = JournalEntry.WritePadded([new JournalPart("a", new byte[] { 7 })], [UInt128.One], 100);
        var (parts, keys) = (new List<JournalPart>(), new List<UInt128>());

        Assert.True(JournalEntry.TryReadParts(padded, parts, out var error), error);
        Assert.True(JournalEntry.TryReadDedupKeys(padded, keys, out error), error);
        Assert.Equal(("a", 1, 100), (Assert.Single(parts).Component, keys.Count, padded.Length));
        padded[^1] = 1;
        AssertDamaged(padded);
        Assert.Throws<ArgumentException>(() => JournalEntry.WritePadded([new JournalPart("a", new byte[200])], [], 100));
    }

    [Fact]
    public void Version_1_writes_these_bytes()
    {
        var entry = Write([new JournalPart("a", new byte[] { 7 }), new JournalPart("ä", default)], [UInt128.One]);

        Assert.Equal("b801020161010702c3a4000101000000000000000000000000000000", Convert.ToHexStringLower(entry));
    }

    private static void AssertDamaged(ReadOnlyMemory<byte> entry)
    {
        var (parts, keys) = (new List<JournalPart>(), new List<UInt128>());
        Assert.False(JournalEntry.TryReadParts(entry, parts, out var error));
        Assert.NotNull(error);
        Assert.False(JournalEntry.TryReadDedupKeys(entry, keys, out error));
        Assert.NotNull(error);
        Assert.Empty(parts);
        Assert.Empty(keys);
    }

    private static (List<JournalPart> Parts, UInt128[] Keys) Arbitrary(int seed)
    {
        var random = new System.Random(seed);
        var parts = Enumerable.Range(0, random.Next(5)).Select(i => new JournalPart("模型" + i, Bytes(random))).ToList();
        return (parts, [.. Enumerable.Range(0, random.Next(5)).Select(_ => new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64()))]);
    }

    private static byte[] Bytes(System.Random random)
    {
        var bytes = new byte[random.Next(2) * random.Next(300)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Write(IReadOnlyList<JournalPart> parts, UInt128[] keys)
    {
        var output = new ArrayBufferWriter<byte>();
        JournalEntry.Write(output, parts, keys);
        return output.WrittenSpan.ToArray();
    }

    private static List<JournalPart> Parts(byte[] entry)
    {
        var parts = new List<JournalPart>();
        Assert.True(JournalEntry.TryReadParts(entry, parts, out var error), error);
        return parts;
    }

    private static List<UInt128> Keys(byte[] entry)
    {
        var keys = new List<UInt128>();
        Assert.True(JournalEntry.TryReadDedupKeys(entry, keys, out var error), error);
        return keys;
    }

    private static List<string> Describe(IEnumerable<JournalPart> parts) =>
        [.. parts.Select(part => $"{part.Component} {Convert.ToHexStringLower(part.Batch.Span)}")];
}
