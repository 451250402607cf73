using Plimsoll.Integrations.Aws.Wire;
using Plimsoll.Integrations.Http;
using Plimsoll.Quality.Golden;

namespace Plimsoll.Integrations.Golden;

/// <summary>Makes the endpoint that the settings describe.</summary>
public static class EndpointFactory
{
    /// <summary>The caller disposes of it where it is disposable.</summary>
    /// <exception cref="ArgumentException">Neither the settings nor the environment name a region.</exception>
    public static IModelEndpoint Create(EndpointSettings settings, TimeProvider time) => settings switch
    {
        EndpointSettings.OpenAi openAi => new OpenAiEndpoint(openAi, BoundedHttp.Client(settings.Concurrency), time),
        EndpointSettings.SageMaker sageMaker => new SageMakerEndpoint(sageMaker, Connection(sageMaker, time)),
        _ => throw new ArgumentOutOfRangeException(nameof(settings), settings, "No such endpoint"),
    };

    private static AwsConnection Connection(EndpointSettings.SageMaker settings, TimeProvider time)
    {
        var region = AwsIdentity.Region(settings.Region, settings.Profile)
            ?? throw new ArgumentException("No region is given, and neither AWS_REGION nor a profile names one", nameof(settings));
        return new(BoundedHttp.Client(settings.Concurrency), AwsIdentity.Credentials(settings.Profile), region, time)
        {
            Address = settings.Address,
            Timeout = settings.Timeout,
            MaxAttempts = 1,
        };
    }
}
