using System.Text.Json;
using Plimsoll.Configuration;

namespace Plimsoll.Gateway.Interactions.Texts;

/// <summary>
/// Who read which text and when, one JSON object a line, in <c>audit/texts.jsonl</c> of the data directory. A line is on the
/// disk before the text is answered. Files are only ever appended to and, when full, renamed; the oldest go when there are
/// more than <see cref="KeptFiles"/>. An erasure takes request and trace out of a user's lines, and is written down itself.
/// </summary>
internal sealed class TextAudit(PlimsollOptions options, TextEvents events, TimeProvider time)
{
    /// <summary>Files beside the one that is written.</summary>
    public const int KeptFiles = 20;

    /// <summary>A file is renamed when it has reached this size, bytes.</summary>
    public const long MaxFileBytes = 8 << 20;

    private readonly Lock _lock = new();
    private readonly string _directory = Path.Combine(options.DataDirectory, "audit");

    private string Current => Path.Combine(_directory, "texts.jsonl");

    /// <summary>False when the line could not be made durable; the text must then not be answered.</summary>
    public bool Write(TextRead read) => Append(Line(read));

    /// <summary>Notes that a user was erased. False when the line could not be made durable.</summary>
    public bool Write(UserErasure erasure) => Append(Line(erasure));

    /// <summary>Takes request and trace out of lines. Each file is as it was or as it became.</summary>
    /// <param name="unwanted">Asked with the line's components, request id and trace id.</param>
    /// <returns>Lines that were changed.</returns>
    /// <exception cref="IOException">A file could not be replaced.</exception>
    public int Erase(Func<IReadOnlyList<string>, string?, string?, bool> unwanted)
    {
        lock (_lock)
            return Directory.Exists(_directory) ? Directory.GetFiles(_directory, "texts*.jsonl").Sum(f => AuditLines.Erase(f, unwanted)) : 0;
    }

    private bool Append(byte[] line)
    {
        lock (_lock)
        {
            try
            {
                Directory.CreateDirectory(_directory);
                Rotate();
                using var file = new FileStream(Current, FileMode.Append, FileAccess.Write, FileShare.Read);
                file.Write(line);
                file.Flush(flushToDisk: true);
                return true;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                events.AuditRefused(e);
                return false;
            }
        }
    }

    private byte[] Line(TextRead read)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("at"u8, time.GetUtcNow());
            json.WriteString("client"u8, read.Client);
            json.WriteString("key_id"u8, read.KeyId);
            json.WriteString("via"u8, read.Via);
            json.WriteString("request_id"u8, read.RequestId);
            json.WriteString("trace_id"u8, read.TraceId);
            json.WriteStartArray("components"u8);
            foreach (var component in read.Components)
                json.WriteStringValue(component);
            json.WriteEndArray();
            json.WriteNumber("texts"u8, read.Texts);
            json.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private byte[] Line(UserErasure erasure)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("at"u8, time.GetUtcNow());
            json.WriteString("client"u8, erasure.Client);
            json.WriteString("key_id"u8, erasure.KeyId);
            json.WriteString("erased"u8, erasure.Subject);
            json.WriteEndObject();
        }
        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private void Rotate()
    {
        var current = new FileInfo(Current);
        if (!current.Exists || current.Length < MaxFileBytes)
            return;
        File.Delete(Numbered(KeptFiles));
        for (var i = KeptFiles - 1; i >= 1; i--)
        {
            if (File.Exists(Numbered(i)))
                File.Move(Numbered(i), Numbered(i + 1));
        }
        current.MoveTo(Numbered(1));
    }

    private string Numbered(int number) => Path.Combine(_directory, $"texts.{number}.jsonl");
}

/// <summary>One read of texts.</summary>
/// <param name="Client">Name of the key, or <c>local</c> where none is configured.</param>
/// <param name="Via">api or console.</param>
internal sealed record TextRead(
    string Client, string? KeyId, string Via, string? RequestId, string? TraceId, IReadOnlyList<string> Components, int Texts);

/// <summary>One erasure of a user.</summary>
/// <param name="Subject">A keyed hash that only says whether it was a user whom one knows already.</param>
internal sealed record UserErasure(string Client, string? KeyId, string Subject);
