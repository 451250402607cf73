using System.Buffers;
using Plimsoll.Core.Tests.Telemetry;
using Plimsoll.Privacy.Erasure;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Privacy.Erasure;

public class EntryErasureTests
{
    private const ulong Jane = 0x1122334455667788;
    private const ulong John = 0x99aabbccddeeff00;
    private const string Component = ArbitraryTelemetry.Component;

    private static readonly KeyedHash s_hash = new("0123456789abcdef"u8);

    [Fact]
    public void Rows_keep_what_is_counted_and_the_entry_its_length()
    {
        var entry = Entry(Record(Jane, "secret-request"));
        var erased = Erase(entry)!;

        Assert.Equal(entry.Length, erased.Length);
        Assert.Equal(-1, erased.AsSpan().IndexOf("secret"u8));
        var row = Assert.Single(Records(erased));
        Assert.Equal((7L, 120.5, "v1", "acme"), (row.InputTokens, row.TotalLatencyMs, row.ModelVersion, row.Tenant));
        Assert.True(row is { UserHash: null, SessionHash: null, PromptHash: null, ResponseHash: null, RequestId: null, TraceId: null, SpanId: null, Texts: null, Candidate: null });
        Assert.Empty(row.Labels);
        Assert.Empty(row.Embedding);
        Assert.Empty(row.OutputTokenIds);
    }

    [Fact]
    public void Rows_of_others_come_back_as_they_were_whatever_they_are()
    {
        var any = new ArbitraryTelemetry(3);
        for (var round = 0; round < 50; round++)
        {
            object[] others = [.. Enumerable.Range(0, 20).Select(_ => any.NextRow())];
            var writer = new RecordBatchWriter();
            foreach (var row in others[..10])
                Batches.Add(writer, row);
            writer.Add(Record(Jane, "secret-request"));
            foreach (var row in others[10..])
                Batches.Add(writer, row);

            var rows = Batches.Decode(Parts(Erase(Entry(writer))!).Single().Batch.Span);

            Assert.Equal(Batches.Describe(others[..10]), rows[..10]);
            Assert.Equal(Batches.Describe(others[10..]), rows[11..]);
            Assert.DoesNotContain("secret", rows[10], StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Entry_without_the_user_stays() => Assert.Null(Erase(Entry(Record(John, "johns"))));

    [Fact]
    public void Rows_that_name_nobody_are_found_by_request_trace_or_session_and_rows_that_name_another_are_not()
    {
        var (known, nameless, other) = (Record(Jane, "r1"), Record(null, "r2"), Record(John, "r3"));
        nameless.SessionHash = other.SessionHash = known.SessionHash;
        var outcome = new Outcome { Component = Component, RequestId = "r1", TimestampMs = 5, Success = true };
        var writer = new RecordBatchWriter();
        writer.Add(outcome);
        writer.Add(nameless);
        writer.Add(other);
        writer.Add(known);

        var rows = Batches.Decode(Parts(Erase(Entry(writer))!).Single().Batch.Span);

        Assert.DoesNotContain(rows[..2], r => r.Contains("\"r1\"", StringComparison.Ordinal) || r.Contains("\"r2\"", StringComparison.Ordinal));
        Assert.Contains("\"r3\"", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_go_with_their_row_where_rows_are_not_counted()
    {
        var entry = Entry(Record(Jane, "r1"));
        var user = new ErasedUser([Jane], s_hash);
        var erased = new EntryErasure(user, dropRows: true).Erase(entry, keepKeys: false)!;

        Assert.Equal(entry.Length, erased.Length);
        Assert.Empty(Records(erased));
        Assert.Equal(-1, erased.AsSpan().IndexOf("quixotic"u8));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Deduplication_keys_stay_while_repetitions_may_come(bool keep, int left)
    {
        var user = new ErasedUser([Jane], s_hash);
        var erased = new EntryErasure(user, dropRows: false).Erase(Entry(Record(Jane, "r1")), keep)!;

        var keys = new List<UInt128>();
        Assert.True(JournalEntry.TryReadDedupKeys(erased, keys, out var error), error);
        Assert.Equal(left, keys.Count);
    }

    [Fact]
    public void Entry_that_does_not_decode_is_counted_and_stays()
    {
        var erasure = new EntryErasure(new ErasedUser([Jane], s_hash), dropRows: false);

        Assert.Null(erasure.Erase(new byte[] { 1, 2, 3 }, keepKeys: false));
        Assert.Equal(1, erasure.Tally.Unreadable);
    }

    private static byte[]? Erase(byte[] entry)
    {
        var erasure = new EntryErasure(new ErasedUser([Jane], s_hash), dropRows: false);
        erasure.Learn(entry);
        erasure.Learn(entry);
        return erasure.Erase(entry, keepKeys: false);
    }

    private static InferenceRecord Record(ulong? user, string request)
    {
        var record = new InferenceRecord
        {
            Component = Component,
            TimestampMs = 1_000,
            RequestId = request,
            TraceId = new string('a', 32),
            SpanId = new string('b', 16),
            UserHash = user,
            SessionHash = 77,
            InputTokens = 7,
            TotalLatencyMs = 120.5,
            ModelVersion = "v1",
            Tenant = "acme",
            PromptHash = 5,
            ResponseHash = 6,
            Texts = new RecordedTexts("a quixotic prompt", "an answer", [], false),
            Candidate = new CandidateMark(9, 0.5, false),
        };
        if (user != Jane)
            record.TraceId = null;
        record.Labels.Add(new("note", "secret-label"));
        record.OutputTokenIds.Add(3);
        record.Embedding.Add(0.5f);
        return record;
    }

    private static byte[] Entry(InferenceRecord record)
    {
        var writer = new RecordBatchWriter();
        writer.Add(record);
        return Entry(writer);
    }

    private static byte[] Entry(RecordBatchWriter writer)
    {
        var output = new ArrayBufferWriter<byte>();
        JournalEntry.Write(output, [new JournalPart(Component, Batches.ToArray(writer))], [UInt128.One]);
        return output.WrittenSpan.ToArray();
    }

    private static List<JournalPart> Parts(byte[] entry)
    {
        var parts = new List<JournalPart>();
        Assert.True(JournalEntry.TryReadParts(entry, parts, out var error), error);
        return parts;
    }

    private static List<InferenceRecord> Records(byte[] entry)
    {
        var records = new List<InferenceRecord>();
        foreach (var part in Parts(entry))
        {
            Assert.True(RecordBatchReader.TryOpen(part.Batch.Span, out var reader, out var error), error);
            while (reader.MoveNext())
            {
                records.Add(new InferenceRecord());
                reader.CopyTo(records[^1], part.Component);
            }
        }
        return records;
    }
}
