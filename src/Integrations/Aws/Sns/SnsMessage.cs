namespace Plimsoll.Integrations.Aws.Sns;

/// <summary>What Publish sends to a topic. Null is left out.</summary>
/// <param name="Message">Up to 256 KiB.</param>
internal sealed record SnsMessage(string TopicArn, string Message)
{
    /// <summary>Up to 100 printable ASCII characters: the subject of an e-mail.</summary>
    public string? Subject { get; init; }

    /// <summary><c>json</c> where the message has a text for each protocol.</summary>
    public string? MessageStructure { get; init; }

    public IReadOnlyList<SnsAttribute> Attributes { get; init; } = [];

    /// <summary>Of a FIFO topic: the same id within five minutes is delivered once.</summary>
    public string? DeduplicationId { get; init; }

    /// <summary>Of a FIFO topic: order holds within a group.</summary>
    public string? GroupId { get; init; }
}

/// <param name="DataType"><c>String</c> or <c>Number</c>.</param>
internal sealed record SnsAttribute(string Name, string DataType, string Value);
