using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>Finds credentials and region as the official SDKs do: named profile, environment, default profile, role of the machine.</summary>
internal static class AwsIdentity
{
    /// <param name="profile">Null for the usual search. One that is not there fails at the first call, as credentials that end do.</param>
    public static AWSCredentials Credentials(string? profile) => profile is null ? new Searched() : new Profile(profile);

    /// <returns>Null where nothing names one.</returns>
    public static string? Region(string? given, string? profile) =>
        given ?? ProfileRegion(profile) ?? FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName;

    private static string? ProfileRegion(string? profile) =>
        profile is not null && new CredentialProfileStoreChain().TryGetProfile(profile, out var found) ? found.Region?.SystemName : null;

    private sealed class Searched : AWSCredentials
    {
        public override ImmutableCredentials GetCredentials() => DefaultAWSCredentialsIdentityResolver.GetCredentials().GetCredentials();

        public override async Task<ImmutableCredentials> GetCredentialsAsync()
        {
            var found = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync().ConfigureAwait(false);
            return await found.GetCredentialsAsync().ConfigureAwait(false);
        }
    }

    private sealed class Profile(string name) : AWSCredentials
    {
        private AWSCredentials? _found;

        public override ImmutableCredentials GetCredentials() => Find().GetCredentials();

        public override Task<ImmutableCredentials> GetCredentialsAsync() => Find().GetCredentialsAsync();

        private AWSCredentials Find()
        {
            if (_found is null && !new CredentialProfileStoreChain().TryGetAWSCredentials(name, out _found))
                throw new AmazonClientException($"There is no profile '{name}' with credentials");
            return _found!;
        }
    }
}
