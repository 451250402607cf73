using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Plimsoll.Quality.Rubrics;

/// <summary>SHA-256 over everything that a judge sees or is, each part with its length, so that no two rubrics run together.</summary>
internal static class RubricFingerprint
{
    /// <summary>Rises when the prompt around a rubric changes: the same rubric then asks another question.</summary>
    public const int PromptGeneration = 1;

    /// <summary>As <see cref="PromptGeneration"/>, of rubrics that ask about the turns before.</summary>
    private const int ConversationGeneration = 2;

    private const int VersionBytes = 6;

    public static string Of(Rubric rubric)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, PromptGeneration);
        Add(hash, rubric.Id);
        Add(hash, (int)rubric.Evaluator.Kind);
        Add(hash, rubric.Evaluator.Model);
        foreach (var dimension in rubric.Dimensions)
            Add(hash, dimension);
        if (rubric.Dimensions.Any(d => d.Needs == RubricNeed.Conversation))
            Add(hash, ConversationGeneration);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, VersionBytes));
    }

    private static void Add(IncrementalHash hash, RubricDimension dimension)
    {
        Add(hash, dimension.Name);
        Add(hash, dimension.Instruction);
        Add(hash, BitConverter.DoubleToInt64Bits(dimension.Weight));
        Add(hash, (int)dimension.Needs);
        Add(hash, dimension.Anchors.Count);
        foreach (var anchor in dimension.Anchors)
        {
            Add(hash, BitConverter.DoubleToInt64Bits(anchor.Score));
            Add(hash, anchor.Meaning);
        }
    }

    private static void Add(IncrementalHash hash, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Add(hash, bytes.Length);
        hash.AppendData(bytes);
    }

    private static void Add(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
