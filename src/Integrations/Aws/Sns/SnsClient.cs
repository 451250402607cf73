using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Plimsoll.Integrations.Aws.Wire;

namespace Plimsoll.Integrations.Aws.Sns;

/// <summary>Amazon SNS's Publish: the Query protocol.</summary>
internal sealed class SnsClient(AwsConnection connection)
{
    private static readonly XmlReaderSettings s_xml = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    private readonly AwsClient _client = new(AwsService.Sns, connection);

    /// <returns>The id that the service gave the message.</returns>
    public async Task<AwsResult<string>> PublishAsync(SnsMessage message, CancellationToken cancellation)
    {
        var request = new AwsRequest("/", "application/x-www-form-urlencoded", Encoding.UTF8.GetBytes(Form(message)));
        var result = await _client.SendAsync(request, cancellation).ConfigureAwait(false);
        return result.Read(response => MessageId(response.Body));
    }

    private static string Form(SnsMessage message)
    {
        List<(string Name, string? Value)> fields =
        [
            ("Action", "Publish"), ("Version", "2010-03-31"), ("Message", message.Message), ("TopicArn", message.TopicArn), ("Subject", message.Subject),
            ("MessageStructure", message.MessageStructure), ("MessageDeduplicationId", message.DeduplicationId), ("MessageGroupId", message.GroupId),
        ];
        for (var i = 0; i < message.Attributes.Count; i++)
        {
            var entry = string.Create(CultureInfo.InvariantCulture, $"MessageAttributes.entry.{i + 1}.");
            var (name, type, value) = message.Attributes[i];
            fields.AddRange([(entry + "Name", name), (entry + "Value.DataType", type), (entry + "Value.StringValue", value)]);
        }
        return string.Join('&', fields.Where(f => f.Value is not null).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value!)}"));
    }

    private static string? MessageId(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray()), s_xml);
            return XDocument.Load(reader).Descendants().FirstOrDefault(e => e.Name.LocalName == "MessageId")?.Value;
        }
        catch (XmlException)
        {
            // The framework's only way to say that it is no XML.
            return null;
        }
    }
}
