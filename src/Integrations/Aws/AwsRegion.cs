using Plimsoll.Integrations.Aws.Wire;

namespace Plimsoll.Integrations.Aws;

/// <summary>Which region of AWS a part of the configuration means.</summary>
public static class AwsRegion
{
    /// <summary>The one given, else the profile's, else that of AWS_REGION or the default profile; null where nothing names one.</summary>
    public static string? Find(string? given, string? profile) => AwsIdentity.Region(given, profile);
}
