using Plimsoll.Components;

namespace Plimsoll.ComponentHost;

/// <summary>The call of <see cref="InferenceComponent.Apply"/>; tests put a failing one in its place.</summary>
public interface IBatchApplication
{
    DeliveryReceipt Apply(InferenceComponent component, DeliveryBatch batch);
}

public sealed class BatchApplication : IBatchApplication
{
    public DeliveryReceipt Apply(InferenceComponent component, DeliveryBatch batch) => component.Apply(batch);
}
