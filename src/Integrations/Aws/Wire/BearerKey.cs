namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>An API key in place of a signature, as Bedrock takes it.</summary>
internal sealed class BearerKey(Func<string> reveal) : IAwsAuthorization
{
    public Task AuthorizeAsync(string path, Dictionary<string, string> headers, byte[] body, DateTimeOffset now)
    {
        headers["authorization"] = $"Bearer {reveal()}";
        return Task.CompletedTask;
    }
}
