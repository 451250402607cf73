using System.Security.Cryptography;

namespace Plimsoll.Grains;

/// <summary>The other silos that are up.</summary>
public sealed class Neighbours(IClusterMembershipService membership, ILocalSiloDetails self)
{
    /// <summary>One of them, by chance; null when this silo is alone.</summary>
    public SiloAddress? Any()
    {
        var others = membership.CurrentSnapshot.Members.Values
            .Where(m => m.Status == SiloStatus.Active && !m.SiloAddress.Equals(self.SiloAddress))
            .Select(m => m.SiloAddress).ToList();
        return others.Count == 0 ? null : others[RandomNumberGenerator.GetInt32(others.Count)];
    }
}
