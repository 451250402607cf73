namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>One POST to a service, before it is signed.</summary>
/// <param name="Path">As it stands on the wire: what is not unreserved in a segment is escaped once.</param>
/// <param name="Headers">Beside content type and length; names in lower case. All of them are signed.</param>
internal sealed record AwsRequest(string Path, string ContentType, byte[] Body, params (string Name, string Value)[] Headers)
{
    /// <summary>One segment of a path, so that ':' and '/' in it are part of it.</summary>
    public static string Segment(string text) => Uri.EscapeDataString(text);
}
