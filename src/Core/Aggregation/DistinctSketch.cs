using System.Numerics;
using Plimsoll.Aggregation.Encoding;

namespace Plimsoll.Aggregation;

/// <summary>
/// Distinct count of 64-bit hashes: exact up to <see cref="ExactLimit"/>, then HyperLogLog with 2,048 registers
/// (standard error 1.04/√2048 = 2.3%). Merging is exact: order and splitting do not matter.
/// </summary>
public sealed class DistinctSketch
{
    public const int ExactLimit = 128;
    public const int RegisterCount = 1 << IndexBits;

    private const int IndexBits = 11;
    internal const int MaxRank = 64 - IndexBits + 1;

    private HashSet<ulong>? _exact = [];
    private byte[]? _registers;

    public bool IsEmpty => _exact is { Count: 0 };

    public void Add(ulong hash)
    {
        if (_exact is null)
            SetRegister(hash);
        else if (_exact.Add(hash) && _exact.Count > ExactLimit)
            Promote();
    }

    public void Merge(DistinctSketch other)
    {
        if (other._exact is not null)
        {
            foreach (var hash in other._exact)
                Add(hash);
            return;
        }
        if (_exact is not null)
            Promote();
        for (var i = 0; i < RegisterCount; i++)
            _registers![i] = Math.Max(_registers[i], other._registers![i]);
    }

    /// <summary>Puts one hash in the place of another. False where it is not there, or where registers no longer tell.</summary>
    public bool Rename(ulong hash, ulong other)
    {
        if (_exact?.Remove(hash) != true)
            return false;
        _exact.Add(other);
        return true;
    }

    public long Estimate() => _exact?.Count ?? (long)Math.Round(DistinctEstimator.Estimate(_registers!));

    /// <summary>How many of the registers that the hashes make hold at least a rank. One hash more changes it by one at most.</summary>
    internal long Registers(int rank)
    {
        if (_registers is null)
        {
            var promoted = new DistinctSketch();
            promoted.Merge(this);
            if (promoted._registers is null)
                promoted.Promote();
            return promoted.Registers(rank);
        }
        return _registers.Count(r => r >= rank);
    }

    internal void Write(StateWriter writer)
    {
        writer.Bool(_exact is not null);
        if (_exact is null)
        {
            writer.Bytes(_registers);
            return;
        }
        writer.Count(_exact.Count);
        foreach (var hash in _exact.Order())
            writer.Fixed64(hash);
    }

    internal static DistinctSketch Read(ref StateReader reader)
    {
        var sketch = new DistinctSketch();
        if (reader.Bool())
        {
            for (var left = reader.Length(ExactLimit); left > 0; left--)
                sketch._exact!.Add(reader.Fixed64());
            return sketch;
        }
        sketch._exact = null;
        sketch._registers = reader.Bytes().ToArray();
        if (sketch._registers.Length != RegisterCount || sketch._registers.AsSpan().ContainsAnyExceptInRange((byte)0, (byte)MaxRank))
            throw reader.Corrupt($"not {RegisterCount} registers of at most {MaxRank}");
        return sketch;
    }

    private void Promote()
    {
        var hashes = _exact!;
        _exact = null;
        _registers = new byte[RegisterCount];
        foreach (var hash in hashes)
            SetRegister(hash);
    }

    private void SetRegister(ulong hash)
    {
        ref var register = ref _registers![hash >> (64 - IndexBits)];
        var rank = (byte)(BitOperations.LeadingZeroCount((hash << IndexBits) | (1UL << (IndexBits - 1))) + 1);
        if (rank > register)
            register = rank;
    }
}
