namespace Plimsoll.SageMaker;

/// <summary>Namespaces, dimensions and metrics of SageMaker AI's inference components.</summary>
public static class SageMakerNames
{
    public const string Traffic = "AWS/SageMaker";
    public const string Components = "/aws/sagemaker/InferenceComponents";
    public const string Endpoints = "/aws/sagemaker/Endpoints";

    public const string Component = "InferenceComponentName";
    public const string Endpoint = "EndpointName";
    public const string Instance = "InstanceId";
    public const string Container = "ContainerId";

    public const string Invocations = "Invocations";
    public const string ClientErrors = "Invocation4XXErrors";
    public const string ServerErrors = "Invocation5XXErrors";
    public const string ModelErrors = "InvocationModelErrors";
    public const string Latency = "ModelLatency";
    public const string Concurrency = "ConcurrentRequestsPerModel";
    public const string GpuUtilization = "GPUUtilizationNormalized";
    public const string GpuMemory = "GPUMemoryUtilizationNormalized";
    public const string Cpu = "CPUUtilizationNormalized";
    public const string Memory = "MemoryUtilizationNormalized";

    public const string Sum = "Sum";
    public const string Average = "Average";
    public const string Maximum = "Maximum";
    public const string Minimum = "Minimum";
    public const string SampleCount = "SampleCount";

    /// <summary>The documentation has AcceleratorId, samples have GpuId.</summary>
    public static string? Accelerator(CloudMetric metric) => metric["AcceleratorId"] ?? metric["GpuId"];
}
