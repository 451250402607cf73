namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>Shows a service who asks.</summary>
internal interface IAwsAuthorization
{
    /// <summary>Adds what is needed to the headers that will be sent; names in lower case.</summary>
    /// <param name="path">As on the wire.</param>
    /// <param name="now">By the service's clock.</param>
    Task AuthorizeAsync(string path, Dictionary<string, string> headers, byte[] body, DateTimeOffset now);
}
