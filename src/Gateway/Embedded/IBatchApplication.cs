using Plimsoll.Components;

namespace Plimsoll.Gateway.Embedded;

/// <summary>The call of <see cref="InferenceComponent.Apply"/>; tests put a failing one in its place.</summary>
internal interface IBatchApplication
{
    DeliveryReceipt Apply(InferenceComponent component, DeliveryBatch batch);
}

internal sealed class BatchApplication : IBatchApplication
{
    public DeliveryReceipt Apply(InferenceComponent component, DeliveryBatch batch) => component.Apply(batch);
}
