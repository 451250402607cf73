namespace Plimsoll.Integrations.Aws.Wire;

/// <summary>What an operator has to change so that an action is allowed; one sentence for each kind of refusal.</summary>
internal static class AwsAdvice
{
    private static readonly HashSet<string> s_denied =
        ["AccessDenied", "AccessDeniedException", "UnauthorizedOperation", "NotAuthorized", "AuthorizationError", "OptInRequired"];

    private static readonly HashSet<string> s_unknown =
    [
        "InvalidClientTokenId", "UnrecognizedClientException", "IncompleteSignature", "InvalidSignatureException", "SignatureDoesNotMatch",
        "MissingAuthenticationToken", "MissingAuthenticationTokenException", "InvalidAccessKeyId", "AuthFailure",
    ];

    private static readonly HashSet<string> s_expired = ["ExpiredToken", "ExpiredTokenException", "RequestExpired"];

    /// <param name="action">As an IAM policy names it, such as <c>cloudwatch:PutMetricData</c>.</param>
    /// <param name="resource">Of the policy's statement.</param>
    /// <returns>Null for a failure that no change of an operator's ends.</returns>
    public static string? For(AwsFailure failure, string action, string region, string resource = "*")
    {
        if (failure.ClockMoved)
            return null;
        if (s_denied.Contains(failure.Code))
            return $"{action} is not allowed in {region}: attach a policy to the role or user with the statement {Statement(action, resource)}";
        if (s_expired.Contains(failure.Code))
            return $"{action} in {region}: the credentials have expired; renew them, or use a role with the statement {Statement(action, resource)}";
        if (s_unknown.Contains(failure.Code) || failure.Status is 401 or 403)
            return $"{action} in {region}: AWS does not know the credentials ({failure.Code}); check access key, secret and session token, and that the account has the region enabled. They need the statement {Statement(action, resource)}";
        if (failure.Code == AwsFailure.NoCredentials)
            return $"{action} in {region}: no AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile, or run with a role that has the statement {Statement(action, resource)}";
        return failure.Code == "name_resolution"
            ? $"{action}: the service has no address in region '{region}'; check the region's name and the resolver"
            : null;
    }

    /// <summary>Of an IAM policy.</summary>
    private static string Statement(string action, string resource) => $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"{{resource}}"}""";
}
