namespace Plimsoll.Gateway.Pipeline;

/// <summary>Where the redacted texts of a sample go, once the rows they belong to are durable.</summary>
internal interface ITextSink
{
    /// <summary>Takes a copy and returns at once. A text may be lost where a row may not.</summary>
    void Keep(KeptTexts texts, long receivedMs);
}
