using System.IO.Compression;
using System.Text.Json;
using Plimsoll.Cli.Replay.Formats;

namespace Plimsoll.Cli.Replay.Delivery;

/// <summary>The body of one request: records one to a line, compressed while they are added.</summary>
internal sealed class RecordBatchBody(int maxRecords) : IDisposable
{
    private const long MaxBytes = 8 << 20;

    private readonly MemoryStream _compressed = new();
    private readonly MemoryStream _line = new();
    private readonly List<long> _rows = [];
    private GZipStream? _gzip;
    private long _bytes;

    /// <summary>Row numbers in the order of the body.</summary>
    public IReadOnlyList<long> Rows => _rows;

    public bool IsFull => _rows.Count >= maxRecords || _bytes >= MaxBytes;

    public void Add(ReadableRow row, ReplayIdentity identity)
    {
        _line.SetLength(0);
        using (var writer = new Utf8JsonWriter(_line))
            row.Write(writer, identity);
        _line.WriteByte((byte)'\n');
        _gzip ??= new GZipStream(_compressed, CompressionLevel.Fastest, leaveOpen: true);
        _gzip.Write(_line.GetBuffer(), 0, (int)_line.Length);
        _bytes += _line.Length;
        _rows.Add(row.Number);
    }

    /// <summary>The compressed body; the batch is empty again.</summary>
    public byte[] Take()
    {
        _gzip?.Dispose();
        _gzip = null;
        var body = _compressed.ToArray();
        _compressed.SetLength(0);
        _bytes = 0;
        _rows.Clear();
        return body;
    }

    public void Dispose()
    {
        _gzip?.Dispose();
        _compressed.Dispose();
        _line.Dispose();
    }
}
