namespace Plimsoll.Gateway.Pipeline;

public static class PipelineSetup
{
    public static IServiceCollection AddPipeline(this IServiceCollection services) => services;

}
