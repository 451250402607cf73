using System.Text;
using Plimsoll.Telemetry;

namespace Plimsoll.Core.Tests.Telemetry;

/// <summary>A request id may be set as bytes or as text.</summary>
public class InferenceRecordTests
{
    private static readonly string Longest = new('~', TelemetryLimits.TextChars);

    [Fact]
    public void Id_set_as_bytes_is_read_as_text_and_encoded_as_the_text_is()
    {
        foreach (var id in new[] { "x", "a b", Longest })
        {
            var (bytes, text) = (Record(), Record());
            bytes.SetRequestId(Encoding.ASCII.GetBytes(id));
            text.RequestId = id;
            Assert.Equal(id, bytes.RequestId);
            Assert.Equal(Encoded(text), Encoded(bytes));
        }
    }

    [Fact]
    public void Later_id_replaces_the_earlier_one_however_they_were_set()
    {
        var record = Record();
        record.SetRequestId("first"u8);
        record.RequestId = "second";
        Assert.Equal("second", record.RequestId);
        Assert.True(record.GetPrintableRequestId().IsEmpty);
        record.SetRequestId("third"u8);
        Assert.Equal("third", record.RequestId);
        record.Clear();
        Assert.Null(record.RequestId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\tb")]
    [InlineData("é")]
    public void Bytes_that_are_no_printable_ascii_are_refused(string id) =>
        Assert.Throws<ArgumentException>(() => Record().SetRequestId(Encoding.UTF8.GetBytes(id)));

    [Fact]
    public void Longer_id_is_refused() => Assert.Throws<ArgumentException>(() => Record().SetRequestId(Encoding.ASCII.GetBytes(Longest + "~")));

    [Fact]
    public void Promised_texts_must_still_be_there_and_names_of_stages_short()
    {
        var record = Record();
        record.TextsArePrintable = true;
        record.Component = "";
        Assert.Equal("component", RecordValidator.Validate(record)?.Field);
        record.Component = "c";
        record.Stages.Add(new Stage(new string('s', TelemetryLimits.NameChars + 1), 1));
        Assert.Equal("stages.name", RecordValidator.Validate(record)?.Field);
        record.Stages[0] = new Stage("", 1);
        Assert.Equal("stages.name", RecordValidator.Validate(record)?.Field);
    }

    private static InferenceRecord Record() => new() { Component = "c", TimestampMs = 1_773_000_000_000, InputTokens = 1 };

    private static byte[] Encoded(InferenceRecord record)
    {
        var writer = new RecordBatchWriter();
        writer.Add(record);
        return Batches.ToArray(writer);
    }
}
