using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Plimsoll.Gateway.Hosting.Listening;

/// <summary>
/// Gives the server blocks of 32 KiB to receive into instead of 4 KiB, so that a batch of several hundred
/// kilobytes takes an eighth of the system calls (measured in bench/README.md).
/// </summary>
internal sealed class ReceiveBlocks : IMemoryPoolFactory<byte>
{
    public const int BlockBytes = 32 << 10;

    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new Pool();

    private sealed class Pool : MemoryPool<byte>
    {
        public override int MaxBufferSize => Shared.MaxBufferSize;

        public override IMemoryOwner<byte> Rent(int minBufferSize = -1) => Shared.Rent(int.Max(minBufferSize, BlockBytes));

        protected override void Dispose(bool disposing)
        {
        }
    }
}
