using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Plimsoll.Gateway.Ingest.Json.Plain;

internal static class PlainBytes
{
    /// <summary>The framework's StartsWith without its call, for the lengths of members' names: two loads that overlap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> literal)
    {
        var length = literal.Length;
        if (text.Length < length)
            return false;
        ref var a = ref MemoryMarshal.GetReference(text);
        ref var b = ref MemoryMarshal.GetReference(literal);
        return length switch
        {
            >= 8 and <= 16 => (Word(ref a, 0) ^ Word(ref b, 0) | Word(ref a, length - 8) ^ Word(ref b, length - 8)) == 0,
            > 16 and <= 32 => (Block(ref a, 0) ^ Block(ref b, 0) | Block(ref a, length - 16) ^ Block(ref b, length - 16)) == Vector128<byte>.Zero,
            _ => text.StartsWith(literal),
        };
    }

    private static ulong Word(ref byte at, int offset) => Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref at, offset));

    private static Vector128<byte> Block(ref byte at, int offset) => Vector128.LoadUnsafe(ref at, (nuint)offset);
}
