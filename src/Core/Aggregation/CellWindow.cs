using System.Numerics;
using System.Runtime.InteropServices;

namespace Plimsoll.Aggregation;

/// <summary>
/// Counters of a contiguous range of bucket indexes. Cells begin as bytes and widen when one would overflow;
/// nothing is allocated before the first count.
/// </summary>
internal struct CellWindow
{
    private const int Slack = 16;

    private byte[]? _bytes;
    private byte _width;

    /// <summary>Index of the first cell.</summary>
    public int Offset { get; private set; }

    /// <summary>Number of cells.</summary>
    public int Length { get; private set; }

    public readonly ulong this[int index]
    {
        get
        {
            var at = index - Offset;
            return (uint)at < (uint)Length ? Read(at) : 0;
        }
    }

    public readonly bool Covers(int index) => (uint)(index - Offset) < (uint)Length;

    /// <summary>Adds one to a covered cell.</summary>
    public void Increment(int index)
    {
        var at = index - Offset;
        if (_width == 1)
        {
            ref var cell = ref _bytes![at];
            if (cell != byte.MaxValue)
            {
                cell++;
                return;
            }
        }
        else if (_width == 2)
        {
            ref var cell = ref MemoryMarshal.Cast<byte, ushort>(_bytes.AsSpan())[at];
            if (cell != ushort.MaxValue)
            {
                cell++;
                return;
            }
        }
        else if (_width == 4)
        {
            ref var cell = ref MemoryMarshal.Cast<byte, uint>(_bytes.AsSpan())[at];
            if (cell != uint.MaxValue)
            {
                cell++;
                return;
            }
        }
        Add(index, 1);
    }

    /// <summary>Adds to a covered cell.</summary>
    public void Add(int index, ulong count)
    {
        var at = index - Offset;
        var sum = checked(Read(at) + count);
        var needed = WidthFor(sum);
        if (needed > _width)
            Reshape(Offset, Length, needed);
        Write(at, sum);
    }

    /// <summary>Makes room for one more index, with slack on its side so that growth is rare.</summary>
    /// <param name="limit">Most cells; the caller has checked that the counted range and the index fit.</param>
    public void Include(int index, int limit)
    {
        if (Length == 0)
        {
            Reshape(index & ~(Slack - 1), Slack, 1);
            return;
        }
        var (low, high) = Union(index, index, limit);
        var spare = Math.Clamp(limit - (high - low + 1), 0, Slack + (Length >> 3));
        if (index < Offset)
            low -= spare;
        else
            high += spare;
        Reshape(low, high - low + 1, _width);
    }

    /// <summary>Makes room for a range without slack; <paramref name="limit"/> as for one index.</summary>
    public void IncludeRange(int low, int high, int limit)
    {
        if (Length > 0)
            (low, high) = Union(low, high, limit);
        if (low != Offset || high - low + 1 != Length)
            Reshape(low, high - low + 1, Math.Max(_width, (byte)1));
    }

    /// <summary>First and last index with a count; false when there is none.</summary>
    public readonly bool TryGetRange(out int first, out int last)
    {
        first = 0;
        last = Length - 1;
        while (first < Length && Read(first) == 0)
            first++;
        while (last > first && Read(last) == 0)
            last--;
        first += Offset;
        last += Offset;
        return first < Offset + Length;
    }

    /// <summary>
    /// Index of the cell that holds the element of a rank, from 0, and how many elements there are up to and with it.
    /// The rank is below the sum of all cells.
    /// </summary>
    public readonly (int Index, long Through) Locate(long rank) => _width switch
    {
        1 => Locate<byte>(_bytes, rank),
        2 => Locate(MemoryMarshal.Cast<byte, ushort>(_bytes.AsSpan()), rank),
        4 => Locate(MemoryMarshal.Cast<byte, uint>(_bytes.AsSpan()), rank),
        _ => Locate(MemoryMarshal.Cast<byte, ulong>(_bytes.AsSpan()), rank),
    };

    private readonly (int Index, long Through) Locate<T>(ReadOnlySpan<T> cells, long rank)
        where T : unmanaged, IBinaryInteger<T>
    {
        long through = 0;
        var at = 0;
        while ((through += long.CreateTruncating(cells[at])) <= rank)
            at++;
        return (Offset + at, through);
    }

    /// <summary>The window and the range together; without the window's uncounted ends when that is too much.</summary>
    private readonly (int Low, int High) Union(int low, int high, int limit)
    {
        var union = (Low: Math.Min(low, Offset), High: Math.Max(high, Offset + Length - 1));
        return union.High - union.Low >= limit && TryGetRange(out var first, out var last)
            ? (Math.Min(low, first), Math.Max(high, last))
            : union;
    }

    private readonly ulong Read(int at) => _width switch
    {
        1 => _bytes![at],
        2 => MemoryMarshal.Cast<byte, ushort>(_bytes.AsSpan())[at],
        4 => MemoryMarshal.Cast<byte, uint>(_bytes.AsSpan())[at],
        _ => MemoryMarshal.Cast<byte, ulong>(_bytes.AsSpan())[at],
    };

    private readonly void Write(int at, ulong value)
    {
        switch (_width)
        {
            case 1:
                _bytes![at] = (byte)value;
                break;
            case 2:
                MemoryMarshal.Cast<byte, ushort>(_bytes.AsSpan())[at] = (ushort)value;
                break;
            case 4:
                MemoryMarshal.Cast<byte, uint>(_bytes.AsSpan())[at] = (uint)value;
                break;
            default:
                MemoryMarshal.Cast<byte, ulong>(_bytes.AsSpan())[at] = value;
                break;
        }
    }

    private void Reshape(int offset, int length, byte width)
    {
        var old = this;
        _bytes = new byte[length * width];
        _width = width;
        Offset = offset;
        Length = length;
        var first = Math.Max(offset, old.Offset);
        var last = Math.Min(offset + length, old.Offset + old.Length) - 1;
        if (width == old._width && first <= last)
            old._bytes.AsSpan((first - old.Offset) * width, (last - first + 1) * width).CopyTo(_bytes.AsSpan((first - offset) * width));
        else
            CopyWider(old, first, last);
    }

    private readonly void CopyWider(in CellWindow old, int first, int last)
    {
        for (var i = first; i <= last; i++)
            Write(i - Offset, old.Read(i - old.Offset));
    }

    private static byte WidthFor(ulong value) => value switch
    {
        <= byte.MaxValue => 1,
        <= ushort.MaxValue => 2,
        <= uint.MaxValue => 4,
        _ => 8,
    };
}
